package dates

import "strings"

// word takes one word of a time into the moment: a clock time, an offset or
// the name of a zone, or the half of a day. It reports false for anything
// else.
func (m *moment) word(w string) bool {
	w = strings.Trim(w, "(),;")
	switch {
	case w == "":
		return true
	case w[0] >= '0' && w[0] <= '9':
		return m.readClock(w)
	case (w[0] == '+' || w[0] == '-' || strings.HasPrefix(w, "−")) && m.clock:
		return m.readOffset(strings.Replace(w, "−", "-", 1))
	}
	switch strings.ToLower(w) {
	case "am", "a.m.", "a.m", "오전", "午前", "上午", "πμ", "π.μ.", "de.":
		m.forenoon = true
		m.hourOf()
		return true
	case "pm", "p.m.", "p.m", "오후", "午後", "下午", "μμ", "μ.μ.", "du.":
		m.afternoon = true
		m.hourOf()
		return true
	}
	if l := ianaZone(w); l != nil {
		m.location = l
		return true
	}
	if offset, ok := zoneOffset(w); ok {
		if !m.zoned { // -0500 (EST): the number is surer
			m.offset, m.zoned = offset, true
		}
		return true
	}
	return false
}

// hourOf makes a lone number before "pm" the hour.
func (m *moment) hourOf() {
	if m.hourAlone != "" && !m.clock {
		m.hour, m.clock = number(m.hourAlone), true
	}
}

// halfOfDay reports whether a word is am or pm.
func halfOfDay(w string) bool {
	switch strings.ToLower(w) {
	case "am", "pm", "a.m.", "p.m.", "a.m", "p.m":
		return true
	}
	return false
}

// readClock reads 23:59:59.999, 9.15, 9h15, 235959 and their shorter forms.
func (m *moment) readClock(s string) bool {
	if m.clock {
		return false
	}
	n := leading(s)
	if n == len(s) && (n == 4 || n == 6) { // as in 20031231T101455
		m.hour, m.minute, m.sec = number(s[:2]), number(s[2:4]), number(s[4:])
		m.clock = true
		return true
	}
	if n > 2 {
		return false
	}
	m.hour, s = number(s[:n]), s[n:]
	for i, part := range []*int{&m.minute, &m.sec} {
		if s == "" || s[0] != ':' && s[0] != '.' && s[0] != 'h' && s[0] != 'H' {
			break
		}
		n = leading(s[1:])
		if n == 0 && (s[0] == 'h' || s[0] == 'H') {
			s = s[1:]
			break
		}
		if n < 1 || n > 2 {
			return false
		}
		*part, s = number(s[1:n+1]), s[n+1:]
		m.clock = m.clock || i == 0
	}
	if !m.clock {
		return false
	}
	if s != "" && (s[0] == '.' || s[0] == ',' || s[0] == ':') { // a fraction
		s = s[1+leading(s[1:]):]
	}
	return s == "" || m.word(s)
}

// readOffset reads +0100, +01:00, +1:00, +01, +1 and whatever word follows.
func (m *moment) readOffset(s string) bool {
	sign := 1
	if s[0] == '-' {
		sign = -1
	}
	s = s[1:]
	n := leading(s)
	hours, minutes := 0, 0
	switch {
	case n >= 1 && n <= 2:
		hours = number(s[:n])
		s = s[n:]
		if strings.HasPrefix(s, ":") && leading(s[1:]) == 2 {
			minutes, s = number(s[1:3]), s[3:]
		}
	case n == 3, n == 4:
		hours, minutes = number(s[:n-2]), number(s[n-2:n])
		s = s[n:]
	default:
		return false
	}
	if hours > 15 || minutes > 59 {
		return false
	}
	m.zoned = true
	m.offset = sign * (hours*3600 + minutes*60)
	return s == "" || m.word(s)
}

// spaced sets signs and letters of a time apart: 10:14:55-05:00Z, 11:20PM.
func spaced(s string) string {
	var b strings.Builder
	var before rune
	for i, r := range s {
		digit := '0' <= before && before <= '9'
		switch {
		case r == '+' || r == '−', r == '-' && i > 0:
			b.WriteByte(' ')
		case digit && (r >= 0x80 || r == 'Z' || r == 'z' || r == 'P' || r == 'p' || r == 'A' || r == 'a'):
			b.WriteByte(' ')
		case r == '(':
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}
