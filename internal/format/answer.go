package format

import (
	"encoding/json"
	"io"

	"newsarchive/internal/archive"
)

// AnswerDoc is what a search found, for programs.
type AnswerDoc struct {
	Header
	archive.Answer
	// Next is the cursor of the page that follows.
	Next   string  `json:"next,omitempty"`
	TookMS float64 `json:"took_ms"` // milliseconds
}

// writeAnswerJSON writes one document: the groups with their stories, or the
// chosen fields of the records.
func writeAnswerJSON(w io.Writer, answer archive.Answer, o Options, records []Record) error {
	took := float64(answer.Took.Microseconds()) / 1000
	fields := o.Fields
	if len(fields) == 0 {
		return WriteJSON(w, AnswerDoc{NewHeader(), answer, o.Next, took})
	}
	objects := make([]json.RawMessage, len(records))
	for i, r := range records {
		objects[i] = r.object(fields)
	}
	var hints []string
	for _, h := range answer.Hints {
		hints = append(hints, h.String())
	}
	return WriteJSON(w, struct {
		Header
		Query      string            `json:"query"`
		Total      int               `json:"total"`
		Records    []json.RawMessage `json:"records"`
		Hints      []string          `json:"hints,omitempty"`
		Facets     []archive.Facet   `json:"facets,omitempty"`
		More       bool              `json:"more"`
		NotIndexed int               `json:"not_indexed,omitempty"`
		TookMS     float64           `json:"took_ms"`
	}{NewHeader(), answer.Query, answer.Total, objects, hints, answer.Facets, answer.More, answer.NotIndexed, took})
}
