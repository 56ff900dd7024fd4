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
)

type feedListOptions struct{ json bool }

func newFeedListCmd(a *app) *cobra.Command {
	var o feedListOptions
	cmd := &cobra.Command{
		Use:     "list",
		Aliases: []string{"ls"},
		Short:   "List the feeds and how fetching them goes",
		Long: `List the feeds: number, name, items, last successful fetch, state, address.

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
		if o.json {
			return writeFeeds(a.out, feeds)
		}
		return a.feeds(feeds, ar.Zone())
	})
}

// writeFeeds writes feeds as one JSON document.
func writeFeeds(w io.Writer, feeds []news.Feed) error {
	return format.WriteJSON(w, struct {
		format.Header
		Feeds []news.Feed `json:"feeds"`
	}{format.NewHeader(), feeds})
}

func (a *app) feeds(feeds []news.Feed, zone *time.Location) error {
	if len(feeds) == 0 {
		a.note(`no feeds yet; "archive feed add ADDRESS" follows one`)
	}
	rows := make([][]string, len(feeds))
	for i, f := range feeds {
		succeeded := ""
		if !f.State.Succeeded.IsZero() {
			succeeded = moment(f.State.Succeeded, zone)
		}
		rows[i] = []string{strconv.FormatInt(f.ID, 10), f.Label(), strconv.Itoa(f.State.Items), succeeded, health(f), f.URL}
	}
	return a.out.Table([]terminal.Column{
		{Title: "feed", Right: true, Style: terminal.Dim},
		{Title: "name", Style: terminal.Bold},
		{Title: "items", Right: true},
		{Title: "last success"},
		{Title: "state"},
		{Title: "address", Grows: true, Style: terminal.Dim},
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
