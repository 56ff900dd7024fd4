package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

type logOptions struct {
	archive.LogOptions
	feed    string
	reverse bool
	errors  bool
	json    bool
	tz      string
}

func newLogCmd(a *app) *cobra.Command {
	var o logOptions
	cmd := &cobra.Command{
		Use:   "log [ID|cluster:N|feed:NAME|FEED]",
		Short: "Show the history of a story, a cluster or a feed",
		Long: `Show what happened, the newest first: which items appeared and what they
continue, which stories joined, left or came back, which headline replaced
which, when another story led, what was edited, what was imported, and when
fetches began to fail and succeeded again; and of stories' pages, when the text
was read, when it changed ("archive show ID --diff" says how) and when the page
was found to be gone.

ID is a story, by the number that a search prints; cluster:N is an item with its
whole chain; feed:NAME is a feed with its fetches. Without an argument, the
whole archive is shown.

--errors lists the entries of a feed, or of all feeds, that could not be used,
each as the feed wrote it.

In a pipe, a record is an event: time (UTC), event, feed, item, story, headline
or new value, previous value, field, publisher, count, until, error. The events
are added, item, continued, gone, joined, returned, left, lead, headline,
edited, same, text, retold, no-text, page-gone, imported, failing and recovered;
the count of retold is the version of the text.`,
		Example: `  archive log                              what happened last
  archive log 12                           the history of story 12
  archive log cluster:3 --reverse          of item 3 and its chain
  archive log feed:world --since yesterday
  archive log --since 2026-01 --until 2026-01 -n 0 --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(args); err != nil {
				return err
			}
			return a.with(cmd.Context(), func(ar *archive.Archive) error { return runLog(cmd.Context(), a, ar, o) })
		},
	}
	f := cmd.Flags()
	f.IntVarP(&o.Limit, "number", "n", 100, "show the newest `N` events; 0: all")
	f.BoolVar(&o.reverse, "reverse", false, "show the oldest of these first")
	f.StringVar(&o.Since, "since", "", "from `DATE` on: 2026-01-14, 2026-01, yesterday, 7d …")
	f.StringVar(&o.Until, "until", "", "up to `DATE`, itself included")
	f.StringVar(&o.tz, "tz", "", "read clock times, and show times, in this `ZONE`: Asia/Seoul, UTC …")
	f.BoolVar(&o.errors, "errors", false, "list the entries that could not be used, and why")
	f.BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

// check parses which history is meant.
func (o *logOptions) check(args []string) (err error) {
	if o.Limit < 0 {
		return usagef("-n must be at least 0, which means all")
	}
	if o.TimeZone, err = parseZone(o.tz); err != nil || len(args) == 0 {
		return err
	}
	if o.errors {
		o.feed = strings.TrimPrefix(args[0], "feed:")
		return nil
	}
	kind, ref, ok := strings.Cut(args[0], ":")
	if !ok {
		kind, ref = "story", args[0]
	}
	id, numberErr := strconv.ParseInt(strings.TrimPrefix(ref, "#"), 10, 64)
	switch {
	case kind == "feed" && ref != "":
		o.feed = ref
		return nil
	case numberErr != nil || id < 1:
	case kind == "story":
		o.Story = id
		return nil
	case kind == "cluster" || kind == "item":
		o.Item = id
		return nil
	}
	return usagef("%q is no story's number, and neither cluster:NUMBER nor feed:NAME", args[0])
}

func runLog(ctx context.Context, a *app, ar *archive.Archive, o logOptions) error {
	if o.feed != "" {
		feed, err := a.feed(ctx, ar, o.feed)
		if err != nil {
			return err
		}
		o.Feed = feed.ID
	}
	if o.errors {
		return logErrors(ctx, a, ar, o)
	}
	events, err := ar.Log(ctx, o.LogOptions)
	switch {
	case errors.Is(err, store.ErrNotFound) && o.Story != 0:
		return fmt.Errorf("there is no story %d", o.Story)
	case errors.Is(err, store.ErrNotFound):
		return fmt.Errorf("there is no item %d", o.Item)
	case err != nil:
		return queryError(err)
	}
	if o.reverse {
		slices.Reverse(events)
	}
	if o.json {
		return format.WriteJSON(a.out, struct {
			format.Header
			Events []store.Event `json:"events"`
		}{format.NewHeader(), append([]store.Event{}, events...)})
	}
	if len(events) == 0 {
		a.note("nothing happened")
	}
	zone := o.TimeZone
	if zone == nil {
		zone = ar.Zone()
	}
	return printEvents(a.out, events, zone)
}

// printEvents prints a history: as a table on a terminal, else a record each.
func printEvents(s *terminal.Stream, events []store.Event, zone *time.Location) error {
	rows := make([][]string, len(events))
	for i, e := range events {
		if s.Terminal {
			rows[i] = []string{moment(e.At, zone), string(e.Kind), e.FeedLabel, number(e.Item), number(e.Story), inWords(e, zone)}
			continue
		}
		rows[i] = []string{
			utc(e.At), string(e.Kind), number(e.Feed), number(e.Item), number(e.Story), e.Title, e.Was, e.Field, e.Publisher,
			number(int64(e.Count)), utc(e.Last), e.Error,
		}
	}
	return s.Table([]terminal.Column{
		{Title: "when", Style: terminal.Dim},
		{Title: "event", Style: terminal.Cyan},
		{Title: "feed"},
		{Title: "item", Right: true, Style: terminal.Dim},
		{Title: "story", Right: true, Style: terminal.Dim},
		{Title: "what", Grows: true},
	}, rows)
}
