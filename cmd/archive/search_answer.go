package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

// answer prints what a search found.
func (a *app) answer(answer archive.Answer, o searchOptions, zone *time.Location) error {
	if answer.Total == 0 && o.format != "json" && !o.count {
		a.nothing(answer)
	}
	records := make([]record, len(answer.Groups))
	for i, g := range answer.Groups {
		records[i] = newRecord(g, 0, zone)
	}
	if o.format == "table" && !o.count && len(o.Facets) == 0 && len(o.fields) == 0 && o.template == nil {
		return a.table(answer, o, records)
	}
	w := bufio.NewWriter(a.out)
	if err := a.write(w, answer, o, records); err != nil {
		return err
	}
	return w.Flush()
}

// write writes an answer in the form that was asked for.
func (a *app) write(w io.Writer, answer archive.Answer, o searchOptions, records []record) error {
	switch {
	case o.count && o.format != "json":
		_, err := fmt.Fprintln(w, answer.Total)
		return err
	case len(o.Facets) > 0 && o.format != "json":
		return a.facets(w, answer.Facets, o)
	case o.template != nil:
		return writeTemplate(w, o.template, records)
	}
	fields := o.fields
	if len(fields) == 0 {
		fields = defaultFields(o.format)
	}
	if o.query > 0 && !slices.Contains(fields, "query") {
		fields = slices.Concat([]string{"query"}, fields)
	}
	switch o.format {
	case "json":
		return a.jsonAnswer(w, answer, o, records)
	case "rss":
		return writeRSS(w, a.origin(o), records)
	case "atom":
		return writeAtom(w, a.origin(o), records)
	case "table":
		return a.columns(fields, records)
	}
	return layout{o.format, fields, !o.goesOn, o.safeCSV}.write(w, records)
}

// origin describes the search for an answer in RSS or Atom.
func (a *app) origin(o searchOptions) origin {
	asked := url.Values{"q": {terminal.Clean(o.Text)}, "since": {o.Since}, "until": {o.Until}, "as-of": {o.AsOf}, "new": {o.New}, "feed": o.Feed, "publisher": o.Publisher}
	if o.Any {
		asked.Set("any", "yes")
	}
	for name, values := range asked {
		if strings.Join(values, "") == "" {
			delete(asked, name)
		}
	}
	return origin{title: "archive: " + orEverything(terminal.Clean(o.Text)), query: asked.Encode(), self: o.self, now: a.now()}
}

// table prints the answer on a terminal.
func (a *app) table(answer archive.Answer, o searchOptions, records []record) error {
	if answer.Total == 0 && !answer.Relaxed {
		return nil
	}
	if answer.Relaxed {
		if _, err := fmt.Fprintln(a.out, a.out.Style(terminal.Yellow, "no story has all the words; these have the most of them:")); err != nil {
			return err
		}
	}
	for _, r := range records {
		if err := a.group(r); err != nil {
			return err
		}
	}
	return a.footer(answer, o)
}

// columns prints chosen fields as a table.
func (a *app) columns(fields []string, records []record) error {
	columns := make([]terminal.Column, len(fields))
	for i, f := range fields {
		columns[i] = terminal.Column{Title: f, Grows: f == "title" || f == "snippet" && !slices.Contains(fields, "title")}
	}
	rows := make([][]string, len(records))
	for i, r := range records {
		rows[i] = r.texts(fields)
	}
	return a.out.Table(columns, rows)
}

// facets prints counts: facet, value, stories; in a batch the query's number
// before them.
func (a *app) facets(w io.Writer, facets []archive.Facet, o searchOptions) error {
	titles := []string{"facet", "value", "stories"}
	var rows [][]string
	for _, f := range facets {
		for _, v := range f.Values {
			rows = append(rows, []string{f.Name, terminal.Clean(v.Value), strconv.Itoa(v.Count)})
		}
	}
	if o.query > 0 {
		titles = slices.Insert(titles, 0, "query")
		for i := range rows {
			rows[i] = slices.Insert(rows[i], 0, strconv.Itoa(o.query))
		}
	}
	switch o.format {
	case "csv":
		return writeRows(w, titles, defused(rows, o.safeCSV), !o.goesOn)
	case "tsv":
		return writeTabbed(w, rows)
	}
	return a.out.Table([]terminal.Column{{Title: "facet", Style: terminal.Dim}, {Title: "value", Grows: true}, {Title: "stories", Right: true}}, rows)
}

// jsonAnswer writes one document: the groups with their stories, or with
// --fields the records alone.
func (a *app) jsonAnswer(w io.Writer, answer archive.Answer, o searchOptions, records []record) error {
	took := float64(answer.Took.Microseconds()) / 1000
	if len(o.fields) == 0 {
		return writeJSON(w, struct {
			header
			archive.Answer
			TookMS float64 `json:"took_ms"`
		}{header{schema}, answer, took})
	}
	objects := make([]json.RawMessage, len(records))
	for i, r := range records {
		objects[i] = r.object(o.fields)
	}
	return writeJSON(w, struct {
		header
		Query      string            `json:"query"`
		Total      int               `json:"total"`
		Records    []json.RawMessage `json:"records"`
		Facets     []archive.Facet   `json:"facets,omitempty"`
		More       bool              `json:"more"`
		NotIndexed int               `json:"not_indexed,omitempty"`
		TookMS     float64           `json:"took_ms"`
	}{header{schema}, answer.Query, answer.Total, objects, answer.Facets, answer.More, answer.NotIndexed, took})
}

// hints notes what in a query may have been meant otherwise.
func (a *app) hints(all []query.Hint) {
	for _, h := range all {
		a.note("hint:    %s", h)
	}
}

// nothing notes why nothing was found.
func (a *app) nothing(answer archive.Answer) {
	switch {
	case len(answer.Missing) == 1:
		a.note("nothing found: no story has %s", answer.Missing[0])
	case len(answer.Missing) > 1:
		a.note("nothing found: no story has any of %s", strings.Join(answer.Missing, ", "))
	default:
		a.note("nothing found: no story has all of this at once")
	}
}
