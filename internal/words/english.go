package words

import (
	"slices"
	"strings"
)

// OwnStem ends the stem of a form that is also a word of its own, as rose is
// beside rise. The stems of rise ask for it too, so that rise finds rose; it does
// not ask for theirs. No folded word has an apostrophe.
const OwnStem = "'"

// englishStem returns the stem of an English word. Inflected forms have one
// stem, derived words stems of their own. Most words go by the rules of [lemma],
// the others by the table in english_words.go.
func englishStem(w string) string {
	if stem := irregularStem(w); stem != "" {
		return stem
	}
	if !onlyLetters(w) {
		return singularNumber(w)
	}
	s := singular(w)
	if stem := irregularStem(s); stem != "" {
		return strings.TrimSuffix(stem, OwnStem)
	}
	return verb(s)
}

// englishAsked returns the stems that a query for an English word asks for.
func englishAsked(w string) []string {
	stem := englishStem(w)
	return append([]string{stem}, stemsBesides(stem)...)
}

// lemma returns the base of an inflected English word by rule: of a plural, of
// the third person, and of forms in -ed and -ing (these are what the first step
// of Porter's second stemmer takes off). Where the base lost an e or doubled its
// last letter, it is restored: voted is of vote, stopped of stop. Derived words
// keep their endings: agreement, politely, electoral.
func lemma(w string) string {
	if !onlyLetters(w) {
		return singularNumber(w)
	}
	return verb(singular(w))
}

// singularNumber takes the s off a name that ends in a number: f35s is of f35. A
// decade keeps it.
func singularNumber(w string) string {
	name, ok := strings.CutSuffix(w, "s")
	if ok && HasLetter(name) && name != "" && name[len(name)-1] >= '0' && name[len(name)-1] <= '9' {
		return name
	}
	return w
}

func onlyLetters(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

// singular takes the s off a plural and off the third person.
func singular(w string) string {
	n := len(w)
	if n < 4 || w[n-1] != 's' || endsIn(w, "ss", "us", "sis", "xis", "itis", "polis") || !hasVowel(w[:n-1]) {
		return w
	}
	switch {
	case strings.HasSuffix(w, "ies") && n > 4:
		return w[:n-3] + "y"
	case endsIn(w, "oes", "xes", "ches", "shes", "sses", "zzes", "tzes"),
		strings.HasSuffix(w, "uses") && !endsIn(w, "auses", "ouses"):
		return w[:n-2]
	}
	return w[:n-1]
}

// verb takes -ed and -ing off.
func verb(w string) string {
	n := len(w)
	var x string
	switch {
	case strings.HasSuffix(w, "ied") && n == 4: // died
		return w[:n-1]
	case strings.HasSuffix(w, "ied") && n > 4:
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "eed"):
		return w
	case strings.HasSuffix(w, "ed"):
		x = w[:n-2]
	case strings.HasSuffix(w, "ing"):
		x = w[:n-3]
	default:
		return w
	}
	if len(x) < 2 || !hasVowel(x) {
		return w
	}
	return verbBase(x)
}

// verbBase returns the verb of which x is what remains without -ed or -ing.
func verbBase(x string) string {
	n := len(x)
	switch last := x[n-1]; {
	case last == x[n-2] && !isVowel(x, n-1):
		if keepsDouble(x) {
			return x
		}
		return x[:n-1]
	case endsWithE(x):
		return x + "e"
	}
	return x
}

// keepsDouble reports a verb that ends in two equal letters by itself, as kill
// and pass do, unlike stopp-ed. Those in -ll of several syllables are either
// (install, control); the table of irregular words has the rarer kind.
func keepsDouble(x string) bool {
	switch x[len(x)-1] {
	case 's', 'z', 'f':
		return true
	case 'l':
		return syllables(x) == 1
	}
	return false
}

func endsIn(w string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(w, e) })
}

// isVowel reports a vowel at i. The y of a beginning is none, and the u of qu.
func isVowel(w string, i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o':
		return true
	case 'u':
		return i == 0 || w[i-1] != 'q'
	case 'y':
		return i > 0 && !isVowel(w, i-1)
	}
	return false
}

func hasVowel(w string) bool { return syllables(w) > 0 }

// syllables counts the groups of vowels.
func syllables(w string) (n int) {
	within := false
	for i := range len(w) {
		v := isVowel(w, i)
		if v && !within {
			n++
		}
		within = v
	}
	return n
}
