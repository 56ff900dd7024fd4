package mention

import (
	"strings"
	"time"
)

// relative returns the offset in days of a word such as yesterday. A word that
// means something else in another language (hier) counts only in its own.
func relative(word, language string) (days int, ok bool) {
	switch word {
	case "today", "tonight", "aujourd", "vandaag", "сегодня":
		return 0, true
	case "yesterday", "gestern", "gisteren", "ontem", "wczoraj", "вчера":
		return -1, true
	case "tomorrow", "amanhã", "завтра":
		return 1, true
	case "vorgestern", "anteayer", "anteontem":
		return -2, true
	}
	switch {
	case language == "de" && word == "heute", language == "es" && word == "hoy", language == "it" && word == "oggi",
		language == "pt" && word == "hoje", language == "sv" && word == "idag":
		return 0, true
	case language == "fr" && word == "hier", language == "es" && word == "ayer", language == "it" && word == "ieri",
		language == "sv" && word == "igår":
		return -1, true
	case language == "fr" && word == "demain", language == "it" && word == "domani":
		return 1, true
	}
	return 0, false
}

// weekday reads the name of a day of the week: the latest one, the text's own
// day included, unless the words around it say otherwise. It says nothing
// when a date follows (Friday, March 11), or when every one is meant.
func (r *reader) weekday(i int, day time.Weekday) int {
	if r.dated(i+1) && !r.tokens[i].endsSentence {
		return i + 1
	}
	back := (int(r.today.Weekday()) - int(day) + 7) % 7
	before := r.before(i, 1)
	switch {
	case before == "every" || before == "each" || before == "jeden" || before == "chaque":
		return i + 1
	case before == "next" || before == "coming" || before == "nächsten" || before == "kommenden" ||
		before == "på" && !strings.HasSuffix(r.tokens[i].lower, "en") ||
		r.english && r.pointsAhead(i):
		if back = back - 7; back == -7 && r.pointsAhead(i) {
			back = 0
		}
	case (before == "last" || before == "letzten" || before == "vergangenen") && back == 0:
		back = 7
	}
	r.add(r.today.AddDate(0, 0, -back))
	return i + 1
}

// dated reports whether a date with its month begins at a token.
func (r *reader) dated(i int) bool {
	for ; i < len(r.tokens) && (r.tokens[i].lower == "the" || r.tokens[i].lower == "den"); i++ {
	}
	if i+1 >= len(r.tokens) {
		return false
	}
	if r.monthAt(i) != 0 {
		return r.dayAt(i + 1)
	}
	next := i + 1
	for next < len(r.tokens)-1 && isOf(r.tokens[next].lower) {
		next++
	}
	return r.dayAt(i) && r.monthAt(next) != 0
}

// before returns the word that stands some words before a token, in its
// sentence.
func (r *reader) before(i, words int) string {
	if i < words || r.tokens[i-words].endsSentence {
		return ""
	}
	return r.tokens[i-words].lower
}

// tense records words that point to the future, and verbs of speech or of the
// past.
func (r *reader) tense(i int) {
	switch r.tokens[i].lower {
	case "will", "ll", "shall", "scheduled", "due", "expected", "plans", "planned", "ahead", "upcoming":
		r.future = i
	case "said", "says", "told", "announced", "reported", "added", "wrote", "was", "were", "had":
		r.speech = i
	}
}

// futureWindow is the number of words after "will" that it may refer to.
const futureWindow = 14

// ahead reports whether a sentence points ahead where it names a day, and not
// back to a past statement.
func (r *reader) pointsAhead(i int) bool {
	return r.future >= 0 && r.future > r.speech && i-r.future <= futureWindow
}

// ago reads "3 days ago", but not "two days earlier", which counts from
// another day.
func (r *reader) ago(i, n int) int {
	if i+2 < len(r.tokens) && r.tokens[i+2].lower == "ago" {
		switch r.tokens[i+1].lower {
		case "day", "days":
			r.add(r.today.AddDate(0, 0, -n))
			return i + 3
		}
	}
	return i + 1
}

// countWord returns a number that is written as a word, or 0.
func countWord(word string) int {
	switch word {
	case "a", "one":
		return 1
	case "two":
		return 2
	case "three":
		return 3
	case "four":
		return 4
	case "five":
		return 5
	case "six":
		return 6
	case "seven":
		return 7
	case "eight":
		return 8
	case "nine":
		return 9
	case "ten":
		return 10
	}
	return 0
}
