package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

type resolveOptions struct {
	archive.Question
	ask   bool
	limit int
	json  bool
}

func newResolveCmd(a *app) *cobra.Command {
	var o resolveOptions
	cmd := &cobra.Command{
		Use:   "resolve [QUERY…]",
		Short: "Find the real addresses behind Google News links",
		Long: `Find the addresses at their publishers of stories that are known by a Google News
link only ("is:unresolved"): of those that a query finds, or of all.

Older links contain the address. Of others, another feed in the archive may have the
same headline by the same publisher. What is left only Google can tell: it is
asked with --ask, or when the setting is on ("archive settings google on"). Google
refuses after some twenty to eighty questions, so few are asked in a run, for the
stories that topics match first; after a refusal it is left alone for an hour, then
two, up to a day. An answer is kept, and never asked for again.

In a pipe, a record is: story, how, address, reason.`,
		Example: `  archive resolve                               without asking Google
  archive resolve --ask --limit 10 korea summit
  archive settings google on                    let each sync ask
  archive search is:unresolved`,
		Annotations: map[string]string{"query": "yes"},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Text = strings.Join(args, " ")
			return runResolve(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	a.filterFlags(cmd, &o.Question)
	f.BoolVar(&o.ask, "ask", false, "ask Google News too")
	f.IntVar(&o.limit, "limit", 0, "ask Google for at most `N` stories (default 15)")
	f.BoolVar(&o.Strict, "strict", false, "treat hints about the query as errors")
	f.BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

// resolveReport is a run as JSON.
type resolveReport struct {
	format.Header
	archive.ResolveRun
	Links []resolvedLink `json:"links"`
}

type resolvedLink struct {
	archive.ResolvedLink
	Error string `json:"error,omitempty"`
}

func runResolve(ctx context.Context, a *app, o resolveOptions) error {
	if o.limit < 0 {
		return usagef("--limit is a number of stories, 1 or more")
	}
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		if err := a.checkFilters(ctx, ar, o.Question); err != nil {
			return err
		}
		run := archive.ResolveOptions{Ask: o.ask, Limit: o.limit, UserAgent: userAgent()}
		if !o.Empty() {
			run.Question = &o.Question
		}
		report := resolveReport{Header: format.NewHeader(), Links: []resolvedLink{}}
		sum, err := ar.Resolve(ctx, run, func(l archive.ResolvedLink) {
			link := resolvedLink{ResolvedLink: l}
			if l.Err != nil {
				link.Error = l.Err.Error()
			}
			if o.json {
				report.Links = append(report.Links, link)
				return
			}
			a.resolved(link)
		})
		if err != nil {
			return queryError(err)
		}
		a.hints(sum.Hints)
		a.notIndexed(sum.NotIndexed)
		report.ResolveRun = sum
		if o.json {
			if err := format.WriteJSON(a.out, report); err != nil {
				return err
			}
		}
		a.resolveEnd(sum)
		return nil
	})
}

// resolved prints the line of one link: in a pipe the record
//
//	story  how  address  reason
func (a *app) resolved(l resolvedLink) {
	how, reason := l.How, l.Refused+l.Error
	if how == "" {
		how = "not resolved"
	}
	if !a.out.Terminal {
		fmt.Fprintf(a.out, "%d\t%s\t%s\t%s\n", l.Story, how, terminal.Clean(l.Address), terminal.Clean(reason)) //nolint:errcheck // the run goes on
		return
	}
	width := min(max(a.out.Width/2, 20), 60)
	what := a.out.Style(terminal.Green, terminal.Clean(l.Address))
	if l.Address == "" {
		what = a.out.Style(terminal.Yellow, terminal.Clean(reason))
	}
	fmt.Fprintln(a.out, terminal.Pad(terminal.Clean(l.Title), width)+"  "+what) //nolint:errcheck // the run goes on
}

// resolveEnd prints the sums of a run.
func (a *app) resolveEnd(sum archive.ResolveRun) {
	a.note("%s resolved: %d by the link itself, %d by another feed, %d by Google News",
		plural(sum.Offline+sum.ByFeed+sum.Asked, "story", "stories"), sum.Offline, sum.ByFeed, sum.Asked)
	switch {
	case sum.Reason != "" && !sum.Until.IsZero():
		a.note("Google News refuses to answer (%s) and is left alone until %s", sum.Reason, sum.Until.Local().Format("15:04"))
	case sum.Reason != "":
		a.note("Google News could not be asked: %s", sum.Reason)
	case sum.NotAsked > 0:
		a.note(`only Google knows where %s: "archive resolve --ask" asks for a few at a time`, plural(sum.NotAsked, "link leads", "links lead"))
	}
}
