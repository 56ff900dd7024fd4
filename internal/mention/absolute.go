package mention

import (
	"time"
	"unicode/utf8"

	"newsarchive/internal/calendar"
)

// monthAt returns the month that a token names, or 0. English months have a
// capital, so that no text "may" mean one; the short names of other languages,
// which are words elsewhere (set, out, pro), count only with their full stop.
func (r *reader) monthAt(i int) time.Month {
	if m := r.englishAt(i); m != 0 || r.language == "en" {
		return m
	}
	t := r.tokens[i]
	if t.number >= 0 || t.lower == "" {
		return 0
	}
	m := time.Month(calendar.Month(t.lower))
	switch n := utf8.RuneCountInString(t.lower); {
	case r.language == "" && n < 5:
		return 0
	case n >= 4, t.lower == "mai", t.lower == "maj", t.lower == "mei", t.lower == "may",
		t.to < len(r.text) && r.text[t.to] == '.':
		return m
	}
	return 0
}

// englishAt returns the month that a token names in English, or 0.
func (r *reader) englishAt(i int) time.Month {
	t := r.tokens[i]
	if !r.english || len(t.lower) < 3 || t.word[0] < 'A' || t.word[0] > 'Z' {
		return 0
	}
	switch t.lower {
	case "january", "jan", "february", "feb", "march", "mar", "april", "apr", "may", "june", "jun", "july", "jul",
		"august", "aug", "september", "sept", "sep", "october", "oct", "november", "nov", "december", "dec":
		return time.Month(calendar.Month(t.lower))
	}
	return 0
}

// monthFirst reads "March 11", "Mar. 11th, 2011", "March 11-13". It returns i
// when there is no day.
func (r *reader) monthFirst(i int, m time.Month) int {
	if !r.dayAt(i + 1) {
		return i
	}
	first := r.tokens[i+1].number
	next, last := i+2, first
	if r.rangeAt(i+1) && r.dayAt(i+2) && r.monthAt(min(i+3, len(r.tokens)-1)) == 0 {
		next, last = i+3, r.tokens[i+2].number
	}
	year, next := r.year(next)
	r.addBoth(year, m, first, last)
	return next
}

// numbered reads what begins with a number: "2011-03-11", "11.3.2011", "11th
// of March 2011", "11-13 mars", "three days ago" in digits.
func (r *reader) numbered(i int) int {
	t := r.tokens[i]
	if next := r.numeric(i); next > i {
		return next
	}
	if !r.dayAt(i) {
		if t.digits <= 2 {
			return r.ago(i, t.number)
		}
		return i + 1
	}
	next, last := i+1, t.number
	if r.rangeAt(i) && r.dayAt(i+1) {
		next, last = i+2, r.tokens[i+1].number
	}
	for next < len(r.tokens) && isOf(r.tokens[next].lower) {
		next++
	}
	if next >= len(r.tokens) || r.tokens[next-1].endsSentence {
		return r.ago(i, t.number)
	}
	m := r.monthAt(next)
	if m == 0 {
		return r.ago(i, t.number)
	}
	year, end := r.year(next + 1)
	r.addBoth(year, m, t.number, last)
	return end
}
