package main

import (
	"context"
	"fmt"
	"strconv"

	"newsarchive/internal/archive"
)

// evaluate prints how well key dates are chosen, beside the days with the
// most stories.
func (a *app) evaluate(ctx context.Context, o timelineOptions) error {
	n, _ := strconv.Atoi(o.key) //nolint:errcheck // it was checked; none is 0
	progress, done := a.progress("reading")
	all, err := archive.EvaluateKeyDates(ctx, o.evaluate, n, archive.Options{Log: a.logger()}, progress)
	done()
	if err != nil {
		return err
	}
	for _, e := range all {
		for _, f := range e.Faults {
			a.note("%v", f)
		}
	}
	if o.format == "json" {
		return writeJSON(a.out, struct {
			header
			Topics []archive.Evaluation `json:"topics"`
			Mean   archive.Evaluation   `json:"mean"`
		}{header{schema}, all, archive.MeanEvaluation(all)})
	}
	columns := []column{
		{title: "topic", grows: true},
		{title: "articles", right: true},
		{title: "chronologies", right: true},
		{title: "dates", right: true},
		{title: "method"},
		{title: "precision", right: true},
		{title: "recall", right: true},
		{title: "f1", right: true},
	}
	var rows [][]string
	add := func(e archive.Evaluation) {
		for _, m := range []struct {
			name string
			archive.DateScore
		}{{"key dates", e.Ours}, {"most stories", e.Baseline}} {
			rows = append(rows, []string{
				e.Topic, strconv.Itoa(e.Articles), strconv.Itoa(e.Chronologies), strconv.Itoa(e.Asked), m.name,
				fmt.Sprintf("%.3f", m.Precision), fmt.Sprintf("%.3f", m.Recall), fmt.Sprintf("%.3f", m.F1),
			})
		}
	}
	for _, e := range all {
		add(e)
	}
	if len(all) > 1 {
		add(archive.MeanEvaluation(all))
	}
	if o.format == "csv" {
		fields := make([]string, len(columns))
		for i, c := range columns {
			fields[i] = c.title
		}
		return writeRows(a.out, fields, rows, true)
	}
	return a.out.table(columns, rows)
}
