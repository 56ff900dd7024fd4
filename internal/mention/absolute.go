package mention

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"newsarchive/internal/calendar"
)

// monthAt returns the month that a token names, or 0. English months have a
// capital, so that no text "may" mean one; the short names of other languages,
// which are words elsewhere (set, out, pro), count only with their full stop.
func (r *reader) monthAt(i int) time.Month {
	t := r.tokens[i]
	if t.number >= 0 || t.lower == "" {
		return 0
	}
	m := time.Month(calendar.Month(t.lower))
	if m == 0 {
		return 0
	}
	if r.english && englishMonth(t.lower, m) {
		if c, _ := utf8.DecodeRuneInString(t.word); unicode.IsUpper(c) {
			return m
		}
		if r.language == "en" || len(t.lower) < 5 {
			return 0
		}
		return m
	}
	switch n := utf8.RuneCountInString(t.lower); {
	case r.language == "en":
		return 0
	case r.language == "" && n < 5:
		return 0
	case n >= 4, t.lower == "mai", t.lower == "maj", t.lower == "mei", t.lower == "may",
		t.to < len(r.text) && r.text[t.to] == '.':
		return m
	}
	return 0
}

func englishMonth(lower string, m time.Month) bool {
	name := strings.ToLower(m.String())
	return lower == name || lower == name[:3] || lower == "sept" && m == time.September
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
	if next >= len(r.tokens) || r.tokens[next-1].ends {
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

func isOf(word string) bool { return word == "of" || word == "de" || word == "di" || word == "del" }

// dayAt reports whether a token can be a day of a month: no part of a larger
// number, an amount or a time.
func (r *reader) dayAt(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	t := r.tokens[i]
	if t.number < 1 || t.number > 31 || t.digits > 2 || t.digits == 0 {
		return false
	}
	switch t.lower {
	case "", "st", "nd", "rd", "th", "er", "e", "º", "ª", "ste":
	default:
		return false
	}
	if t.from > 0 && strings.IndexByte("$.,:/£", r.text[t.from-1]) >= 0 {
		return false
	}
	rest := r.text[t.to:]
	if rest == "" {
		return true
	}
	if rest[0] == '%' || strings.HasPrefix(rest, "€") || strings.HasPrefix(rest, "°") {
		return false
	}
	return len(rest) < 2 || strings.IndexByte(".,:/", rest[0]) < 0 || rest[1] < '0' || rest[1] > '9'
}

// rangeAt reports a hyphen or dash between a token and the next.
func (r *reader) rangeAt(i int) bool {
	if i+1 >= len(r.tokens) {
		return false
	}
	between := strings.Trim(r.text[r.tokens[i].to:r.tokens[i+1].from], " .")
	return between == "-" || between == "–" || between == "—"
}

// year reads the year that follows a day and a month, or what stands for it;
// 0 is not said.
func (r *reader) year(i int) (year, next int) {
	if i >= len(r.tokens) || r.tokens[i-1].ends {
		return 0, i
	}
	at := i
	if isOf(r.tokens[at].lower) && at+1 < len(r.tokens) {
		at++
	}
	t := r.tokens[at]
	if t.digits == 4 && t.word == "" && t.number >= 1000 {
		return t.number, at + 1
	}
	if at+1 < len(r.tokens) && r.tokens[at+1].lower == "year" {
		switch t.lower {
		case "last":
			return r.today.Year() - 1, at + 2
		case "this":
			return r.today.Year(), at + 2
		case "next":
			return r.today.Year() + 1, at + 2
		}
	}
	return 0, i
}

// addBoth adds the first and the last day of a range within a month.
func (r *reader) addBoth(year int, m time.Month, first, last int) {
	for _, day := range []int{first, last} {
		y := year
		if y == 0 {
			y = r.nearest(m, day)
		}
		if t := date(y, m, day); t.Day() == day {
			r.add(t)
		}
	}
}

// nearest returns the year in which a day lies nearest to the text's own, the
// past twice as near as the future.
func (r *reader) nearest(m time.Month, day int) int {
	best, least := r.today.Year(), 1<<30
	for y := r.today.Year() - 1; y <= r.today.Year()+1; y++ {
		days := int(date(y, m, day).Sub(r.today).Hours() / 24)
		if days < 0 {
			days = -days
		} else {
			days *= 2
		}
		if days < least {
			best, least = y, days
		}
	}
	return best
}
