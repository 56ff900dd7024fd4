package main

import (
	"encoding/json"
	"io"
)

// schema is the version of every JSON document that a command prints.
const schema = 1

// header begins every JSON document.
type header struct {
	Schema int `json:"schema"`
}

// writeJSON writes one indented document.
func writeJSON(w io.Writer, doc any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}
