package feed

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// keepText drops what is no text: invalid UTF-8, NUL and other control
// characters but tab and line ends, and noncharacters. The control characters
// U+0080 to U+009F are the quotes and dashes of windows-1252, mislabelled.
func keepText(s string) string {
	if cleanText(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
		case r < 0x20 && r != '\t' && r != '\n' && r != '\r', r == 0x7F, r == 0xFFFE, r == 0xFFFF, r == 0xFEFF && i == 0:
		case 0x80 <= r && r <= 0x9F:
			if w := charmap.Windows1252.DecodeByte(byte(r)); w > 0x9F {
				b.WriteRune(w)
			}
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func cleanText(s string) bool {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b < 0x20 && b != '\t' && b != '\n' && b != '\r', b == 0x7F:
			return false
		case b == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0:
			return false
		case b == 0xEF && (strings.HasPrefix(s[i:], "\uFFFE") || strings.HasPrefix(s[i:], "\uFFFF") || strings.HasPrefix(s[i:], "\uFEFF")):
			return false
		}
	}
	return utf8.ValidString(s)
}
