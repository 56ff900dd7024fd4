package dates

import (
	"strings"
	"time"
)

// parseISO reads the forms of ISO 8601 that name a day: 2003-12-31, 20031231,
// 2003-365, 2003365, 2003-W01-3, each alone or followed by a time and a zone.
// Days and months of one digit, and "/" or "." for "-", pass.
func parseISO(s string) (m moment, ok bool) {
	n := leading(s)
	rest := s[n:]
	switch {
	case n == 4 && len(rest) > 1 && strings.IndexByte("-/.", rest[0]) >= 0:
		m.year = number(s[:4])
		if rest, ok = m.afterYear(rest[1:], rest[0]); !ok {
			return m, false
		}
	case n == 4 && rest != "" && (rest[0] == 'W' || rest[0] == 'w'):
		m.year = number(s[:4])
		if rest, ok = m.week(rest[1:]); !ok {
			return m, false
		}
	case n == 8:
		m.year, m.month, m.day = number(s[:4]), number(s[4:6]), number(s[6:8])
	case n == 14, n == 12: // a whole time without marks
		m.year, m.month, m.day = number(s[:4]), number(s[4:6]), number(s[6:8])
		rest = "T" + s[8:]
	case n == 7:
		m.year = number(s[:4])
		if !m.ordinal(number(s[4:7])) {
			return m, false
		}
	default:
		return m, false
	}
	ok = m.timeAndZone(rest)
	return m, ok
}

// afterYear reads -MM-DD, -DDD or -Www-D.
func (m *moment) afterYear(s string, mark byte) (rest string, ok bool) {
	if s[0] == 'W' || s[0] == 'w' {
		return m.week(s[1:])
	}
	n := leading(s)
	switch n {
	case 3:
		return s[3:], m.ordinal(number(s[:3]))
	case 1, 2:
		m.month = number(s[:n])
		s = s[n:]
		if len(s) < 2 || s[0] != mark {
			return s, false
		}
		n = leading(s[1:])
		if n < 1 || n > 2 {
			return s, false
		}
		m.day = number(s[1 : n+1])
		return s[n+1:], true
	}
	return s, false
}

func (m *moment) ordinal(day int) bool {
	t := time.Date(m.year, 1, day, 0, 0, 0, 0, time.UTC)
	m.month, m.day = int(t.Month()), t.Day()
	return day >= 1 && t.Year() == m.year
}

// week reads a week and the day in it: 01-3 or 013.
func (m *moment) week(s string) (rest string, ok bool) {
	n := leading(s)
	week, day := 0, 0
	switch {
	case n == 2 && len(s) >= 4 && s[2] == '-' && leading(s[3:]) == 1:
		week, day, rest = number(s[:2]), number(s[3:4]), s[4:]
	case n == 3:
		week, day, rest = number(s[:2]), number(s[2:3]), s[3:]
	default:
		return s, false
	}
	if week < 1 || week > 53 || day < 1 || day > 7 {
		return rest, false
	}
	// The 4th of January is always in the first week.
	fourth := time.Date(m.year, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7)
	t := monday.AddDate(0, 0, (week-1)*7+day-1)
	m.year, m.month, m.day = t.Year(), int(t.Month()), t.Day()
	return rest, true
}

// timeAndZone reads what follows the day: nothing, a zone alone, or a time.
func (m *moment) timeAndZone(s string) bool {
	if s = strings.TrimSpace(s); s == "" || strings.EqualFold(s, "z") {
		return true
	}
	if s[0] == 'T' || s[0] == 't' || s[0] == ',' {
		s = strings.TrimSpace(s[1:])
	}
	for _, word := range strings.Fields(spaced(s)) {
		if !m.word(word) {
			return false
		}
	}
	return true
}

// leading returns how many digits the text begins with.
func leading(s string) (n int) {
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// number reads at most nine digits.
func number(s string) (n int) {
	for i := 0; i < len(s) && i < 9 && s[i] >= '0' && s[i] <= '9'; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
