package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

type statsOptions struct{ json bool }

func newStatsCmd(a *app) *cobra.Command {
	var o statsOptions
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Count feeds, items, stories and bytes",
		Long: `Count the feeds, items, stories, appearances and publishers, the stories that
are indexed and those that are not yet, and the size on disk. Of the stories'
pages: the texts, the teasers among them (only the beginning could be read),
those that wait for their turn or are known by a Google News link only, those
that were given up, are gone or were forgotten, and why others have no text.`,
		Example: `  archive stats
  archive stats --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runStats(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runStats(ctx context.Context, a *app, o statsOptions) error {
	return a.with(ctx, func(ar *archive.Archive) error {
		st, err := ar.Stats(ctx)
		if err != nil {
			return err
		}
		if o.json {
			return format.WriteJSON(a.out, struct {
				format.Header
				archive.Stats
			}{format.NewHeader(), st})
		}
		return a.stats(st)
	})
}

func (a *app) stats(st archive.Stats) error {
	count := strconv.Itoa
	rows := [][]string{
		{"feeds", count(st.Feeds)},
		{"followed", count(st.Followed)},
		{"failing", count(st.Failing)},
		{"silent", count(st.Silent)},
		{"overdue", count(st.Overdue)},
		{"items", count(st.Items)},
		{"stories", count(st.Stories)},
		{"appearances", count(st.Appearances)},
		{"publishers", count(st.Publishers)},
		{"revisions", count(st.Revisions)},
		{"indexed", count(st.Indexed)},
		{"not yet indexed", count(st.NotIndexed)},
		{"texts", count(st.Texts.Texts)},
		{"teasers", count(st.Texts.Teasers)},
		{"waiting", count(st.Texts.Waiting)},
		{"unresolved", count(st.Texts.Unresolved)},
		{"given up", count(st.Texts.Resting)},
		{"gone", count(st.Texts.Gone)},
		{"forgotten", count(st.Texts.Forgotten)},
	}
	for _, r := range st.Texts.Reasons {
		rows = append(rows, []string{"without a text", count(r.Stories) + ": " + r.Words()})
	}
	rows = append(rows, [][]string{
		{"first day", st.First},
		{"last day", st.Last},
		{"zone", st.Zone},
		{"database", a.out.Size(st.DatabaseBytes)},
		{"index", a.out.Size(st.IndexBytes)},
		{"pages", a.out.Size(st.PagesBytes)},
		{"a story", a.out.Size(st.StoryBytes)},
		{"folder", st.Dir},
	}...)
	if st.IndexState != "" {
		a.note("the index: %s; the next search or sync makes it again", st.IndexState)
	}
	return a.out.Table([]terminal.Column{{Title: "what", Style: terminal.Dim}, {Title: "count", Grows: true, Wraps: true}}, rows)
}
