package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/query"
	"newsarchive/internal/terminal"
)

// answer prints what a search found.
func (a *app) answer(answer archive.Answer, o searchOptions, zone *time.Location) error {
	if answer.Total == 0 && o.format != "json" && !o.count {
		a.nothing(answer)
	}
	if o.format == "table" && !o.count && len(o.Facets) == 0 && len(o.fields) == 0 && o.template == nil {
		return a.table(answer, o, zone)
	}
	w := bufio.NewWriter(a.out)
	if err := a.write(w, answer, o, zone); err != nil {
		return err
	}
	return w.Flush()
}

// write writes an answer in the form that was asked for.
func (a *app) write(w io.Writer, answer archive.Answer, o searchOptions, zone *time.Location) error {
	switch {
	case o.count && o.format != "json":
		_, err := fmt.Fprintln(w, about(answer)+strconv.Itoa(answer.Total))
		return err
	case len(o.Facets) > 0 && o.format != "json":
		return a.facets(w, answer.Facets, o)
	case o.format == "table" && o.template == nil:
		return a.columns(o.fields, answer.Groups, zone)
	}
	to := o.options(zone)
	to.Fields, to.Template, to.Query, to.NoHeader, to.Channel = o.fields, o.template, o.query, o.goesOn, format.NewChannel(o.Question, o.self, a.now())
	return format.WriteAnswer(w, answer, to)
}

// table prints the answer on a terminal.
func (a *app) table(answer archive.Answer, o searchOptions, zone *time.Location) error {
	if answer.Total == 0 && !answer.Relaxed {
		return nil
	}
	if answer.Relaxed {
		if _, err := fmt.Fprintln(a.out, a.out.Style(terminal.Yellow, "no story has all the words; these have the most of them:")); err != nil {
			return err
		}
	}
	for _, g := range answer.Groups {
		if err := a.group(g, zone); err != nil {
			return err
		}
	}
	return a.footer(answer, o)
}

// columns prints chosen fields as a table.
func (a *app) columns(fields []string, groups []archive.Group, zone *time.Location) error {
	columns := make([]terminal.Column, len(fields))
	for i, f := range fields {
		columns[i] = terminal.Column{Title: f, Grows: f == "title" || f == "snippet" && !slices.Contains(fields, "title")}
	}
	records := make([]format.Record, len(groups))
	for i, g := range groups {
		records[i] = format.NewRecord(g, 0, zone)
	}
	return a.out.Table(columns, format.Cells(records, fields))
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
	if o.format != "table" {
		to := o.options(nil)
		to.NoHeader = o.goesOn
		return format.WriteRows(w, titles, rows, to)
	}
	return a.out.Table([]terminal.Column{{Title: "facet", Style: terminal.Dim}, {Title: "value", Grows: true}, {Title: "stories", Right: true}}, rows)
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
