package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// whyEvent says why the stories of an event are of it; present is the archive as it is
// now.
func (a *app) whyEvent(ctx context.Context, ar, present *archive.Archive, o eventOptions) error {
	e, reasons, err := ar.ExplainEvent(ctx, o.id)
	if errors.Is(err, store.ErrNotFound) {
		return noStory(ctx, present, o.id, o.asOf, o.zone)
	}
	if err != nil {
		return err
	}
	if o.json {
		return format.WriteJSON(a.out, struct {
			format.Header
			Event   int64               `json:"event"`
			Total   int                 `json:"total"`
			Reasons []store.EventReason `json:"reasons"`
		}{format.NewHeader(), e.Number, e.Total, reasons})
	}
	w := &terminal.Lines{Stream: a.out}
	w.Wrap("", w.Style(terminal.Bold, fmt.Sprintf("event %d: why its %s of it", e.Number, storiesAre(e.Total, "story"))))
	for i, r := range reasons {
		st := e.Stories[i]
		w.Wrap("    ", "#"+strconv.FormatInt(st.ID, 10)+" "+terminal.Clean(st.Title)+w.Style(terminal.Dim, " — "+terminal.Clean(st.Publisher)))
		for _, line := range format.WhyEvent(r, o.zone) {
			w.Wrap("      ", "    "+line)
		}
	}
	if more := e.Total - len(reasons); more > 0 {
		w.Print(w.Style(terminal.Dim, fmt.Sprintf("and %d more that are not explained", more)))
	}
	return w.Err
}
