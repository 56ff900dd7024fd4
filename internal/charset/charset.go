// Package charset turns the bytes of a document into UTF-8. It does no I/O.
//
// Labels are often wrong: a label that the bytes contradict is ignored. What
// the result holds is valid UTF-8, but may have control characters.
package charset

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// Decode returns the document as UTF-8, without a byte order mark. The
// encoding is the first known of: the byte order mark or the pattern of the
// first bytes, the labels in their order (see [HeaderLabel]; empty and unknown
// ones are skipped), UTF-8 if the whole document is that, a guess.
func Decode(raw []byte, labels ...string) string {
	if wide, ok := wideEncoding(raw); ok {
		return convert(raw, wide)
	}
	if rest, ok := bytes.CutPrefix(raw, []byte("\xEF\xBB\xBF")); ok {
		return strings.ToValidUTF8(string(rest), "")
	}
	many := utf8.Valid(raw) && nonASCII(raw) >= 10
	for _, label := range labels {
		enc, name := charset.Lookup(strings.ReplaceAll(strings.ToLower(label), "_", "-"))
		switch {
		case enc == nil, name == "replacement", strings.HasPrefix(name, "utf-16"):
			continue // unknown, or not what these bytes are
		case name == "utf-8":
			if good, bad := utf8Characters(raw); 2*good >= bad {
				return mixed(raw)
			}
		case (name == "windows-1252" || many) && utf8.Valid(raw):
			// Text in another encoding is hardly ever valid UTF-8.
			return string(raw)
		default:
			return convert(raw, enc)
		}
	}
	if good, bad := utf8Characters(raw); good > bad || bad == 0 {
		return mixed(raw)
	}
	return convert(raw, guess(raw))
}

// HeaderLabel returns the charset parameter of a Content-Type (RFC 9110,
// 8.3.2), also of one that is written wrong; empty if it has none.
func HeaderLabel(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err == nil {
		return params["charset"]
	}
	_, rest, _ := strings.Cut(strings.ToLower(contentType), "charset=")
	label, _, _ := strings.Cut(rest, ";")
	return strings.Trim(label, `"' `)
}

// convert decodes as much as the encoding can make sense of.
func convert(raw []byte, enc encoding.Encoding) string {
	text, err := enc.NewDecoder().Bytes(raw)
	if err != nil && len(text) == 0 {
		text = raw
	}
	return strings.ToValidUTF8(string(text), "")
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
