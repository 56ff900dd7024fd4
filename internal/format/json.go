package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf16"

	"newsarchive/internal/terminal"
)

// Header begins every JSON document.
type Header struct {
	Schema int `json:"schema"`
}

// NewHeader returns the header of the version of JSON that is written.
func NewHeader() Header { return Header{Schema: 1} }

// WriteJSON writes one indented document, with the characters that a terminal
// obeys escaped.
func WriteJSON(w io.Writer, doc any) error {
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

// WriteJSONLine is WriteJSON on one line.
func WriteJSONLine(w io.Writer, doc any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(doc); err != nil {
		return err
	}
	_, err := w.Write(escapeJSON(b.Bytes()))
	return err
}

// escapeJSON escapes the characters in JSON that a terminal or an editor obeys
// or hides: DEL, C1 controls, marks of direction, tag characters. The values
// stay the same.
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

// EscapedJSON returns a writer of JSON that escapes the characters that a
// terminal obeys. Each write must be of whole characters.
func EscapedJSON(w io.Writer) io.Writer { return escapedJSON{w} }

type escapedJSON struct{ io.Writer }

// Write implements [io.Writer].
func (e escapedJSON) Write(p []byte) (int, error) {
	_, err := e.Writer.Write(escapeJSON(p))
	return len(p), err
}
