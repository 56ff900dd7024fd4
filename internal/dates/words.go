package dates

import (
	"strings"
	"unicode"
)

// parseWords reads a date written in words and numbers: the month's name, the
// day and the year in any order (31 Dec 2003, Dec 31 2003, 2003 Dec 31), or
// three numbers; then or before it a time and a zone. Other words (weekdays,
// "de", "kl.", "Uhr") say nothing.
func parseWords(s string) (m moment, ok bool) {
	var d dayParts
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '|' }) {
		if !m.dateWord(w, &d) {
			return m, false
		}
	}
	if m.hourAlone != "" && !m.clock {
		return m, false // a number too many
	}
	ok = d.assign(&m)
	return m, ok
}

// dateWord takes one word of a date or a time.
func (m *moment) dateWord(w string, d *dayParts) bool {
	bare := strings.Trim(w, ".()")
	if bare == "" {
		return true
	}
	if strings.Trim(bare, "-–—·") == "" {
		return true
	}
	if n := monthName(bare); n != 0 && d.month == 0 {
		d.month = n
		return true
	}
	n := leading(bare)
	switch {
	case n == 0 && (bare[0] == '+' || bare[0] == '-'):
		return m.word(bare)
	case n == 0:
		return m.nameWord(bare, d)
	case n == len(bare) && n <= 2 && d.complete() && !m.clock && m.hourAlone == "":
		m.hourAlone = bare
		return true
	case n == len(bare):
		d.number(bare)
		return len(d.numbers) <= 3
	case d.complete() && n <= 2 && !m.clock && halfOfDay(bare[n:]):
		m.hourAlone = bare[:n]
		return m.word(bare[n:])
	}
	if parts := strings.FieldsFunc(bare, func(r rune) bool { return r == '-' || r == '/' || r == '.' }); len(parts) >= 3 &&
		!strings.Contains(parts[0], ":") && len(d.numbers) == 0 {
		return m.threeParts(bare, parts, d)
	}
	if ordinalEnd(bare[n:]) && n <= 2 && !d.complete() {
		d.number(bare[:n])
		return true
	}
	if strings.ContainsAny(bare, ":hH") || d.complete() && strings.Contains(bare, ".") {
		return m.clockWord(bare)
	}
	return false
}

// nameWord takes a word that begins with no digit: a zone, perhaps with an
// offset (GMT+0200), or nothing of importance.
func (m *moment) nameWord(w string, d *dayParts) bool {
	if l := ianaZone(w); l != nil {
		m.location = l
		return true
	}
	if i := strings.IndexAny(w, "+-"); i > 0 && leading(w[i+1:]) > 0 {
		if parts := strings.Split(w, "-"); len(parts) == 3 && monthName(parts[0]) != 0 {
			return m.threeParts(w, parts, d) // Dec-31-2003
		}
		return m.readOffset(w[i:])
	}
	m.word(w)
	return true
}

// clockWord takes a time of day with what is written to it: 11:20PM, 9:15Z,
// 10:14:55+01:00.
func (m *moment) clockWord(w string) bool {
	for _, part := range strings.Fields(spaced(w)) {
		if !m.word(part) {
			return false
		}
	}
	return m.clock
}

// threeParts takes a day, month and year written together: 31-Dec-03,
// 31.12.2003, 12/31/2003, 2004-július-13T9:15-05:00.
func (m *moment) threeParts(w string, parts []string, d *dayParts) bool {
	for i, p := range parts[:2] {
		if n := monthName(p); n != 0 {
			d.month = n
			d.number(parts[1-i])
			last := leading(parts[2])
			d.number(parts[2][:last])
			_, rest, _ := strings.Cut(w, parts[1])
			_, rest, _ = strings.Cut(rest, parts[2][:last])
			return last > 0 && m.timeAndZone(rest)
		}
	}
	for _, p := range parts[:3] {
		if !digits(p) {
			return false
		}
		d.number(p)
	}
	d.slash = strings.Contains(w, "/")
	return len(parts) == 3
}

func ordinalEnd(s string) bool {
	switch strings.ToLower(s) {
	case "st", "nd", "rd", "th", "er", "º", "ª", ".", "e", "de", "ste", "η", "-го":
		return true
	}
	return false
}

// eastern rewrites 2004년 5월 28일 and 2004年5月28日 as 2004-5-28, and says
// whether the text has Hangul.
func eastern(s string) (text string, korean bool) {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0x2E80 }) < 0 {
		return s, false
	}
	korean = strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) >= 0
	if strings.ContainsAny(s, "년年") {
		s = strings.NewReplacer("년 ", "-", "년", "-", "年", "-", "월 ", "-", "월", "-", "月", "-", "일", " ", "日", " ").Replace(s)
		s = strings.NewReplacer("시 ", ":", "시", ":", "時", ":", "时", ":", "분 ", ":", "분", "", "分", "", "초", "").Replace(s)
	}
	return strings.Join(strings.Fields(s), " "), korean
}
