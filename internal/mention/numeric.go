package mention

import "time"

// numeric reads 2011-03-11, 2011/3/11, 11.3.2011, and 11/3/2011 where it can
// be read in one way only. It returns i when there is no such date.
func (r *reader) numeric(i int) int {
	if i+2 >= len(r.tokens) {
		return i
	}
	a, b, c := r.tokens[i], r.tokens[i+1], r.tokens[i+2]
	if b.number < 0 || c.number < 0 || b.digits > 2 || a.word+b.word != "" || b.from != a.to+1 || c.from != b.to+1 {
		return i
	}
	mark := r.text[a.to]
	if mark != r.text[b.to] || i > 0 && r.tokens[i-1].to == a.from-1 && r.text[a.from-1] == mark {
		return i
	}
	switch {
	case a.digits == 4 && c.digits <= 2 && (mark == '-' || mark == '/'):
		return r.exact(i, a.number, b.number, c.number)
	case c.digits == 4 && a.digits <= 2 && mark == '.':
		return r.exact(i, c.number, b.number, a.number)
	case c.digits == 4 && a.digits <= 2 && mark == '/' && a.number > 12:
		return r.exact(i, c.number, b.number, a.number)
	case c.digits == 4 && a.digits <= 2 && mark == '/' && (b.number > 12 || a.number == b.number):
		return r.exact(i, c.number, a.number, b.number)
	}
	return i
}

// exact adds a whole date, if there is such a day, and goes on behind it.
func (r *reader) exact(i, year, month, day int) int {
	if t := date(year, time.Month(month), day); month >= 1 && month <= 12 && t.Day() == day {
		r.add(t)
	}
	return i + 3
}
