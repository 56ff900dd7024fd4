package feed

import (
	"bytes"
	"encoding/binary"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// toText returns the document as clean UTF-8. The encoding is the first known
// of: the byte order mark or the pattern of the first bytes, the HTTP header,
// the XML declaration, a guess. A label that the bytes contradict is ignored.
func toText(raw []byte, contentType string) string {
	if wide, ok := wideEncoding(raw); ok {
		return convert(raw, wide)
	}
	if rest, ok := bytes.CutPrefix(raw, []byte("\xEF\xBB\xBF")); ok {
		return keepText(string(rest))
	}
	many := utf8.Valid(raw) && nonASCII(raw) >= 10
	for _, label := range []string{headerLabel(contentType), declaredLabel(raw)} {
		enc, name := charset.Lookup(strings.ReplaceAll(strings.ToLower(label), "_", "-"))
		switch {
		case enc == nil, name == "replacement", strings.HasPrefix(name, "utf-16"):
			continue // unknown, or not what these bytes are
		case name == "utf-8":
			if good, bad := utf8Characters(raw); 2*good >= bad {
				return keepText(mixed(raw))
			}
		case (name == "windows-1252" || many) && utf8.Valid(raw):
			// Text in another encoding is hardly ever valid UTF-8.
			return keepText(string(raw))
		default:
			return convert(raw, enc)
		}
	}
	if good, bad := utf8Characters(raw); good > bad || bad == 0 {
		return keepText(mixed(raw))
	}
	return convert(raw, guess(raw))
}

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

// convert decodes as much as the encoding can make sense of.
func convert(raw []byte, enc encoding.Encoding) string {
	text, err := enc.NewDecoder().Bytes(raw)
	if err != nil && len(text) == 0 {
		text = raw
	}
	return keepText(string(text))
}

func headerLabel(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err == nil {
		return params["charset"]
	}
	_, rest, _ := strings.Cut(strings.ToLower(contentType), "charset=")
	label, _, _ := strings.Cut(rest, ";")
	return strings.Trim(label, `"' `)
}

// declaredLabel returns the encoding of <?xml … encoding="…"?>.
func declaredLabel(raw []byte) string {
	head := raw[:min(len(raw), 1024)]
	i := bytes.Index(head, []byte("<?xml"))
	if i < 0 {
		return ""
	}
	declaration, _, _ := bytes.Cut(head[i+len("<?xml"):], []byte(">"))
	label, _ := lookup(attributes(nil, strings.TrimRight(string(declaration), "?")), "encoding")
	return label
}

// utf8Characters counts the well-formed characters beyond ASCII, and the bytes
// that are none.
func utf8Characters(raw []byte) (good, bad int) {
	if utf8.Valid(raw) {
		return 0, 0
	}
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && n <= 1:
			bad++
		case n > 1:
			good++
		}
		i += max(n, 1)
	}
	return good, bad
}

func nonASCII(raw []byte) (n int) {
	for _, b := range raw {
		if b >= 0xC0 {
			n++
		}
	}
	return n
}
