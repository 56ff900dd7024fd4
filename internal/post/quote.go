package post

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// writer writes front matter as YAML, one field a line, each in the quotes
// that the form wants. Whatever a value holds, it comes out as one line.
type writer struct{ bytes.Buffer }

func (w *writer) bare(name, value string)   { w.WriteString(name + ": " + value + "\n") }
func (w *writer) double(name, value string) { w.bare(name, doubleQuoted(value)) }
func (w *writer) single(name, value string) { w.bare(name, singleQuoted(value)) }

// extra writes a field only when it has a value.
func (w *writer) extra(name, value string) {
	if value != "" {
		w.single(name, value)
	}
}

func (w *writer) list(name string, values ...string) {
	begun := false
	for _, value := range values {
		if value == "" {
			continue
		}
		if !begun {
			w.WriteString(name + ":\n")
			begun = true
		}
		w.WriteString("- " + singleQuoted(value) + "\n")
	}
	if !begun {
		w.bare(name, "[]")
	}
}

// doubleQuoted returns a YAML double-quoted scalar (YAML 1.2, section 7.3.1)
// on one line. What is no UTF-8 becomes U+FFFD.
func doubleQuoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case printable(r):
			b.WriteRune(r)
		case r <= 0xff:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// singleQuoted returns a YAML single-quoted scalar (section 7.3.2), or a
// double-quoted one when the text holds what single quotes cannot.
func singleQuoted(s string) string {
	for _, r := range s {
		if !printable(r) {
			return doubleQuoted(s)
		}
	}
	if !utf8.ValidString(s) {
		return doubleQuoted(s)
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// printable reports whether a quoted scalar may have a rune unescaped:
// YAML's c-printable (section 5.1) without line breaks, tabs and the byte
// order mark.
func printable(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0, r == '\u2028', r == '\u2029', r == '\ufeff', r == 0xfffe, r == 0xffff:
		return false
	}
	return true
}

// cleanText makes a body that can be read back: UTF-8 without NUL bytes.
func cleanText(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "\ufffd")
}
