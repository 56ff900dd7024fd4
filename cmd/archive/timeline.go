package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

type timelineOptions struct {
	archive.TimelineOptions
	by       string
	share    bool
	key      string
	format   string
	json     bool
	explain  bool
	zone     string
	exitCode bool
	safeCSV  bool
}

func newTimelineCmd(a *app) *cobra.Command {
	var o timelineOptions
	cmd := &cobra.Command{
		Use:   "timeline WORDS…",
		Short: "See when a topic was written about, and when it turned",
		Long: `Count the stories that the words find, and their clusters, by day, week, month or
year, in the query language of "archive search". Each peak has the headline that
stands for it. --vs sets further queries beside the first.

A period in which a feed was not reached, or before it was followed, is shaded: what
is missing there is not silence. All followed feeds count, or those that the query
asks for; an archive that was only imported into has no such gaps.

--key N names the N days on which the topic turned instead, each with the headlines
that say why: days on which more was written than around them, by many publishers,
that began long chains, and above all days that later stories refer back to. With
--key auto they are as many as stand out. --explain tells the reasons.`,
		Example: `  archive timeline takaichi
  archive timeline takaichi --vs ishiba --by week --share
  archive timeline korea -north --since 2025-07 --until 2025-12 --format svg > korea.svg
  archive timeline --key 10 takaichi                 when it turned, as a chronology
  archive timeline --key auto --explain tariffs
  archive timeline --by day --format csv takaichi    for a spreadsheet; the last column
                                                     is the query that finds the stories`,
		Annotations: map[string]string{"query": "yes"},
		Args:        cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.Join(args, " ")
			return runTimeline(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.Versus, "vs", nil, "another `QUERY` to set beside it; may be given again")
	f.StringVar(&o.by, "by", "", "count by `UNIT`: day, week, month or year (default: by how long the time is)")
	f.StringVar(&o.AsOf, "as-of", "", "count what the archive knew at the end of `DATE`, or at an instant")
	narrowing(f, &o.SearchOptions)
	f.BoolVar(&o.share, "share", false, "draw the share of all stories of the period")
	f.StringVar(&o.key, "key", "", "the `N` key dates instead, or auto")
	f.StringVar(&o.format, "format", "", "`FORM`: table, tsv, csv, json or svg (default: table on a terminal, tsv in a pipe)")
	safeCSV(f, &o.safeCSV)
	f.BoolVar(&o.json, "json", false, "short for --format json")
	f.BoolVar(&o.Strict, "strict", false, "a query that is not quite right is an error")
	f.BoolVar(&o.explain, "explain", false, "with each period the query that finds its stories; with each key date why")
	f.StringVar(&o.zone, "tz", "", "read clock times in this `ZONE`: Asia/Seoul, UTC …")
	f.BoolVar(&o.exitCode, "exit-code", false, "exit with 4 when nothing matches")
	_ = cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions([]string{"day", "week", "month", "year"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(timelineFormats(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("feed", a.completeFeeds)
	return cmd
}

func runTimeline(ctx context.Context, a *app, o timelineOptions) error {
	if err := o.check(a.out.terminal); err != nil {
		return err
	}
	return a.with(ctx, func(ar *archive.Archive) error {
		progress, done := a.progress("indexing")
		o.Progress = progress
		if o.key != "" {
			return a.keyDates(ctx, ar, o, done)
		}
		line, err := ar.Timeline(ctx, o.TimelineOptions)
		done()
		if err != nil {
			return timelineError(err)
		}
		a.hints(line.Hints)
		a.notIndexed(line.NotIndexed)
		if err := a.timeline(line, o); err != nil {
			return err
		}
		if o.exitCode && !slices.ContainsFunc(line.Series, func(s archive.Series) bool { return s.Total > 0 }) {
			return errNothing
		}
		return nil
	})
}
