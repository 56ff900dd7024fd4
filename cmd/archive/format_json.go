package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf16"

	"newsarchive/internal/terminal"
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
	if bytes.IndexFunc(doc, terminal.Hidden) < 0 {
		return doc
	}
	var b bytes.Buffer
	for _, r := range string(doc) {
		switch {
		case !terminal.Hidden(r):
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
