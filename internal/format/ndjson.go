package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// writeNDJSON writes an object a line, its members in the fields' order.
func writeNDJSON(w io.Writer, fields []string, records []Record) error {
	for _, r := range records {
		if _, err := fmt.Fprintln(w, string(r.object(fields))); err != nil {
			return err
		}
	}
	return nil
}

// object is the record as a JSON object of some fields in their order.
func (r Record) object(fields []string) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, f := range fields {
		if i > 0 {
			b.WriteByte(',')
		}
		_ = e.Encode(f) // a string
		b.Truncate(b.Len() - 1)
		b.WriteByte(':')
		_ = e.Encode(r.value(f)) // strings and numbers
		b.Truncate(b.Len() - 1)
	}
	b.WriteByte('}')
	return escapeJSON(b.Bytes())
}
