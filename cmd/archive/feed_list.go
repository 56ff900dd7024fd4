package main

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

func newFeedListCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Aliases: []string{"ls"},
		Short:   "List the feeds, and how following them goes",
		Long:    "List the feeds: number, name, items, last good fetch, state, address.",
		Example: "  archive feed list\n  archive feed list --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), func(ar *archive.Archive) error {
				feeds, err := ar.Feeds(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					return writeFeeds(a.out, feeds)
				}
				return a.feeds(feeds, ar.Zone())
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}

// writeFeeds writes feeds as one JSON document.
func writeFeeds(w io.Writer, feeds []store.Feed) error {
	return writeJSON(w, struct {
		header
		Feeds []store.Feed `json:"feeds"`
	}{header{schema}, feeds})
}

func (a *app) feeds(feeds []store.Feed, zone *time.Location) error {
	if len(feeds) == 0 {
		a.note(`no feeds yet; "archive feed add ADDRESS" follows one`)
	}
	rows := make([][]string, len(feeds))
	for i, f := range feeds {
		good := ""
		if !f.State.Succeeded.IsZero() {
			good = moment(f.State.Succeeded, zone)
		}
		rows[i] = []string{strconv.FormatInt(f.ID, 10), f.Label(), strconv.Itoa(f.State.Items), good, health(f), f.URL}
	}
	return a.out.table([]column{
		{title: "feed", right: true, style: dim},
		{title: "name", style: bold},
		{title: "items", right: true},
		{title: "last good fetch"},
		{title: "state"},
		{title: "address", grows: true, style: dim},
	}, rows)
}

// health says in a word or two how following a feed goes.
func health(f store.Feed) string {
	st := f.State
	switch {
	case !st.Followed:
		return "not followed"
	case st.Failures > 0:
		return fmt.Sprintf("failing %d×: %s", st.Failures, st.Error)
	case st.Error != "":
		return "partly read: " + st.Error
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
