package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// explain prints how a query is understood.
func (a *app) explain(ctx context.Context, ar *archive.Archive, o searchOptions) error {
	e, err := ar.Explain(ctx, o.Question)
	if err != nil {
		return queryError(err)
	}
	a.hints(e.Hints)
	if o.json {
		return format.WriteJSON(a.out, struct {
			format.Header
			Query   string            `json:"query"`
			Explain archive.Explained `json:"explain"`
		}{format.NewHeader(), o.Text, e})
	}
	rows := [][]string{{"tree", e.Tree}}
	for _, l := range e.Learned {
		rows = append(rows, []string{"learned", lessonsIn(l)})
	}
	for _, d := range e.Dates {
		rows = append(rows, []string{d.Field, spanIn(d)})
	}
	rows = append(rows, []string{"days in", e.Zone})
	if e.ClockZone != e.Zone {
		rows = append(rows, []string{"clock times in", e.ClockZone})
	}
	for _, row := range rows {
		line := strings.Join(row, "\t")
		if a.out.Terminal {
			line = a.out.Style(terminal.Dim, terminal.Pad(row[0], 16)) + row[1] // whole: it is to be read
		}
		if _, err := fmt.Fprintln(a.out, line); err != nil {
			return err
		}
	}
	return nil
}

// lessonsIn says which words were learned for one, and from how much.
func lessonsIn(l archive.LearnedWord) string {
	if len(l.More) == 0 {
		return l.Word + ": no other word stands for it in headlines of its events"
	}
	more := make([]string, len(l.More))
	for i, w := range l.More {
		more[i] = fmt.Sprintf("%s in %d headlines of %d events", w.Text, w.Headlines, w.Events)
	}
	return l.Word + ": in its place, " + strings.Join(more, ", ")
}

// spanIn formats a span of time.
func spanIn(d archive.DateSpan) string {
	const layout = "Mon 2006-01-02 15:04:05 -07:00"
	var parts []string
	if !d.From.IsZero() {
		parts = append(parts, "from "+d.From.Format(layout))
	}
	if !d.Before.IsZero() {
		parts = append(parts, "before "+d.Before.Format(layout))
	}
	return strings.Join(parts, " ")
}

// parseZone reads a --tz; nil when it is not given.
func parseZone(name string) (*time.Location, error) {
	if name == "" {
		return nil, nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, usagef("there is no time zone %q; name one as Europe/Stockholm or UTC", name)
	}
	return zone, nil
}
