package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/query"
)

type searchOptions struct {
	archive.SearchOptions
	at    archive.ElsewhereOptions
	order string
	formatOptions
	zone     string
	tmpl     string
	template *template.Template
	fields   []string
	group    string
	batch    string
	query    int  // its number in a batch, from 1; else 0
	goesOn   bool // an answer of the batch was printed before this one
	count    bool
	explain  bool
	exitCode bool
	peek     bool
}

func newSearchCmd(a *app) *cobra.Command {
	var o searchOptions
	cmd := &cobra.Command{
		Use:   "search WORDS…",
		Short: "Find stories",
		Long: `Find the stories that have all the words, in the headline, in the other
headlines of its clusters, in the text or in the publisher's name. Case and
accents do not matter, and words are found in their other forms; a phrase in
quotes is found as it is.

A field narrows a word: publisher:reuters, title:summit, date:2026-01. -word
excludes, OR offers a choice, parentheses group: see "archive help query", and
"archive help dates" for every form of a date.

Stories of one event are shown together, each event once: date, headline,
publisher, how many of the event's stories match, and which other publishers
wrote about it. When no story has all the words, a terminal shows those that
have the most of them.

In a pipe, a record is: story, day, headline, publisher, matched/total, other
publishers, link.

With --at, it asks what archives have mirrored to an index in OpenSearch (see
"archive mirror"), whichever have the story; a last column names these, first the
one that had it first. --archive asks only some of them.

CSV keeps every cell as it is. Spreadsheets run a cell that begins with =, +, -
or @ as a formula: use --safe-csv for a file that will be opened in one.`,
		Example: `  archive search South Korea Japan summit
  archive search korea -north
  archive search '"prime minister" (trump OR biden)'
  archive search takaichi publisher:reuters date:jan --sort newest
  archive search takaichi --publisher reuters --since 2026-01 --until 2026-01 \
      --sort newest --format csv --fields date,title,link
  archive search tariffs --template '{{.Date}} {{.Title}} ({{.Publisher}})'
  archive search tariffs --facet publisher,month      count by publisher, month
  archive search tariffs --since 2026-01 --until 2026-03 -n 50 --json
  archive search takaichi --as-of 2026-01-14          as it was known then
  archive search --new korea                          new stories of a topic
  archive search korea --at https://search.example:9200/news`,
		Annotations: map[string]string{"query": "yes"},
		Args:        cobra.ArbitraryArgs,

		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.Join(args, " ")
			return runSearch(cmd.Context(), a, o)
		},
	}
	a.searchFlags(cmd, &o)
	return cmd
}

