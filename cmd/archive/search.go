package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/query"
)

type searchOptions struct {
	archive.SearchOptions
	order    string
	zone     string
	json     bool
	explain  bool
	exitCode bool
}

func newSearchCmd(a *app) *cobra.Command {
	var o searchOptions
	cmd := &cobra.Command{
		Use:   "search WORDS…",
		Short: "Find stories",
		Long: `Find the stories that have all the words, in the headline, in the headlines that
stood beside it, in the text or in the publisher's name. Words are found in their
other forms, whatever their case and accents; a phrase in quotes only as it is.

A field narrows a word: publisher:reuters, title:summit, date:2026-01. A hyphen
denies, OR offers a choice, parentheses group: see "archive help query", and
"archive help dates" for every form of a date.

Stories of one event are shown together, each once: date, headline, publisher,
how many of the event's stories match, and who else wrote about it. When no story
has all the words, a terminal shows those that have the most of them.`,
		Example: `  archive search South Korea Japan summit
  archive search korea -north
  archive search '"prime minister" (trump OR biden)'
  archive search takaichi publisher:reuters date:jan --sort newest     Reuters stories about
                                                  Takaichi from last January, newest first
  archive search tariffs --since 2026-01 --until 2026-03 -n 50 --json`,
		Annotations: map[string]string{"query": "yes"},
		Args:        cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.Join(args, " ")
			return runSearch(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Since, "since", "", "published on or after `DATE`: 2026-01-14, 2026-01, yesterday …")
	f.StringVar(&o.Until, "until", "", "published on or before `DATE`")
	f.StringSliceVar(&o.Feed, "feed", nil, "only of this feed, by `NAME` or number")
	f.StringSliceVar(&o.Publisher, "publisher", nil, "only by this publisher, by `NAME` or its words")
	f.IntVarP(&o.Size, "number", "n", 20, "show `N` events at most")
	f.IntVar(&o.Offset, "offset", 0, "pass over the first `N` events")
	f.StringVar(&o.order, "sort", "relevance", "`ORDER`: relevance, newest or oldest")
	f.BoolVar(&o.json, "json", false, "one JSON document")
	f.BoolVar(&o.Any, "any", false, "stories with any of the words, not all")
	f.BoolVar(&o.Strict, "strict", false, "a query that is not quite right is an error")
	f.BoolVar(&o.explain, "explain", false, "do not search; print what the query is taken to mean")
	f.StringVar(&o.zone, "tz", "", "read clock times, and show times, in this `ZONE`: Asia/Seoul, UTC …")
	f.BoolVar(&o.exitCode, "exit-code", false, "exit with 4 when nothing matches")
	_ = cmd.RegisterFlagCompletionFunc("sort", cobra.FixedCompletions([]string{"relevance", "newest", "oldest"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("feed", a.completeFeeds)
	return cmd
}

func runSearch(ctx context.Context, a *app, o searchOptions) error {
	var err error
	if o.Sort, err = archive.ParseSort(o.order); err != nil {
		return usageError{err}
	}
	if o.Size < 1 || o.Offset < 0 {
		return usagef("-n must be at least 1, and --offset at least 0")
	}
	if o.TimeZone, err = parseZone(o.zone); err != nil {
		return err
	}
	o.Relax = o.json || a.out.terminal
	return a.with(ctx, func(ar *archive.Archive) error {
		if o.explain {
			return a.explain(ar, o)
		}
		progress, done := a.progress("indexing")
		o.Progress = progress
		answer, err := ar.Search(ctx, o.SearchOptions)
		done()
		if err != nil {
			return queryError(err)
		}
		a.hints(answer.Hints)
		if err := a.answer(answer, o, ar.Zone()); err != nil {
			return err
		}
		if answer.Total == 0 && o.exitCode {
			return errNothing
		}
		return nil
	})
}

// queryError shows where a query is wrong.
func queryError(err error) error {
	var q *query.Error
	if !errors.As(err, &q) {
		return err
	}
	return usageError{fmt.Errorf("%w\n%s", q, q.Caret())}
}

// answer prints what a search found.
func (a *app) answer(answer archive.Answer, o searchOptions, zone *time.Location) error {
	if o.json {
		return writeJSON(a.out, struct {
			header
			archive.Answer
			TookMS float64 `json:"took_ms"`
		}{header{schema}, answer, float64(answer.Took.Microseconds()) / 1000})
	}
	if answer.Total == 0 {
		a.nothing(answer)
	}
	if answer.Total == 0 && !answer.Relaxed {
		return nil
	}
	if answer.Relaxed {
		if _, err := fmt.Fprintln(a.out, a.out.style(yellow, "no story matches; these have the most of the words:")); err != nil {
			return err
		}
	}
	for _, g := range answer.Groups {
		if err := a.group(g, zone); err != nil {
			return err
		}
	}
	if a.out.terminal {
		return a.footer(answer, o)
	}
	return nil
}

// hints says what of a query was probably meant otherwise.
func (a *app) hints(all []query.Hint) {
	for _, h := range all {
		a.note("hint:    %s", h)
	}
}

// nothing says, on a terminal or where a person reads stderr, why there is no
// answer.
func (a *app) nothing(answer archive.Answer) {
	switch {
	case len(answer.Missing) == 1:
		a.note("nothing found: no story has %s", answer.Missing[0])
	case len(answer.Missing) > 1:
		a.note("nothing found: no story has any of %s", strings.Join(answer.Missing, ", "))
	default:
		a.note("nothing found: no story has all of this at once")
	}
}

// group prints the stories of one event: in a pipe one record of
//
//	id  date  headline  publisher  matched/total  other publishers  link
//
// and on a terminal a line, with who else wrote about it beneath.
func (a *app) group(g archive.Group, zone *time.Location) error {
	st := g.Stories[0]
	day := st.Effective.In(zone)
	matched := fmt.Sprintf("%d/%d", g.Matched, g.Total)
	others := strings.Join(g.Others, ", ")
	if !a.out.terminal {
		_, err := fmt.Fprintln(a.out, strings.Join([]string{
			strconv.FormatInt(st.ID, 10), day, clean(st.Title), clean(st.Publisher), matched, clean(others), clean(st.Link),
		}, "\t"))
		return err
	}
	return a.groupLines(day, st.ID, clean(st.Title), clean(st.Publisher), matched, clean(others))
}

// wide is the width from which the publisher stands beside the headline.
const wide = 110

// groupLines prints a group on a terminal: the date, the headline and the
// story's number, with the publisher beneath, or beside on a wide terminal,
// and who else wrote about it.
func (a *app) groupLines(day string, id int64, title, publisher, matched, others string) error {
	const date, number, source = len("2006-01-02  "), len("  #12345678"), 24
	also := strings.Trim(matched+" · "+others, " ·")
	if strings.HasSuffix(matched, "/1") {
		also = others // it stands alone
	}
	headline, beneath := max(a.out.width-date-number, 10), a.out.style(green, publisher)
	if a.out.width >= wide {
		headline -= source + 2
	}
	line := a.out.style(cyan, day) + "  " + a.out.style(bold, fit(title, headline))
	if a.out.width >= wide {
		line += "  " + a.out.style(green, fit(publisher, source))
		beneath = ""
	}
	line += a.out.style(dim, fmt.Sprintf("%*s", number, "#"+strconv.FormatInt(id, 10)))
	if beneath != "" && also != "" {
		beneath += "  "
	}
	beneath += a.out.style(dim, also)
	if beneath != "" {
		line += "\n" + strings.Repeat(" ", date) + ansi.Truncate(beneath, max(a.out.width-date, 10), "…")
	}
	_, err := fmt.Fprintln(a.out, line)
	return err
}

// fit cuts or pads text to a width in cells.
func fit(text string, width int) string {
	text = ansi.Truncate(text, width, "…")
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}

// footer tells how much there is, how to see more, and how long it took.
func (a *app) footer(answer archive.Answer, o searchOptions) error {
	text := fmt.Sprintf("%s in %s", plural(answer.Total, "story", "stories"), answer.Took.Round(100*time.Microsecond))
	if answer.Relaxed {
		text = "none of these has all the words"
	}
	if answer.More {
		text += fmt.Sprintf(" · more with --offset %d", o.Offset+o.Size)
	}
	_, err := fmt.Fprintln(a.out, a.out.style(dim, text+` · "archive show ID" reads one`))
	return err
}

// plural counts in words.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
