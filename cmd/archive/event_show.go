package main

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/format"
	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

type eventOptions struct {
	id   int64
	size int
	asOf string
	tz   string
	json bool
	why  bool
	zone *time.Location
}

func newEventShowCmd(a *app) *cobra.Command {
	var o eventOptions
	cmd := &cobra.Command{
		Use:   "show NUMBER",
		Short: "Show the stories of an event, of all feeds",
		Long: `Show the event that a number leads to, that of an event or of any of its stories,
from its first story to its last: what papers and feeds tell of one happening. It
shows which publisher was first and by how much, which headline led when, and how
many stories each day had. --why says of each story why it is of the event.

A story appeared at some time between two fetches of its feed, so each delay has
the range in which the true one lies. Stories are in the order in which the
feeds had them; the dates that publishers give are not compared.

In a pipe, a record is a story, the first seen first: when it was seen, story,
publisher, headline, feeds, seconds after the first, the lowest and highest that
these can be (empty when not known), link.`,
		Example: `  archive event show 12
  archive event show 12 --why
  archive event show 12 --as-of 2026-01-14
  archive event show 12 --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(args[0]); err != nil {
				return err
			}
			return runEventShow(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	f.IntVarP(&o.size, "number", "n", 20, "on a terminal, show `N` stories, headlines and publishers at most")
	f.StringVar(&o.asOf, "as-of", "", "as the archive knew it at the end of `DATE`, or at an instant")
	f.StringVar(&o.tz, "tz", "", "show times in this `ZONE`: Asia/Seoul, UTC …")
	f.BoolVar(&o.why, "why", false, "say why each story is of the event")
	f.BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func (o *eventOptions) check(id string) (err error) {
	if o.id, err = strconv.ParseInt(id, 10, 64); err != nil {
		return usagef("%q is no story's number; a search prints them", id)
	}
	if o.size < 1 {
		return usagef("-n must be at least 1")
	}
	o.zone, err = parseZone(o.tz)
	return err
}

func runEventShow(ctx context.Context, a *app, o eventOptions) error {
	return a.withAsOf(ctx, o.asOf, o.zone, func(ar, present *archive.Archive, zone *time.Location) error {
		o.zone = zone
		if o.why {
			return a.whyEvent(ctx, ar, present, o)
		}
		e, err := ar.Event(ctx, o.id)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return noStory(ctx, present, o.id, o.asOf, o.zone)
		case err != nil:
			return err
		case o.json:
			return format.WriteEventJSON(a.out, e)
		case a.out.Terminal:
			return a.event(e, o)
		}
		return a.eventRecords(e)
	})
}

func (a *app) eventRecords(e archive.Event) error {
	for _, st := range e.Stories {
		least, most := "", ""
		if st.Known {
			least, most = seconds(st.Least), seconds(st.Most)
		}
		err := a.record(
			st.Seen.UTC().Format(time.RFC3339), strconv.FormatInt(st.ID, 10), st.Publisher, st.Title, strings.Join(st.Feeds, ", "),
			seconds(st.Delay.Delay), least, most, st.Link,
		)
		if err != nil {
			return err
		}
	}
	return nil
}

func seconds(s news.Seconds) string {
	return strconv.FormatFloat(time.Duration(s).Seconds(), 'f', -1, 64)
}
