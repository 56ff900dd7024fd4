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
	at       archive.ElsewhereOptions
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
		Short: "Count a topic's stories over time, or find its key dates",
		Long: `Count the stories that the words find, and their clusters, by day, week, month or
year, in the query language of "archive search". Each peak has a headline that
represents it. --vs compares further queries with the first.

A period in which a feed could not be fetched, or was not followed yet, is
shaded: stories may be missing there. All followed feeds count, or those that the
query names; an archive that was only imported into has no such gaps.

--key N lists the N key dates of the topic instead, each with the headlines that
say why: the days that most stories mention, and where stories mention few, days
with more stories than those around them, by many publishers, that began long
chains. With --key auto, it lists the dates that stand out. --explain gives the
reasons.

With --at, it counts what archives have mirrored to an index in OpenSearch: a story
of several once, without gaps, headlines of peaks and key dates.

In a pipe, a record is: query's number, period, stories, clusters, share of all
stories, gap, story and headline of a peak, query that finds its stories. With
--key: day, story, headline, publisher, second headline, stories, score, reasons,
query. See "archive search --help" for --safe-csv.`,
		Example: `  archive timeline takaichi
  archive timeline takaichi --vs ishiba --by week --share
  archive timeline korea -north --since 2025-07 --format svg > korea.svg
  archive timeline --key 10 takaichi                 a chronology of key dates
  archive timeline --key auto --explain tariffs
  archive timeline --by day --format csv takaichi    for a spreadsheet
  archive timeline takaichi --at https://search.example:9200/news`,
		Annotations: map[string]string{"query": "yes"},
		Args:        cobra.ArbitraryArgs,

		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.Join(args, " ")
			return runTimeline(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.Versus, "vs", nil, "compare with another `QUERY`; may be repeated")
	f.StringVar(&o.by, "by", "", "count by `UNIT`: day, week, month or year (default: by the length of the time)")
	f.StringVar(&o.AsOf, "as-of", "", "as the archive knew it at the end of `DATE`, or at an instant")
	a.filterFlags(cmd, &o.Question)
	f.BoolVar(&o.share, "share", false, "draw the share of all stories of the period")
	f.StringVar(&o.key, "key", "", "list the `N` key dates instead, or auto")
	f.StringVar(&o.format, "format", "", "`FORM`: table, tsv, csv, json or svg (default: table on a terminal, tsv in a pipe)")
	safeCSV(f, &o.safeCSV)
	f.BoolVar(&o.json, "json", false, "short for --format json")
	f.BoolVar(&o.Strict, "strict", false, "treat hints about the query as errors")
	f.BoolVar(&o.explain, "explain", false, "with each period, the query that finds its stories; with each key date, the reasons")
	f.StringVar(&o.zone, "tz", "", "read clock times in this `ZONE`: Asia/Seoul, UTC …")
	f.BoolVar(&o.exitCode, "exit-code", false, "exit with 4 when nothing matches")
	a.atFlags(cmd, &o.at)
	_ = cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions([]string{"day", "week", "month", "year"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(timelineFormats(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func runTimeline(ctx context.Context, a *app, o timelineOptions) error {
	if err := o.check(a.out.Terminal); err != nil {
		return err
	}
	if o.at.At != "" {
		return a.timelineAt(ctx, o)
	}
	return a.with(ctx, func(ar *archive.Archive) error {
		if err := a.checkFilters(ctx, ar, o.Question); err != nil {
			return err
		}
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
		return a.timelineLine(line, o)
	})
}

// timelineLine prints a timeline.
func (a *app) timelineLine(line archive.Timeline, o timelineOptions) error {
	a.hints(line.Hints)
	a.notIndexed(line.NotIndexed)
	if err := a.timeline(line, o); err != nil {
		return err
	}
	if o.exitCode && !slices.ContainsFunc(line.Series, func(s archive.Series) bool { return s.Total > 0 }) {
		return errNothing
	}
	return nil
}
