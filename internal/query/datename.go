package query

import (
	"strconv"
	"strings"
	"time"
)

// named reads the dates that are words: today, monday, jan, january 2026,
// last-week. The word is in lower case; a space in it may be a hyphen.
func (c calendar) named(word string) (Span, bool) {
	word = strings.Join(strings.FieldsFunc(word, func(r rune) bool { return r == ' ' || r == '-' }), "-")
	switch word {
	case "today":
		return c.around(c.today, Day), true
	case "yesterday":
		return c.around(c.today.AddDate(0, 0, -1), Day), true
	case "this-week":
		return c.around(c.today, Week), true
	case "last-week":
		return c.around(c.today.AddDate(0, 0, -7), Week), true
	case "this-month":
		return c.around(c.today, Month), true
	case "last-month":
		return c.around(addMonths(c.today, -1), Month), true
	case "this-year":
		return c.around(c.today, Year), true
	case "last-year":
		return c.around(addMonths(c.today, -12), Year), true
	}
	if wd, ok := weekday(word); ok {
		return c.around(c.today.AddDate(0, 0, -(int(c.today.Weekday())-wd+7)%7), Day), true
	}
	return c.month(word)
}

// month reads jan, which is the latest January that has begun, and january-2026.
func (c calendar) month(word string) (Span, bool) {
	name, year, hasYear := strings.Cut(word, "-")
	m, ok := monthNamed(name)
	if !ok {
		return Span{}, false
	}
	y := c.today.Year()
	if hasYear {
		if y, ok = digits(year, 4); !ok || y < minYear || y > maxYear {
			return Span{}, false
		}
	} else if m > c.today.Month() {
		y--
	}
	return c.around(civil(y, m, 1), Month), true
}

// ago reads 7d, 2w, 3m and 1y: that many days, weeks, months or years up to and
// including today. It returns the first day.
func (c calendar) ago(word string) (first time.Time, unit Unit, ok bool) {
	if len(word) < 2 || len(word) > 5 {
		return first, unit, false
	}
	n, err := strconv.ParseUint(word[:len(word)-1], 10, 16)
	if err != nil || n == 0 {
		return first, unit, false
	}
	switch word[len(word)-1] {
	case 'd':
		return c.today.AddDate(0, 0, 1-int(n)), Day, true
	case 'w':
		return c.today.AddDate(0, 0, 1-7*int(n)), Week, true
	case 'm':
		return addMonths(c.today, -int(n)).AddDate(0, 0, 1), Month, true
	case 'y':
		return addMonths(c.today, -12*int(n)).AddDate(0, 0, 1), Year, true
	}
	return first, unit, false
}

// monthNamed returns a month by its English name or the name's first three
// letters.
func monthNamed(s string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); s == name || s == name[:3] || s == "sept" && m == time.September {
			return m, true
		}
	}
	return 0, false
}

// weekday returns a day of the week in the same way.
func weekday(s string) (int, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); s == name || s == name[:3] {
			return int(d), true
		}
	}
	return 0, false
}

// dateNames are the words that are dates, for suggestions.
func dateNames() []string {
	names := []string{
		"today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year",
	}
	for m := time.January; m <= time.December; m++ {
		names = append(names, strings.ToLower(m.String()))
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		names = append(names, strings.ToLower(d.String()))
	}
	return names
}
