package format

import (
	"bytes"
	"io"
	"strings"
	"text/template"
)

// ParseTemplate parses a template (text/template) and rejects names that a
// [Record] does not have. An empty text is no template, nil.
func ParseTemplate(text string) (*template.Template, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // none was given
	}
	t, err := template.New("--template").Funcs(template.FuncMap{"join": func(sep string, list []string) string {
		return strings.Join(list, sep)
	}}).Parse(text)
	if err != nil {
		return nil, err
	}
	if err := t.Execute(io.Discard, Record{}); err != nil && strings.Contains(err.Error(), "can't evaluate field") {
		return nil, err
	}
	return t, nil
}

// writeTemplate writes each record through a template, on lines of its own. It
// fails with a [template.ExecError] if the template does.
func writeTemplate(w io.Writer, t *template.Template, records []Record) error {
	var b bytes.Buffer
	for _, r := range records {
		b.Reset()
		if err := t.Execute(&b, r); err != nil {
			return err
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
