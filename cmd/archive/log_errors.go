package main

import (
	"context"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// logErrors prints the entries of a feed, or of all feeds, that could not be
// used: on a terminal with the element below, in a pipe as records of time
// (UTC), feed, reason and element.
func logErrors(ctx context.Context, a *app, ar *archive.Archive, o logOptions) error {
	faults, err := ar.Faults(ctx, o.Feed, o.Limit)
	if err != nil {
		return err
	}
	if o.json {
		return format.WriteJSON(a.out, struct {
			format.Header
			Errors []store.FaultRecord `json:"errors"`
		}{format.NewHeader(), append([]store.FaultRecord{}, faults...)})
	}
	if len(faults) == 0 {
		a.note("there were no entries that could not be used")
	}
	zone := o.TimeZone
	if zone == nil {
		zone = ar.Zone()
	}
	w := &terminal.Lines{Stream: a.out}
	for _, f := range faults {
		if !a.out.Terminal {
			w.Print(strings.Join([]string{utc(f.FirstSeen), number(f.Feed), terminal.Clean(f.Reason), terminal.Clean(f.Raw)}, "\t"))
			continue
		}
		w.Wrap("  ", w.Style(terminal.Dim, moment(f.FirstSeen, zone))+"  "+w.Style(terminal.Bold, terminal.Clean(f.FeedLabel))+"  "+terminal.Clean(f.Reason))
		for line := range strings.SplitSeq(f.Raw, "\n") {
			w.Wrap("    ", "    "+terminal.Clean(line))
		}
	}
	return w.Err
}