func (a *app) searchFlags(cmd *cobra.Command, o *searchOptions) {
	f := cmd.Flags()
	a.filterFlags(cmd, &o.Question)
	formatFlags(cmd, &o.formatOptions)
	f.IntVarP(&o.Size, "number", "n", 20, "show `N` events at most")
	f.IntVar(&o.Offset, "offset", 0, "skip the first `N` events")
	f.StringVar(&o.order, "sort", "relevance", "`ORDER`: relevance, newest, oldest or size (the largest events, or clusters, first)")
	f.StringVar(&o.group, "group", "event", "group by `WHAT`: event, cluster, story or none")
	f.StringSliceVar(&o.fields, "fields", nil, "the `COLUMNS` of tsv, csv, json, ndjson, md and table: "+strings.Join(format.FieldNames(), ", "))
	f.StringVar(&o.tmpl, "template", "", "print each record by this Go `TEMPLATE`: '{{.Date}} {{.Title}}'")
	f.StringSliceVar(&o.Facets, "facet", nil, "count all matching stories by `FACET` instead: "+strings.Join(archive.FacetNames(), ", ")+"; with --at also archive")
	f.IntVar(&o.FacetSize, "facet-size", 10, "show the `N` most frequent values of a facet; years, months and days are in their order")
	f.BoolVar(&o.count, "count", false, "print only the number of stories")
	f.StringVar(&o.batch, "batch", "", "answer the queries of `FILE`, one a line (- is standard input); each record begins with the number of its query; a line without words finds nothing")
	f.BoolVar(&o.Any, "any", false, "ask a question: stories with any of the words, the most relevant first; text that is no valid query is read as plain words")
	f.BoolVar(&o.Strict, "strict", false, "treat hints about the query as errors")
	f.BoolVar(&o.explain, "explain", false, "do not search; print how the query is understood")
	f.StringVar(&o.zone, "tz", "", "read clock times, and show times, in this `ZONE`: Asia/Seoul, UTC …")
	f.StringVar(&o.AsOf, "as-of", "", "as the archive knew it at the end of `DATE`, or at an instant")
	f.StringVar(&o.New, "new", "", "only the stories of the topic `NAME` that were not shown before; exits with 4 when there are none")
	f.BoolVar(&o.peek, "peek", false, "with --new: do not mark the stories as shown")
	f.BoolVar(&o.exitCode, "exit-code", false, "exit with 4 when nothing matches")
	a.atFlags(cmd, &o.at)
	_ = cmd.RegisterFlagCompletionFunc("sort", cobra.FixedCompletions([]string{"relevance", "newest", "oldest", "size"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("group", cobra.FixedCompletions([]string{"event", "cluster", "story", "none"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("new", a.completeTopics)
}

func runSearch(ctx context.Context, a *app, o searchOptions) error {
	if err := o.check(a.out.Terminal); err != nil {
		return err
	}
	if o.at.At != "" {
		return a.searchAt(ctx, o)
	}
	return a.withWritableIf(ctx, o.marks(), func(ar *archive.Archive) error {
		if err := a.checkFilters(ctx, ar, o.Question); err != nil {
			return err
		}
		if o.explain {
			return a.explain(ctx, ar, o)
		}
		progress, done := a.progress("indexing")
		o.Progress = progress
		if o.batch != "" {
			return a.batch(ctx, ar, o)
		}
		answer, err := ar.Search(ctx, o.SearchOptions)
		done()
		if err != nil {
			return a.topicError(ctx, ar, queryError(err), o.New)
		}
		a.hints(answer.Hints)
		a.notIndexed(answer.NotIndexed)
		if o.New != "" && answer.Total == 0 {
			return errNothing
		}
		if err := a.answer(answer, o, ar.Zone()); err != nil {
			return err
		}
		if answer.Total == 0 && o.exitCode {
			return errNothing
		}
		if o.marks() {
			return ar.Shown(ctx, answer)
		}
		return nil
	})
}

// marks reports whether what is shown is no longer new.
func (o *searchOptions) marks() bool {
	return o.New != "" && !o.peek && !o.count && len(o.Facets) == 0 && !o.explain
}

// check reads the flags that have a grammar of their own.
func (o *searchOptions) check(terminal bool) (err error) {
	if o.Sort, err = archive.ParseSort(o.order); err != nil {
		return usageError{err}
	}
	if o.Group, err = archive.ParseGrouping(o.group); err != nil {
		return usageError{err}
	}
	if o.Size < 1 || o.Offset < 0 || o.FacetSize < 1 {
		return usagef("-n and --facet-size must be at least 1, and --offset at least 0")
	}
	if o.TimeZone, err = parseZone(o.zone); err != nil {
		return err
	}
	if err := errors.Join(checkFormat(o.format), format.CheckFields(o.fields), checkSelf(o.self)); err != nil {
		return usageError{err}
	}
	facets := archive.FacetNames()
	if o.at.At != "" {
		facets = archive.ElsewhereFacets()
	}
	for _, f := range o.Facets {
		if !slices.Contains(facets, f) {
			return usagef("there is no facet %q; there are %s", f, strings.Join(facets, ", "))
		}
	}
	if o.template, err = format.ParseTemplate(o.tmpl); err != nil {
		return usageError{err}
	}
	if err := checkAt(o.at); err != nil {
		return err
	}
	if err := o.checkTogether(); err != nil {
		return err
	}
	switch {
	case o.json:
		o.format = "json"
	case o.format == "" && terminal && o.batch == "":
		o.format = "table"
	case o.format == "":
		o.format = "tsv"
	}
	o.load(terminal)
	return nil
}

// checkTogether says which flags do not go together.
func (o *searchOptions) checkTogether() error {
	switch {
	case o.at.At != "" && (o.batch != "" || o.explain):
		return usagef("--at goes with neither --batch nor --explain")
	case o.New != "" && (o.AsOf != "" || o.batch != ""):
		return usagef("--new goes with neither --as-of nor --batch")
	case o.peek && o.New == "":
		return usagef("--peek goes with --new")
	case o.batch != "" && o.Text != "":
		return usagef("--batch takes its queries from the file; leave the words out")
	case o.batch != "" && slices.Contains([]string{"json", "rss", "atom", "table"}, o.format):
		return usagef("--batch has no format %s; tsv, csv, md, ndjson, urls and ids have a record a line", o.format)
	case len(o.Facets) > 0 && (o.tmpl != "" || !slices.Contains([]string{"", "table", "tsv", "csv", "json"}, o.format)):
		return usagef("--facet has the formats table, tsv, csv and json, and no template")
	case o.json && o.format != "" && o.format != "json":
		return usagef("--json is short for --format json; here is --format %s too", o.format)
	}
	return nil
}

// load chooses what the answer must hold to be printed.
func (o *searchOptions) load(terminal bool) {
	onTerminal := o.format == "table" && terminal
	switch {
	case o.count:
		o.Load = archive.Load{Stories: archive.NoStories}
	case len(o.Facets) > 0 && o.format != "json":
		o.Stories = archive.NoStories
	default:
		o.Relax = o.New == "" && (o.format == "json" || onTerminal)
		o.Span = onTerminal
		if o.Group == archive.GroupNone && o.format == "tsv" && o.template == nil && onlyIDs(o.fields) {
			o.Stories = archive.StoryIDs
		}
	}
}

// onlyIDs reports whether the fields need no more of a story than its id, place
// and score.
func onlyIDs(fields []string) bool {
	for _, f := range fields {
		if !slices.Contains([]string{"query", "id", "guid", "score", "item", "chain", "position"}, f) {
			return false
		}
	}
	return len(fields) > 0
}

// queryError shows where a query is wrong.
func queryError(err error) error {
	var q *query.Error
	if !errors.As(err, &q) {
		return err
	}
	return usageError{fmt.Errorf("%w\n%s", q, q.Caret())}
}
