package mcp

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// How long texts of an answer are, in characters.
const (
	maxHeadline = 300
	maxPassage  = 300
	maxName     = 80
	maxAddress  = 500
	maxEcho     = 200 // of what was asked
)

// weight is how many bytes a character takes in JSON.
func weight(r rune) int {
	switch r {
	case '<', '>', '&':
		return 6
	case '"', '\\', '\n', '\t':
		return 3 // twice escaped where the object stands within a text
	}
	return utf8.RuneLen(r)
}

// cut returns a text from outside, in one line, cleaned, with so many characters at
// most, and no more than twice as many bytes of JSON.
func cut(text string, most int) string {
	if len(text) > 8*most { // it is cut anyway: do not clean megabytes
		text = strings.ToValidUTF8(text[:8*most], "")
	}
	text = strings.Join(strings.Fields(strings.ToValidUTF8(terminal.Clean(text), "")), " ")
	n, bytes := 0, 0
	for i, r := range text {
		n++
		if bytes += weight(r); n > most || bytes > 2*most {
			return strings.TrimSpace(text[:i]) + "…"
		}
	}
	return text
}

// cutAll cuts the first of some names, and returns how many there are beyond.
func cutAll(names []string, most int) (some []string, more int) {
	for _, n := range names {
		if n = cut(n, maxName); n == "" {
			continue
		}
		if len(some) == most {
			more++
			continue
		}
		some = append(some, n)
	}
	return some, more
}

// moment is an instant in UTC as RFC 3339; the zero time is empty.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// encoded is a value as JSON on one line, as the commands write it.
func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	err := format.WriteJSONLine(&b, v)
	return bytes.TrimSpace(b.Bytes()), err
}

// room is how many bytes of a result are left.
type room struct{ left int }

// newRoom is the room for a list within an answer whose other parts are given.
func newRoom(rest any) *room {
	const around = 900 // the sentence, and what the protocol adds
	r := &room{MaxResult - around}
	r.take(rest)
	return r
}

// take makes place for a value, and reports whether there is any.
func (r *room) take(v any) bool {
	n := cost(v)
	if n > r.left {
		return false
	}
	r.left -= n
	return true
}

// cost is how many bytes a value takes in a result: as an object, and once more
// within a text.
func cost(v any) int {
	body, err := encoded(v)
	if err != nil {
		return MaxResult
	}
	object, err := json.Marshal(json.RawMessage(body))
	if err != nil {
		return MaxResult
	}
	text, err := json.Marshal(string(body))
	if err != nil {
		return MaxResult
	}
	return len(object) + len(text)
}

// fit returns as many of the values as there is room for.
func fit[T any](r *room, all []T) []T {
	for i, v := range all {
		if !r.take(v) {
			return all[:i:i]
		}
	}
	return all
}

// text takes the beginning of a long text for which there is room, and returns its
// length in bytes.
func (r *room) text(text string) int {
	for i, c := range text {
		n := 2 * weight(c)
		if n > r.left {
			return i
		}
		r.left -= n
	}
	return len(text)
}
