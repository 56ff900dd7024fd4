package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
)

// schema is the version of every JSON document that a command prints.
const schema = 1

// header begins every JSON document.
type header struct {
	Schema int `json:"schema"`
}

// writeJSON writes one indented document.
func writeJSON(w io.Writer, doc any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	_, err := w.Write(escapeJSON(b.Bytes()))
	return err
}

// escapeJSON escapes in JSON what a terminal or an editor obeys or hides:
// DEL, C1 controls, marks of direction, tag characters. It is the same JSON.
func escapeJSON(doc []byte) []byte {
	if bytes.IndexFunc(doc, hidden) < 0 {
		return doc
	}
	var b bytes.Buffer
	for _, r := range string(doc) {
		switch {
		case !hidden(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.Bytes()
}

// escapedJSON writes JSON escaped. Each write is of whole characters.
type escapedJSON struct{ io.Writer }

// Write implements [io.Writer].
func (e escapedJSON) Write(p []byte) (int, error) {
	_, err := e.Writer.Write(escapeJSON(p))
	return len(p), err
}

// hidden reports a character that is not seen as what it is: a control
// character, but for those that lay out a document, or a mark of direction or
// tag.
func hidden(r rune) bool {
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
