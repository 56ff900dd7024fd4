package format

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/template"
	"time"

	"newsarchive/internal/archive"
)

// Names are the formats.
func Names() []string {
	return []string{"tsv", "json", "ndjson", "csv", "md", "rss", "atom", "urls", "ids"}
}

// Options say how an answer is written.
type Options struct {
	Format   string             // one of [Names]
	Fields   []string           // columns, of [FieldNames]; empty: those of the format
	Template *template.Template // writes each record instead of the format; may be nil
	Zone     *time.Location     // of dates
	Query    int                // number of the query, from 1, or 0 if there is only one
	NoHeader bool               // the header was written before
	SafeCSV  bool               // no cell of CSV is a formula
	Channel  Channel            // for RSS and Atom
	Next     string             // in JSON, the cursor of the page that follows
}

// columns are the chosen fields, or those of the format. The number of the
// query comes first if there are several queries.
func (o Options) columns() []string {
	fields := o.Fields
	switch {
	case len(fields) > 0:
	case o.Format == "ndjson":
		fields = []string{
			"id", "guid", "date", "seen", "title", "publisher", "link", "feed", "tags", "score", "snippet", "matched", "total", "others",
		}
	default:
		fields = []string{"id", "date", "title", "publisher", "matched/total", "others", "link"}
	}
	if o.Query > 0 && !slices.Contains(fields, "query") {
		fields = slices.Concat([]string{"query"}, fields)
	}
	return fields
}

// WriteAnswer writes what a search found, a record for each group. JSON is one
// document, which has the groups with all their stories, or records if fields
// are chosen.
func WriteAnswer(w io.Writer, answer archive.Answer, o Options) error {
	records := make([]Record, len(answer.Groups))
	for i, g := range answer.Groups {
		records[i] = NewRecord(g, o.Query, o.Zone)
	}
	if o.Format == "json" && o.Template == nil {
		return writeAnswerJSON(w, answer, o, records)
	}
	return WriteRecords(w, records, o)
}

// WriteRecords writes records in any format but JSON.
func WriteRecords(w io.Writer, records []Record, o Options) error {
	fields := o.columns()
	switch {
	case o.Template != nil:
		return writeTemplate(w, o.Template, records)
	case o.Format == "rss":
		return writeRSS(w, o.Channel, records)
	case o.Format == "atom":
		return writeAtom(w, o.Channel, records)
	case o.Format == "ndjson":
		return writeNDJSON(w, fields, records)
	case o.Format == "urls":
		return writeLines(w, records, func(r Record) string { return WebLink(r.Link) })
	case o.Format == "ids":
		return writeLines(w, records, func(r Record) string { return r.text("id") })
	}
	return WriteRows(w, fields, Cells(records, fields), o)
}

// WriteRows writes a table as CSV, Markdown or TSV. TSV has no header.
func WriteRows(w io.Writer, titles []string, rows [][]string, o Options) error {
	switch o.Format {
	case "csv":
		return writeCSV(w, titles, defused(rows, o.SafeCSV), !o.NoHeader)
	case "md":
		return writeMarkdown(w, titles, rows, !o.NoHeader)
	}
	for _, row := range rows {
		if _, err := fmt.Fprintln(w, strings.Join(row, "\t")); err != nil {
			return err
		}
	}
	return nil
}

// Cells are the texts of some fields of records, a row each.
func Cells(records []Record, fields []string) [][]string {
	rows := make([][]string, len(records))
	for i, r := range records {
		rows[i] = make([]string, len(fields))
		for j, f := range fields {
			rows[i][j] = r.text(f)
		}
	}
	return rows
}

// writeLines writes a line for each record and skips empty ones.
func writeLines(w io.Writer, records []Record, line func(Record) string) error {
	for _, r := range records {
		if text := line(r); text != "" {
			if _, err := fmt.Fprintln(w, text); err != nil {
				return err
			}
		}
	}
	return nil
}
