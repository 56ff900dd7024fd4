package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/access"
	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

type feedShowOptions struct {
	number int
	json   bool
}

func newFeedShowCmd(a *app) *cobra.Command {
	var o feedShowOptions
	cmd := &cobra.Command{
		Use:   "show FEED",
		Short: "Show a feed, its fetches and its texts",
		Long: `Show a feed: its addresses, how fetching it goes and since when, what to do about
it, its interval and why that, its next fetch, how often it brings new items,
which headers, credentials and proxy are set (never their values), what its rules
left out, how many of its stories have a text and why others have none, and its
last fetches, the newest first. The fetch log goes back ninety days.`,
		Example: `  archive feed show world
  archive feed show 3 -n 100
  archive feed show world --json`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeFeeds,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.number < 0 {
				return usagef("-n must be at least 0")
			}
			return a.with(cmd.Context(), func(ar *archive.Archive) error { return runFeedShow(cmd.Context(), a, ar, args[0], o) })
		},
	}
	cmd.Flags().IntVarP(&o.number, "number", "n", 10, "show the last `N` fetches")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

// feedReport is all that is shown of a feed.
type feedReport struct {
	format.Header
	Feed shownFeed `json:"feed"`
	// Access says how it is asked for, without a value; AccessUnknown why that
	// cannot be told.
	Access        access.Summary  `json:"access,omitzero"`
	AccessUnknown string          `json:"access_unknown,omitempty"`
	Texts         store.PageStats `json:"texts"`
	Fetches       []store.Fetch   `json:"fetches"`
}

func runFeedShow(ctx context.Context, a *app, ar *archive.Archive, ref string, o feedShowOptions) error {
	feed, err := a.feed(ctx, ar, ref)
	if err != nil {
		return err
	}
	shown, err := showFeeds(ctx, ar, []news.Feed{feed})
	if err != nil {
		return err
	}
	settings, settingsErr := ar.Access(ctx, feed)
	doc := feedReport{Header: format.NewHeader(), Feed: shown[0]}
	if doc.Access = settings; settingsErr != nil {
		doc.AccessUnknown = settingsErr.Error()
	}
	if doc.Texts, err = ar.PageStats(ctx, feed.ID); err != nil {
		return err
	}
	fetches, err := ar.Fetches(ctx, feed.ID, o.number)
	if err != nil {
		return err
	}
	doc.Fetches = append([]store.Fetch{}, fetches...)
	if o.json {
		return format.WriteJSON(a.out, doc)
	}
	if err := a.feedFacts(doc, ar.Zone()); err != nil {
		return err
	}
	return a.fetchLog(doc.Fetches, ar.Zone())
}

// feedFacts prints what is known of a feed.
func (a *app) feedFacts(doc feedReport, zone *time.Location) error {
	w := &terminal.Lines{Stream: a.out}
	f := doc.Feed
	w.Wrap("", w.Style(terminal.Bold, terminal.Clean(f.Label())))
	w.Field("number", strconv.FormatInt(f.ID, 10))
	if f.Title != f.Label() {
		w.Field("title", f.Title)
	}
	w.Print(w.Style(terminal.Dim, "address     ") + terminal.Clean(f.URL)) // whole, to be copied
	w.Field("home page", f.Link)
	w.Field("about", f.Description)
	w.Field("tags", strings.Join(f.Tags, ", "))
	w.Field("added", moment(f.State.Added, zone))
	a.feedHealth(w, f, zone)
	a.feedSettings(w, doc, zone)
	w.Field("items", strconv.Itoa(f.State.Items))
	w.Field("texts", feedTextWords(doc))
	for _, r := range doc.Texts.Reasons {
		w.Field("without", plural(r.Stories, "story", "stories")+": "+r.Words())
	}
	return w.Err
}

// feedTextWords says whether the pages of a feed's stories are fetched, and how
// many have a text.
func feedTextWords(doc feedReport) string {
	text := "off: \"archive feed set " + strconv.FormatInt(doc.Feed.ID, 10) + " --text on\" keeps those of new stories"
	if doc.Feed.TextOn {
		text = "on"
	}
	for _, count := range format.TextCounts(doc.Texts) {
		text += "; " + count
	}
	return text
}

// fetchLog prints fetches: in a pipe the records
//
//	time  outcome  status  items  new items  new stories  bytes  seconds  error
func (a *app) fetchLog(all []store.Fetch, zone *time.Location) error {
	rows, notes := make([][]string, len(all)), make([][]string, len(all))
	for i, f := range all {
		at := utc(f.At)
		if a.out.Terminal {
			at = moment(f.At, zone)
		}
		rows[i] = []string{
			at, string(f.Outcome), number(int64(f.Status)), strconv.Itoa(f.Items), strconv.Itoa(f.NewItems), strconv.Itoa(f.NewStories),
			a.out.Size(f.Bytes), fmt.Sprintf("%.2f", time.Duration(f.Took).Seconds()),
		}
		if !a.out.Terminal {
			rows[i] = append(rows[i], f.Error)
		} else if f.Error != "" && (i == 0 || f.Error != all[i-1].Error) {
			notes[i] = []string{f.Error} // once for a run of equal ones
		}
	}
	if a.out.Terminal && len(rows) > 0 {
		fmt.Fprintln(a.out) //nolint:errcheck // the table tells
	}
	return a.out.TableWithNotes([]terminal.Column{
		{Title: "fetched", Style: terminal.Dim},
		{Title: "outcome"},
		{Title: "http", Right: true},
		{Title: "items", Right: true},
		{Title: "new", Right: true},
		{Title: "stories", Right: true},
		{Title: "size", Right: true},
		{Title: "s", Right: true},
	}, rows, notes)
}
