package main

import (
	"context"
	"slices"
	"strconv"
	"time"

	"newsarchive/internal/health"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

type feedListOptions struct {
	json    bool
	failing bool // only feeds with trouble
}

func newFeedListCmd(a *app) *cobra.Command {
	var o feedListOptions
	cmd := &cobra.Command{
		Use:     "list",
		Aliases: []string{"ls"},
		Short:   "List the feeds and how fetching them goes",
		Long: `List the feeds: number, name, items, last successful fetch, state, address, and
how many of the stories whose pages are wanted have a text ("off": the pages of
its new stories are not fetched). Below a feed stands what is wrong with it, what
to do, since when, and when it is tried next. "archive feed show FEED" tells more
of one.

The states: ok; failing; gone (removed for good, says its server); silent (it is
fetched, and has brought nothing new for a week, three times its usual gap and its
longest gap so far); partial (read in part); overdue (due for three days, and not
fetched: no sync runs); new (not fetched yet); unfollowed. --failing lists those
that are failing, gone, silent, partial or overdue, and exits with 4 when there
are none.

In a pipe, a record is a feed with these columns, and then: the state in one word,
since when (UTC), and when the feed is fetched next (UTC).`,
		Example: `  archive feed list
  archive feed list --failing
  archive feed list --json | jq '.feeds[].health.state'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runFeedList(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	cmd.Flags().BoolVar(&o.failing, "failing", false, "only the feeds that something is wrong with")
	return cmd
}

func runFeedList(ctx context.Context, a *app, o feedListOptions) error {
	return a.with(ctx, func(ar *archive.Archive) error {
		known, err := ar.Feeds(ctx)
		if err != nil {
			return err
		}
		feeds, err := showFeeds(ctx, ar, known)
		if err != nil {
			return err
		}
		if o.failing {
			feeds = slices.DeleteFunc(feeds, func(f shownFeed) bool { return !f.Health.State.Trouble() })
		}
		if o.json {
			err = writeFeeds(a.out, feeds)
		} else {
			err = a.feeds(feeds, ar.Zone())
		}
		if err != nil || len(feeds) > 0 {
			a.noteOverdue(feeds)
			return err
		}
		if len(known) == 0 {
			a.note(`no feeds yet; "archive feed add ADDRESS" follows one`)
		} else {
			a.note("nothing is wrong with any feed")
		}
		if o.failing {
			return errNothing
		}
		return nil
	})
}

// feeds prints feeds: on a terminal with what is wrong below each, in a pipe the
// records
//
//	feed  name  items  last success  state in words  address  texts  state  since  next
func (a *app) feeds(feeds []shownFeed, zone *time.Location) error {
	rows, notes := make([][]string, len(feeds)), make([][]string, len(feeds))
	now := a.now()
	for i, f := range feeds {
		succeeded := ""
		if !f.State.Succeeded.IsZero() {
			succeeded = moment(f.State.Succeeded, zone)
		}
		rows[i] = []string{strconv.FormatInt(f.ID, 10), f.Label(), strconv.Itoa(f.State.Items), succeeded, healthShort(f, now), f.URL, textWords(f)}
		notes[i] = healthNotes(f, now, zone)
		if !a.out.Terminal {
			rows[i][4] = healthLine(f, now)
			rows[i] = append(rows[i], string(f.Health.State), utc(f.Health.Since), utc(nextVisit(f.State)))
		}
	}
	columns := []terminal.Column{
		{Title: "feed", Right: true, Style: terminal.Dim},
		{Title: "name", Style: terminal.Bold},
		{Title: "items", Right: true},
		{Title: "last success"},
		{Title: "state"},
		{Title: "address", Grows: true, Style: terminal.Dim},
		{Title: "texts"},
	}
	if a.out.Terminal && a.out.Width < wideList {
		const name, address = 1, 5
		columns[name].Grows = true
		columns = slices.Delete(columns, address, address+1)
		for i := range rows {
			rows[i] = slices.Delete(rows[i], address, address+1)
		}
	}
	return a.out.TableWithNotes(columns, rows, notes)
}

// wideList is the width of a terminal from which on feeds are listed with their
// addresses.
const wideList = 100

// noteOverdue says once what is to be done about feeds that no sync fetches.
func (a *app) noteOverdue(feeds []shownFeed) {
	n := 0
	for _, f := range feeds {
		if f.Health.State == health.Overdue {
			n++
		}
	}
	if n > 0 {
		a.note(`%s overdue, as no sync runs: "archive sync" fetches what is due, and "archive unit" prints what runs it by itself`, isOrAre(n, "feed", "feeds"))
	}
}

func isOrAre(n int, one, many string) string {
	if n == 1 {
		return "1 " + one + " is"
	}
	return plural(n, one, many) + " are"
}

// nextVisit is when a followed feed may be fetched next; zero for at once.
func nextVisit(s *news.FeedState) time.Time {
	if !s.Followed || !s.Next.IsZero() {
		return s.Next
	}
	return s.Due
}
