package mention

import "time"

// year reads the year after a day and a month, or "last year" and its like; 0
// when there is none.
func (r *reader) year(i int) (year, next int) {
	if i >= len(r.tokens) || r.tokens[i-1].endsSentence {
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

// nearest returns the year in which a day is nearest to the publication; days
// in the future count double.
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
