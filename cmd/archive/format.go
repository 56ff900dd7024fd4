package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// formats are the values of --format.
func formats() []string {
	return []string{"table", "tsv", "json", "ndjson", "csv", "md", "rss", "atom", "urls", "ids"}
}

func checkFormat(name string) error {
	if name != "" && !slices.Contains(formats(), name) {
		return usagef("there is no format %q; there are %s", name, strings.Join(formats(), ", "))
	}
	return nil
}

// defaultFields are the columns of a format when --fields is not given.
func defaultFields(format string) []string {
	if format == "ndjson" || format == "json" {
		return []string{
			"id", "guid", "date", "seen", "title", "publisher", "link", "feed", "tags", "score", "snippet", "matched", "total", "others",
		}
	}
	return []string{"id", "date", "title", "publisher", "matched/total", "others", "link"}
}

// layout writes records, one a line.
type layout struct {
	format  string
	fields  []string
	header  bool // false goes on where an earlier call has ended
	safeCSV bool // no cell is a formula
}

func (l layout) write(w io.Writer, records []record) error {
	rows := make([][]string, len(records))
	for i, r := range records {
		rows[i] = r.texts(l.fields)
	}
	switch l.format {
	case "csv":
		return writeRows(w, l.fields, defused(rows, l.safeCSV), l.header)
	case "md":
		return l.writeMarkdown(w, rows)
	case "ndjson":
		return l.writeNDJSON(w, records)
	case "urls":
		return writeLines(w, records, func(r record) string { return webLink(r.Link) })
	case "ids":
		return writeLines(w, records, func(r record) string { return r.text("id") })
	}
	return writeTabbed(w, rows)
}

// writeLines writes a line for each record and skips empty ones.
func writeLines(w io.Writer, records []record, line func(record) string) error {
	for _, r := range records {
		if text := line(r); text != "" {
			if _, err := fmt.Fprintln(w, text); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r record) texts(fields []string) []string {
	texts := make([]string, len(fields))
	for i, f := range fields {
		texts[i] = r.text(f)
	}
	return texts
}

// writeMarkdown writes a Markdown table.
func (l layout) writeMarkdown(w io.Writer, rows [][]string) error {
	escape := strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`)
	line := func(cells []string) error {
		_, err := fmt.Fprintln(w, "| "+strings.Join(cells, " | ")+" |")
		return err
	}
	if l.header {
		rule := strings.TrimRight(strings.Repeat("--- | ", len(l.fields)), "| ")
		if err := line(l.fields); err != nil {
			return err
		}
		if err := line([]string{rule}); err != nil {
			return err
		}
	}
	for _, cells := range rows {
		for i, f := range l.fields {
			if f == "link" {
				cells[i] = markdownLink(cells[i])
			} else {
				cells[i] = escape.Replace(cells[i])
			}
		}
		if err := line(cells); err != nil {
			return err
		}
	}
	return nil
}

// writeNDJSON writes an object a line, its members in the fields' order.
func (l layout) writeNDJSON(w io.Writer, records []record) error {
	for _, r := range records {
		if _, err := fmt.Fprintln(w, string(r.object(l.fields))); err != nil {
			return err
		}
	}
	return nil
}

// object is the record as a JSON object of some fields in their order.
func (r record) object(fields []string) json.RawMessage {
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
