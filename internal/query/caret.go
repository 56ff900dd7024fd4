package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// caretWidth is how many columns of the query a caret line shows.
const caretWidth = 72

// Caret shows the text around the error, and carets under the error:
//
//	korea date:2026-02-30
//	           ^^^^^^^^^^
//
// Neither line ends in a newline. Control characters are shown as spaces.
func (e *Error) Caret() string {
	from := min(max(e.Pos, 0), len(e.Text))
	to := min(max(from+e.Len, from), len(e.Text))
	start, before := from, 0
	for start > 0 && before < caretWidth/2 {
		r, size := utf8.DecodeLastRuneInString(e.Text[:start])
		start -= size
		before += columns(r)
	}
	line, under := shown(e.Text[start:from], caretWidth)
	mark, marked := shown(e.Text[from:to], caretWidth-under)
	rest, _ := shown(e.Text[to:], caretWidth-under-marked)
	return strings.TrimRight(line+mark+rest, " ") + "\n" +
		strings.Repeat(" ", under) + strings.Repeat("^", max(marked, 1))
}

// shown returns the beginning of s that fits the width, and its columns.
func shown(s string, width int) (string, int) {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if space(r) || unicode.Is(unicode.Cf, r) {
			r = ' '
		}
		if n += columns(r); n > width {
			return b.String(), n - columns(r)
		}
		b.WriteRune(r)
	}
	return b.String(), n
}

// columns returns the width of a rune on a terminal: two columns for East Asian
// scripts and emoji, none for combining marks.
func columns(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 0x1100 && r <= 0x115F, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3,
		r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF00 && r <= 0xFF60,
		r >= 0x1F300 && r <= 0x1FAFF, r >= 0x20000 && r <= 0x3FFFD:
		return 2
	}
	return 1
}
