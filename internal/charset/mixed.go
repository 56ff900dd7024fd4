package charset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mixed decodes UTF-8 with stray windows-1252 bytes, as pasted text has them.
// A character that was cut off is dropped.
func mixed(raw []byte) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	var b strings.Builder
	b.Grow(len(raw) + len(raw)/16)
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r != utf8.RuneError || n > 1 {
			b.Write(raw[i : i+n])
			i += n
			continue
		}
		if cut := cutOff(raw[i:]); cut > 0 {
			i += cut
			continue
		}
		if w := charmap.Windows1252.DecodeByte(raw[i]); w != utf8.RuneError && (w < 0x80 || w > 0x9F) {
			b.WriteRune(w)
		}
		i++
	}
	return b.String()
}

// cutOff returns how many bytes at the beginning are a character of UTF-8 that
// lacks its end: a first byte with some that follow it, or one that alone is
// hardly ever a letter of windows-1252 (Â, Ã).
func cutOff(raw []byte) int {
	need := 0
	switch c := raw[0]; {
	case c == 0xC2 || c == 0xC3:
		return 1
	case c >= 0xE0 && c < 0xF0:
		need = 2
	case c >= 0xF0 && c < 0xF5:
		need = 3
	}
	n := 1
	for n < len(raw) && n <= need && raw[n]&0xC0 == 0x80 {
		n++
	}
	if n < 2 {
		return 0
	}
	return n
}
