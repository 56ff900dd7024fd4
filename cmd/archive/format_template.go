package main

import (
	"bytes"
	"io"
	"strings"
	"text/template"
)

// parseTemplate parses a --template and rejects names that a record does not
// have.
func parseTemplate(text string) (*template.Template, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // none was given
	}
	t, err := template.New("--template").Funcs(template.FuncMap{"join": func(sep string, list []string) string {
		return strings.Join(list, sep)
	}}).Parse(text)
	if err != nil {
		return nil, usageError{err}
	}
	if err := t.Execute(io.Discard, record{}); err != nil && strings.Contains(err.Error(), "can't evaluate field") {
		return nil, usageError{err}
	}
	return t, nil
}

// writeTemplate writes each record through a template, on lines of its own.
func writeTemplate(w io.Writer, t *template.Template, records []record) error {
	var b bytes.Buffer
	for _, r := range records {
		b.Reset()
		if err := t.Execute(&b, r); err != nil {
			return usageError{err}
		}
		if !bytes.HasSuffix(b.Bytes(), []byte("\n")) {
			b.WriteByte('\n')
		}
		if _, err := w.Write(b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}
