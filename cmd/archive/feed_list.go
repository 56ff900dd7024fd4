package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

type feedListOptions struct{ json bool }

func newFeedListCmd(a *app) *cobra.Command {
	var o feedListOptions
	cmd := &cobra.Command{
		Use:     "list",
		Aliases: []string{"ls"},
		Short:   "List the feeds and how fetching them goes",
		Long: `List the feeds: number, name, items, last successful fetch, state, address, how
many of the stories whose pages are wanted have a text ("off": the pages of its
new stories are not fetched), and before when it is not fetched again.
"archive feed show FEED" tells more of one.

In a pipe, a record is a feed with these columns.`,
		Example: `  archive feed list
  archive feed list --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runFeedList(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runFeedList(ctx context.Context, a *app, o feedListOptions) error {
	return a.with(ctx, func(ar *archive.Archive) error {
		feeds, err := ar.Feeds(ctx)
		if err != nil {
			return err
		}
		texts, err := readFeedTexts(ctx, ar)
		if err != nil {
			return err
		}
		if o.json {
			return writeFeeds(a.out, feeds, texts)
		}
		return a.feeds(feeds, texts, ar.Zone())
	})
}

// feedTexts is how it stands with the texts of feeds' stories.
type feedTexts struct {
	on     bool // where a feed itself says nothing
	counts map[int64]store.FeedPages
}

func readFeedTexts(ctx context.Context, ar *archive.Archive) (t feedTexts, err error) {
	settings, err := ar.Settings(ctx)
	if err != nil {
		return t, err
	}
	t.on = settings.Text != nil && *settings.Text
	t.counts, err = ar.FeedPages(ctx)
	return t, err
}

// wanted reports whether the pages of a feed's new stories are fetched.
func (t feedTexts) wanted(f news.Feed) bool {
	return f.State.Text == news.TextOn || f.State.Text == news.TextDefault && t.on
}

// words are the texts of a feed in a few words.
func (t feedTexts) words(f news.Feed) string {
	c, some := t.counts[f.ID]
	text := "off"
	if some || t.wanted(f) {
		text = fmt.Sprintf("%d of %d", c.Texts, c.Texts+c.Waiting+c.Failing+c.None)
	}
	if some && !t.wanted(f) {
		text += ", off"
	}
	return text
}

// shownFeed is a feed in JSON.
type shownFeed struct {
	news.Feed
	TextOn bool            `json:"text_on"` // the pages of its new stories are fetched
	Pages  store.FeedPages `json:"pages"`
}

// writeFeeds writes feeds as one JSON document.
func writeFeeds(w io.Writer, feeds []news.Feed, texts feedTexts) error {
	all := make([]shownFeed, len(feeds))
	for i, f := range feeds {
		all[i] = shownFeed{f, texts.wanted(f), texts.counts[f.ID]}
	}
	return format.WriteJSON(w, struct {
		format.Header
		Feeds []shownFeed `json:"feeds"`
	}{format.NewHeader(), all})
}

func (a *app) feeds(feeds []news.Feed, texts feedTexts, zone *time.Location) error {
	if len(feeds) == 0 {
		a.note(`no feeds yet; "archive feed add ADDRESS" follows one`)
	}
	rows := make([][]string, len(feeds))
	for i, f := range feeds {
		succeeded := ""
		if !f.State.Succeeded.IsZero() {
			succeeded = moment(f.State.Succeeded, zone)
		}
		next := ""
		if f.State.Followed && !f.State.Next.IsZero() {
			next = moment(f.State.Next, zone)
		}
		rows[i] = []string{strconv.FormatInt(f.ID, 10), f.Label(), strconv.Itoa(f.State.Items), succeeded, health(f), f.URL, texts.words(f), next}
	}
	return a.out.Table([]terminal.Column{
		{Title: "feed", Right: true, Style: terminal.Dim},
		{Title: "name", Style: terminal.Bold},
		{Title: "items", Right: true},
		{Title: "last success"},
		{Title: "state"},
		{Title: "address", Grows: true, Style: terminal.Dim},
		{Title: "texts"},
		{Title: "next"},
	}, rows)
}

// health is the state of fetching a feed, in a few words.
func health(f news.Feed) string {
	st := f.State
	switch {
	case !st.Followed:
		return "not followed"
	case st.Failures > 0:
		return fmt.Sprintf("failing %d×: %s", st.Failures, st.Error)
	case st.Error != "":
		return "read in part: " + st.Error
	case st.Waits != "":
		return "its host is left alone for now: " + st.Waits
	case st.Fetched.IsZero():
		return "not fetched yet"
	default:
		text := "every " + interval(time.Duration(st.Every))
		if st.Faults > 0 {
			text += fmt.Sprintf("; %s could not be used: log --errors feed:%d", plural(st.Faults, "entry", "entries"), f.ID)
		}
		return text
	}
}
