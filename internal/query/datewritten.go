package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	cal "newsarchive/internal/calendar"
)

// written reads a day with the name of its month: 14 January 2026, January 14,
// 2026, 14. Januar 2026, 14th of January; without a year, the latest such day. ok is
// false for other text.
func (c calendar) written(s, word string) (span Span, ok bool, err *Error) {
	parts := strings.FieldsFunc(word, func(r rune) bool { return r == ' ' || r == ',' || r == '-' })
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "of" || part == "de" || part == "the" })
	if len(parts) < 2 || len(parts) > 3 {
		return span, false, nil
	}
	year := ""
	if len(parts) == 3 {
		if year = parts[2]; len(year) != 4 {
			return span, false, nil
		}
	}
	day, m := dayNumber(parts[0]), monthName(parts[1])
	if day == "" {
		day, m = dayNumber(parts[1]), monthName(parts[0])
	}
	if m == 0 {
		return span, false, nil
	}
	if day == "" { // januari 2026
		y, isYear := digits(parts[1], 4)
		if !isYear || len(parts) == 3 || y < minYear || y > maxYear {
			return span, false, nil
		}
		return c.around(civil(y, m, 1), Month), true, nil
	}
	if year == "" {
		year = c.latestYear(m, day)
	}
	span, err = c.numeric(s, fmt.Sprintf("%s-%02d-%s", year, m, day))
	return span, err == nil, err
}

// latestYear returns the year of the latest such day that is not after today.
func (c calendar) latestYear(m time.Month, day string) string {
	y := c.today.Year()
	if d, _ := digits(day, 2); m > c.today.Month() || m == c.today.Month() && d > c.today.Day() {
		y--
	}
	return fmt.Sprintf("%04d", y)
}

// dayNumber returns the number of a day in two digits, "" for other text: 4, 04,
// 4., 4th.
func dayNumber(s string) string {
	for _, ending := range []string{".", "st", "nd", "rd", "th", "º", "er"} {
		if n, ok := strings.CutSuffix(s, ending); ok {
			s = n
			break
		}
	}
	if len(s) == 1 {
		s = "0" + s
	}
	if n, ok := digits(s, 2); !ok || n > 31 {
		return ""
	}
	return s
}

// monthName returns a month by its name in one of several languages, or 0.
func monthName(s string) time.Month {
	if m, ok := monthNamed(s); ok {
		return m
	}
	return time.Month(cal.Month(strings.TrimSuffix(s, ".")))
}

// relative reads 2 weeks ago, which is one day.
func (c calendar) relative(word string) (day time.Time, ok bool) {
	parts := strings.Fields(word)
	if len(parts) != 3 || parts[2] != "ago" {
		return day, false
	}
	n := slices.Index([]string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}, parts[0])
	if parts[0] == "a" || parts[0] == "an" {
		n = 1
	}
	if n < 1 {
		parsed, err := strconv.ParseUint(parts[0], 10, 16)
		if err != nil || parsed > 10_000 {
			return day, false
		}
		n = int(parsed)
	}
	switch strings.TrimSuffix(parts[1], "s") {
	case "day":
		day = c.today.AddDate(0, 0, -n)
	case "week":
		day = c.today.AddDate(0, 0, -7*n)
	case "month":
		day = addMonths(c.today, -n)
	case "year":
		day = addMonths(c.today, -12*n)
	default:
		return day, false
	}
	return day, day.Year() >= minYear
}

// slashed reads 14/01/2026, with slashes, dots or hyphens: the day before the month
// unless that cannot be. It notes how it was read.
func (c calendar) slashed(s, word string) (span Span, ok bool, err *Error) {
	var parts []string
	for _, sep := range []string{"/", ".", "-"} {
		if parts = strings.Split(word, sep); len(parts) == 3 {
			break
		}
	}
	if len(parts) != 3 || len(parts[2]) != 4 {
		return span, false, nil
	}
	day, month := dayNumber(parts[0]), dayNumber(parts[1])
	if day == "" || month == "" {
		return span, false, nil
	}
	order := "day before month"
	if d, _ := digits(day, 2); month > "12" && d <= 12 {
		day, month, order = month, day, "month before day"
	}
	iso := parts[2] + "-" + month + "-" + day
	if span, err = c.numeric(s, iso); err != nil {
		return span, false, err
	}
	*c.notes = append(*c.notes, fmt.Sprintf("%s is read as %s, %s: write %s", strings.TrimSpace(s), span.From.In(c.zone).Format("2 January 2006"), order, iso))
	return span, true, nil
}

// wholeDate returns the item with the words behind it that make one date with it:
// date:14 January 2026 without quotation marks. A hint reports it.
func (p *parser) wholeDate(f Field, it item) item {
	const most = 3
	ends := []int{it.to}
	for at := it.to; len(ends) <= most && at < len(p.text) && p.text[at] == ' '; {
		rest := parser{text: p.text, pos: at + 1}
		end := rest.wordEnd()
		if end == at+1 {
			break
		}
		ends, at = append(ends, end), end
	}
	for _, to := range slices.Backward(ends[1:]) {
		text := p.text[it.from:to]
		if !strings.ContainsFunc(text, letter) || strings.Contains(text, ":") {
			continue
		}
		c := newCalendar(p.opts)
		if _, err := p.dateSpan(c, f, text); err == nil {
			p.hint(it.from, to, quote(text), "%s is read as one date", text)
			p.pos = to
			return item{text: text, from: it.from, to: to}
		}
	}
	return it
}
