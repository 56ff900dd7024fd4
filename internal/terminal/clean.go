package terminal

import (
	"strings"
	"unicode"
)

// Clean makes text from outside fit for one line of a terminal or a record:
// tabs, line and paragraph separators become spaces; control characters, marks
// that turn the direction of writing and invisible tags go.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case Hidden(r):
			return -1
		}
		return r
	}, text)
}

// CleanLine is [Clean] of the first line of a text.
func CleanLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return Clean(line)
}

// Hidden reports a character that is not seen as what it is: a control
// character, but for those that lay out a document, or a mark of direction or
// tag.
func Hidden(r rune) bool {
	return r != '\n' && r != '\t' && r != '\r' && (unicode.IsControl(r) || directs(r))
}

// directs reports a character that turns the direction of writing, a
// deprecated format character, or an invisible tag.
func directs(r rune) bool {
	switch {
	case r == '\u061c', r == '\u200e', r == '\u200f', r == '\ufeff',
		r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u206f',
		r >= '\ufff9' && r <= '\ufffb', r >= 0xe0000 && r <= 0xe007f:
		return true
	}
	return false
}
