package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// formats are the forms of an answer.
func formats() []string {
	return []string{"table", "tsv", "json", "ndjson", "csv", "md", "rss", "atom", "urls", "ids"}
}

func checkFormat(name string) error {
	if name != "" && !slices.Contains(formats(), name) {
		return usagef("there is no format %q; there are %s", name, strings.Join(formats(), ", "))
	}
	return nil
}

// defaultFields are the columns of a form when --fields chooses none.
func defaultFields(format string) []string {
	if format == "ndjson" || format == "json" {
		return []string{
			"id", "guid", "date", "seen", "title", "publisher", "link", "feed", "tags", "score", "snippet", "matched", "total", "others",
		}
	}
	return []string{"id", "date", "title", "publisher", "matched/total", "others", "link"}
}

// writeRecords writes records in one of the forms that have a record a line.
// Without a header it goes on where an earlier call has ended.
func writeRecords(w io.Writer, format string, fields []string, records []record, header bool) error {
	switch format {
	case "csv":
		return writeCSV(w, fields, records, header)
	case "md":
		return writeMarkdown(w, fields, records, header)
	case "ndjson":
		return writeNDJSON(w, fields, records)
	case "urls", "ids":
		field := map[string]string{"urls": "link", "ids": "id"}[format]
		for _, r := range records {
			if text := r.text(field); text != "" {
				if _, err := fmt.Fprintln(w, text); err != nil {
					return err
				}
			}
		}
		return nil
	}
	for _, r := range records {
		if _, err := fmt.Fprintln(w, strings.Join(r.texts(fields), "\t")); err != nil {
			return err
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

// writeCSV writes CSV as RFC 4180 has it: with a header, lines end in CRLF.
func writeCSV(w io.Writer, fields []string, records []record, header bool) error {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if header {
		_ = c.Write(fields) // Error tells
	}
	for _, r := range records {
		_ = c.Write(r.texts(fields))
	}
	c.Flush()
	return c.Error()
}

// writeMarkdown writes a table of Markdown.
func writeMarkdown(w io.Writer, fields []string, records []record, header bool) error {
	escape := strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`)
	line := func(cells []string) error {
		_, err := fmt.Fprintln(w, "| "+strings.Join(cells, " | ")+" |")
		return err
	}
	if header {
		rule := strings.TrimRight(strings.Repeat("--- | ", len(fields)), "| ")
		if err := line(fields); err != nil {
			return err
		}
		if err := line([]string{rule}); err != nil {
			return err
		}
	}
	for _, r := range records {
		cells := r.texts(fields)
		for i, f := range fields {
			if f != "link" {
				cells[i] = escape.Replace(cells[i])
			} else if cells[i] != "" {
				cells[i] = "<" + strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E", " ", "%20").Replace(cells[i]) + ">"
			}
		}
		if err := line(cells); err != nil {
			return err
		}
	}
	return nil
}

// writeNDJSON writes an object a line, its members in the fields' order.
func writeNDJSON(w io.Writer, fields []string, records []record) error {
	for _, r := range records {
		if _, err := fmt.Fprintln(w, string(r.object(fields))); err != nil {
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
	return b.Bytes()
}
