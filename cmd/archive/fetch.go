package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

type fetchOptions struct {
	archive.Question
	limit   int
	again   bool
	wayback bool
	json    bool
}

func newFetchCmd(a *app) *cobra.Command {
	var o fetchOptions
	cmd := &cobra.Command{
		Use:   "fetch [QUERY…]",
		Short: "Fetch the pages of stories, and keep their texts",
		Long: `Fetch the publishers' pages of stories and keep their texts, so that they are found
by what they say and can be read when the pages are gone ("archive show ID
--text"). With a query, the stories that it finds; without one, those that wait
for their turn: new stories of feeds whose texts are on ("archive feed set FEED
--text on"). A sync does the same after the feeds.

Publishers are asked politely: robots.txt is obeyed, each host gets one request at
a time with two seconds between, 30 pages a run, and all of them 300; the others
wait for the next run. What fails is tried again over days, then no more. Pages
that are no article (consent pages, logins, lists) give no text.

Stories that are known by a Google News link only must be resolved first: see
"archive resolve".

In a pipe, a record is: story, outcome, kind, HTTP status, address, reason.

Exits with 3 when some pages failed, with 11 when another process fetches pages.`,
		Example: `  archive fetch                                 what waits for its turn
  archive fetch South Korea Japan summit        the stories that a query finds
  archive fetch --limit 1000 --since 7d iran
  archive fetch --again id:12                   its page once more
  archive fetch --wayback korea                 also those that are gone`,
		Annotations: map[string]string{"query": "yes"},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.Join(args, " ")
			return runFetch(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	a.filterFlags(cmd, &o.Question)
	f.IntVar(&o.limit, "limit", 0, "fetch at most `N` pages (default 300)")
	f.BoolVar(&o.again, "again", false, "with a query: fetch pages that were read too")
	f.BoolVar(&o.wayback, "wayback", false, "ask the Internet Archive for pages that are gone")
	f.BoolVar(&o.Strict, "strict", false, "treat hints about the query as errors")
	f.BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

// fetchReport is a run as JSON.
type fetchReport struct {
	format.Header
	archive.FetchRun
	Pages []archive.FetchedPage `json:"pages"`
}

func runFetch(ctx context.Context, a *app, o fetchOptions) error {
	if o.limit < 0 {
		return usagef("--limit is a number of pages, 1 or more")
	}
	if o.again && o.Empty() {
		return usagef("--again goes with a query")
	}
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		if err := a.checkFilters(ctx, ar, o.Question); err != nil {
			return err
		}
		run := archive.FetchOptions{Limit: o.limit, Again: o.again, Wayback: o.wayback, UserAgent: userAgent()}
		if !o.Empty() {
			run.Question = &o.Question
		}
		report := fetchReport{Header: format.NewHeader(), Pages: []archive.FetchedPage{}}
		failed := 0
		sum, err := ar.FetchPages(ctx, run, func(p archive.FetchedPage) {
			if p.Outcome == store.PageFailed {
				failed++
			}
			if o.json {
				report.Pages = append(report.Pages, p)
				return
			}
			a.fetchedPage(p)
		})
		if err != nil {
			return queryError(err)
		}
		a.hints(sum.Hints)
		a.notIndexed(sum.NotIndexed)
		report.FetchRun = sum
		if o.json {
			if err := format.WriteJSON(a.out, report); err != nil {
				return err
			}
		}
		if run.Question != nil && sum.Wanted == 0 {
			a.nothingWanted(sum)
		} else {
			a.fetchEnd(sum)
		}
		if failed > 0 {
			return errPart
		}
		return nil
	})
}

// fetchedPage prints the line of one page: in a pipe the record
//
//	story  outcome  kind  status  address  reason
func (a *app) fetchedPage(p archive.FetchedPage) {
	if !a.out.Terminal {
		fmt.Fprintf(a.out, "%d\t%s\t%s\t%d\t%s\t%s\n", p.Story, p.Outcome, p.Kind, p.Status, terminal.Clean(p.URL), terminal.Clean(p.Reason)) //nolint:errcheck // the run goes on
		return
	}
	width := min(max(a.out.Width/2, 20), 60)
	fmt.Fprintln(a.out, terminal.Pad(terminal.Clean(p.Title), width)+"  "+a.pageOutcome(p)) //nolint:errcheck // the run goes on
	if p.Reason != "" {
		w := &terminal.Lines{Stream: a.out}
		w.Wrap("    ", "    "+terminal.Clean(p.Reason))
	}
}

// pageOutcome says what became of a page.
func (a *app) pageOutcome(p archive.FetchedPage) string {
	switch p.Outcome {
	case store.PageNew:
		return a.out.Style(terminal.Green, string(p.Kind))
	case store.PageUnchanged:
		return a.out.Style(terminal.Dim, "unchanged")
	case store.PageFailed:
		return a.out.Style(terminal.Red, outcomeWords()[p.Outcome])
	}
	return a.out.Style(terminal.Yellow, outcomeWords()[p.Outcome])
}

// outcomeWords are the ways in which pages end that give no new text, for a
// person.
func outcomeWords() map[store.PageOutcome]string {
	return map[store.PageOutcome]string{
		store.PageUnreadable: "no article", store.PageWorse: "worse than what is kept", store.PageGone: "gone",
		store.PageRefused: "not allowed", store.PageFailed: "failed",
	}
}

// nothingWanted says why a query has no page to fetch.
func (a *app) nothingWanted(sum archive.FetchRun) {
	if sum.Found == 0 {
		a.note("no story matches, so no page was fetched")
		return
	}
	a.noteForgotten(sum)
	if n := sum.Found - sum.Forgotten; n > 0 {
		a.note("%s; --again fetches once more", plural(n, "story was found, and its page was read already", "stories were found, and their pages were read already"))
	}
}

func (a *app) noteForgotten(sum archive.FetchRun) {
	if sum.Forgotten > 0 {
		a.note(`%s left out: "archive add --forgotten URL" brings a text back`,
			plural(sum.Forgotten, "story whose text was forgotten is", "stories whose texts were forgotten are"))
	}
}

// fetchEnd prints the sums of a run.
func (a *app) fetchEnd(sum archive.FetchRun) {
	a.noteForgotten(sum)
	if sum.Fetched == 0 && sum.Waiting == 0 && sum.NoLinks == 0 && sum.Forgotten == 0 {
		a.note(`no page waits for its turn; "archive fetch QUERY" fetches those of the stories that a query finds, ` +
			`"archive feed set FEED --text on" those of a feed's new stories`)
		return
	}
	text := plural(sum.Fetched, "page", "pages") + " fetched, " + plural(sum.Texts, "text", "texts")
	for _, o := range []store.PageOutcome{store.PageUnreadable, store.PageWorse, store.PageGone, store.PageRefused, store.PageFailed} {
		if n := sum.Outcomes[o]; n > 0 {
			text += fmt.Sprintf(", %d %s", n, outcomeWords()[o])
		}
	}
	if sum.Waiting > 0 {
		text += "; " + plural(sum.Waiting, "waits", "wait") + " for a later run"
	}
	a.note("%s", text)
	if sum.NoLinks > 0 {
		a.note(`%s known by a Google News link only: see "archive resolve --help"`, plural(sum.NoLinks, "wanted story is", "wanted stories are"))
	}
}
