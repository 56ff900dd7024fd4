package main

import (
	"context"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// logErrors prints what of a feed, or of all, could not be used: on a
// terminal with the element below, in a pipe a record each of time (UTC),
// feed, reason and element.
func logErrors(ctx context.Context, a *app, ar *archive.Archive, o logOptions) error {
	faults, err := ar.Faults(ctx, o.Feed, o.Limit)
	if err != nil {
		return err
	}
	if o.json {
		return writeJSON(a.out, struct {
			header
			Errors []store.KeptFault `json:"errors"`
		}{header{schema}, append([]store.KeptFault{}, faults...)})
	}
	if len(faults) == 0 {
		a.note("there were no entries that could not be used")
	}
	zone := o.TimeZone
	if zone == nil {
		zone = ar.Zone()
	}
	w := &lines{stream: a.out}
	for _, f := range faults {
		if !a.out.terminal {
			w.print(strings.Join([]string{utc(f.FirstSeen), number(f.Feed), clean(f.Reason), clean(f.Raw)}, "\t"))
			continue
		}
		w.wrap("  ", w.style(dim, moment(f.FirstSeen, zone))+"  "+w.style(bold, clean(f.FeedLabel))+"  "+clean(f.Reason))
		for line := range strings.SplitSeq(f.Raw, "\n") {
			w.wrap("    ", "    "+clean(line))
		}
	}
	return w.err
}
