package words

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Stemmers stems words by language, and caches the stems. It is for one
// goroutine at a time.
type Stemmers struct {
	all        []stemmer
	byLanguage map[string]int
	known      []map[string]string
}

// NewStemmers returns the stemmers of all languages.
func NewStemmers() *Stemmers {
	s := &Stemmers{all: stemmers(), byLanguage: map[string]int{}}
	s.known = make([]map[string]string, len(s.all))
	for i, one := range s.all {
		s.known[i] = map[string]string{}
		for _, l := range one.languages {
			s.byLanguage[l] = i
		}
	}
	return s
}

// For returns the number of the stemmer of a language tag such as sv or pt-BR.
func (s *Stemmers) For(language string) int {
	if i, ok := s.byLanguage[primaryOf(language)]; ok {
		return i
	}
	return len(s.all) - 1 // unstemmed
}

// primaryOf returns the language of a tag such as pt-BR, in small letters.
func primaryOf(tag string) string {
	primary, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	return primary
}

// Stem returns the term of a token in the stemmed fields of a document with
// stemmer number i.
func (s *Stemmers) Stem(i int, t Token) string {
	if t.Kind == Bigram || t.Kind == Unigram || t.Kind == LastRune || t.Kind == Country || t.Kind == Named || !HasLetter(t.Term) {
		return t.Term
	}
	if !PlainASCII(t.Term) {
		switch {
		case strings.ContainsFunc(t.Term, isHangul):
			i = s.byLanguage["ko"]
		case i < len(s.all)-1 && strings.ContainsFunc(t.Term, isArabic): // Persian and Urdu have no stemmer
			i = s.byLanguage["ar"]
		}
	}
	known := s.known[i]
	if stem, ok := known[t.Term]; ok {
		return stem
	}
	if len(known) >= cacheSize {
		clear(known)
	}
	stem := s.all[i].stem(t.Term)
	if stem == "" || !utf8.ValidString(stem) {
		stem = t.Term
	}
	stem = string(s.all[i].tag) + stem
	known[strings.Clone(t.Term)] = stem
	return stem
}

// Asked returns the stems that a query for a token asks for in documents with
// stemmer number i: that of the token, and those of its forms that are also words
// of their own (rise: rose).
func (s *Stemmers) Asked(i int, t Token) []string {
	stem := s.Stem(i, t)
	one := s.all[i]
	if one.asked == nil || stem[0] != one.tag {
		return []string{stem}
	}
	terms := one.asked(t.Term)
	for n := range terms {
		terms[n] = string(one.tag) + terms[n]
	}
	return terms
}

// AskedInAll is [Stemmers.Asked] for documents of all languages, also for the other
// spellings of a token: a query has no language of its own.
func (s *Stemmers) AskedInAll(t Token) []string { return s.inAll(t, s.Asked) }

// Every returns the stems of a token and of its other spellings by all languages:
// one where it has no stems, or is Korean.
func (s *Stemmers) Every(t Token) []string {
	return s.inAll(t, func(i int, t Token) []string { return []string{s.Stem(i, t)} })
}

func (s *Stemmers) inAll(t Token, stems func(i int, t Token) []string) []string {
	terms := make([]string, 0, len(s.all))
	for _, spelled := range append([]Token{t}, also(t)...) {
		for i := range s.all {
			for _, term := range stems(i, spelled) {
				if !slices.Contains(terms, term) {
					terms = append(terms, term)
				}
			}
		}
	}
	return terms
}

// also returns the other spellings of a token.
func also(t Token) (others []Token) {
	for _, spelled := range t.Also {
		others = append(others, Token{Term: spelled})
	}
	return others
}

// Unlike returns the words with one of some stems that need not begin like it:
// bought of buy.
func (s *Stemmers) Unlike(stems []string) (words []string) {
	for _, stem := range stems {
		for _, one := range s.all {
			if one.unlike != nil && stem != "" && stem[0] == one.tag {
				words = append(words, one.unlike(stem[1:])...)
			}
		}
	}
	return words
}

// HasLetter reports a folded word with a letter.
func HasLetter(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'a' <= c && c <= 'z' {
			return true
		}
	}
	return false
}
