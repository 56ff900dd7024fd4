package dates

import (
	"strings"
	"time"
	"unicode"
)

// ianaZone returns the IANA time zone of the name, such as Europe/Berlin; nil
// when there is none.
func ianaZone(name string) *time.Location {
	name = strings.Trim(name, "()[]")
	if !strings.Contains(name, "/") || len(name) > 40 || !unicode.IsUpper(rune(name[0])) || strings.Contains(name, "..") {
		return nil
	}
	for _, r := range name {
		if r >= 0x80 || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/_-+", r) {
			return nil
		}
	}
	l, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return l
}

// bracketed takes a zone in brackets off the end of a time (RFC 9557).
func bracketed(s string) (rest string, zone *time.Location) {
	before, name, ok := strings.Cut(s, "[")
	if !ok || !strings.HasSuffix(name, "]") {
		return s, nil
	}
	return strings.TrimSpace(before), ianaZone(name)
}

// westernDigits writes the digits of every script, and the signs of full
// width, as those of ASCII.
func westernDigits(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0x600 }) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case 0xFF01 <= r && r <= 0xFF5E:
			return r - 0xFEE0
		case r < 0x600 || !unicode.IsDigit(r):
			return r
		}
		value := rune(0)
		for value < 9 && unicode.IsDigit(r-value-1) {
			value++
		}
		return '0' + value
	}, s)
}
