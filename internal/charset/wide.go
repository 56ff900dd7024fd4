package charset

import (
	"encoding/binary"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// wideEncoding recognises UTF-16 and UTF-32 by a byte order mark, or by how
// "<" and the character after it look (XML 1.0, appendix F).
func wideEncoding(raw []byte) (encoding.Encoding, bool) {
	if len(raw) < 4 {
		return nil, false
	}
	first := [4]byte(raw)
	switch binary.BigEndian.Uint32(raw) {
	case 0x0000FEFF, 0x0000003C:
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM), true
	case 0xFFFE0000, 0x3C000000:
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), true
	}
	switch {
	case first[0] == 0xFE && first[1] == 0xFF, first[0] == 0 && first[1] != 0 && first[2] == 0 && first[3] != 0:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), true
	case first[0] == 0xFF && first[1] == 0xFE, first[0] != 0 && first[1] == 0 && first[2] != 0 && first[3] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), true
	}
	return nil, false
}
