package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

type syncOptions struct {
	all   bool
	json  bool
	check bool
	news  checkOptions
}

func newSyncCmd(a *app) *cobra.Command {
	var o syncOptions
	cmd := &cobra.Command{
		Use:   "sync [FEED…]",
		Short: "Fetch the feeds that are due",
		Long: `Fetch the followed feeds that are due, save their items, and index them. A line
per feed says what was new, what its rules left out, or what failed and why; every
attempt is kept in the fetch log. With names or numbers, fetch those feeds now.

In a pipe, a record is: feed, outcome, new items, new stories, changed items,
error.

Exits with 3 when some feeds failed (the items of the others are stored), with
11 when another sync is running.`,
		Example: `  archive sync              what is due
  archive sync --all        everything that is followed
  archive sync world 7      these two, now
  archive sync --check      and then the new stories of the topics`,
		ValidArgsFunction: a.completeFeeds,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runSync(cmd.Context(), a, o, args)
		},
	}
	cmd.Flags().BoolVar(&o.all, "all", false, "fetch every followed feed, due or not")
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, "one JSON document")
	f.BoolVar(&o.check, "check", false, "then show the new stories of the topics, as \"archive topic check\" does")
	f.StringVar(&o.news.exec, "exec", "", "with --check: pass these to `COMMAND` instead, as JSON on its standard input")
	f.DurationVar(&o.news.timeout, "timeout", time.Minute, "stop the program of --exec after this `DURATION`")
	return cmd
}

// syncReport is a sync as JSON.
type syncReport struct {
	format.Header
	Feeds      []syncedFeed      `json:"feeds"`
	Saved      store.Saved       `json:"saved"`
	Failed     int               `json:"failed"`
	Pages      *archive.FetchRun `json:"pages,omitempty"`
	News       []topicNews       `json:"news,omitempty"`        // of the topics, with --check
	NotIndexed int               `json:"not_indexed,omitempty"` // stories that the topics could not be asked for
}

type syncedFeed struct {
	archive.Synced
	Error string `json:"error,omitempty"`
}

func runSync(ctx context.Context, a *app, o syncOptions, refs []string) error {
	if _, err := o.news.read(a.out.Terminal); err != nil {
		return err
	}
	if o.news.exec != "" && !o.check {
		return usagef("--exec goes with --check")
	}
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		pages, done := a.syncPages()
		defer done()
		so := archive.SyncOptions{All: o.all, UserAgent: userAgent(), Pages: pages}
		for _, ref := range refs {
			f, err := a.feed(ctx, ar, ref)
			if err != nil {
				return err
			}
			so.Feeds = append(so.Feeds, f)
		}
		report := syncReport{Header: format.NewHeader(), Feeds: []syncedFeed{}}
		err := ar.Sync(ctx, so, func(s archive.Synced) {
			done := syncedFeed{Synced: s}
			if s.Err != nil {
				report.Failed++
				done.Error = s.Err.Error()
			}
			report.Saved.Add(s.Saved)
			report.Feeds = append(report.Feeds, done)
			if !o.json {
				a.synced(s)
			}
		})
		if err != nil {
			return err
		}
		done()
		if pages.Fetched.Fetched > 0 {
			report.Pages = &pages.Fetched
			a.fetchEnd(pages.Fetched)
		}
		return a.syncNews(ctx, ar, report, o)
	})
}

// syncPages counts the pages that a sync fetches after the feeds. done removes
// the count from the terminal.
func (a *app) syncPages() (pages *archive.SyncPages, done func()) {
	show, done := a.progressOf("fetching pages", "pages")
	n := 0
	return &archive.SyncPages{Page: func(archive.FetchedPage) {
		n++
		show.Report(n, 0)
	}}, done
}

// synced prints one feed's line: in a pipe the records
//
//	feed  outcome  new items  new stories  changed items  error
func (a *app) synced(s archive.Synced) {
	label := terminal.Clean(s.Feed.Label())
	if !a.out.Terminal {
		reason := ""
		if s.Err != nil {
			reason = terminal.Clean(s.Err.Error())
		}
		fmt.Fprintf(a.out, "%s\t%s\t%d\t%d\t%d\t%s\n", label, s.Fetch.Outcome, s.Saved.Items, s.Saved.Stories, s.Saved.Changed, reason) //nolint:errcheck // the sync goes on
		return
	}
	width := min(max(a.out.Width/2, 20), 48)
	line := terminal.Pad(label, width) + "  " + a.outcome(s)
	fmt.Fprintln(a.out, line) //nolint:errcheck // the sync goes on
	if s.Err != nil {
		w := &terminal.Lines{Stream: a.out}
		w.Wrap("    ", "    "+terminal.Clean(s.Err.Error()))
	}
	if s.FullWindow {
		fmt.Fprintln(a.out, a.out.Style(terminal.Yellow, "    every item was new: some may have been missed; fetch it more often (archive feed set --every)")) //nolint:errcheck // see above
	}
}

// outcome describes the result of fetching one feed.
func (a *app) outcome(s archive.Synced) string {
	var parts []string
	if n := s.Saved.Items; n > 0 {
		parts = append(parts, plural(n, "new item", "new items")+" ("+plural(s.Saved.Stories, "story", "stories")+")")
	}
	if n := s.Saved.Changed; n > 0 {
		parts = append(parts, plural(n, "changed", "changed"))
	}
	if n := s.Saved.Skipped; n > 0 {
		parts = append(parts, fmt.Sprintf("%d left out", n))
	}
	if n := s.Saved.Faults; n > 0 {
		parts = append(parts, plural(n, "entry could not be used", "entries could not be used"))
	}
	switch {
	case s.Fetch.Outcome == store.OutcomeFailed:
		return a.out.Style(terminal.Red, "failed")
	case s.Err != nil:
		return a.out.Style(terminal.Yellow, strings.Join(append(parts, "read in part"), ", "))
	case len(parts) == 0:
		return a.out.Style(terminal.Dim, "nothing new")
	}
	return a.out.Style(terminal.Green, strings.Join(parts, ", "))
}

// syncEnd prints the result of the whole sync.
func (a *app) syncEnd(ctx context.Context, ar *archive.Archive, r syncReport, o syncOptions) error {
	if o.json {
		if err := format.WriteJSON(a.out, r); err != nil {
			return err
		}
	}
	if len(r.Feeds) == 0 && !o.json {
		followed, err := ar.Followed(ctx)
		switch {
		case err != nil:
			return err
		case len(followed) == 0:
			a.note(`no feed is followed; "archive feed add ADDRESS" follows one`)
		default:
			a.note(`no feed is due; "archive sync --all" fetches all of them now`)
		}
	}
	if n := r.Saved.Skipped; n > 0 && !a.out.Terminal && !o.json {
		a.note(`%s left out by rules of their feeds; "archive feed show FEED" lists them`, plural(n, "item was", "items were"))
	}
	if r.Failed > 0 {
		a.note("%s of %d failed; what the others brought is stored", plural(r.Failed, "feed", "feeds"), len(r.Feeds))
		return errPart
	}
	return nil
}

// syncNews ends a sync, with the new stories of topics if --check is given. In
// JSON they are part of the document.
func (a *app) syncNews(ctx context.Context, ar *archive.Archive, r syncReport, o syncOptions) error {
	if !o.check {
		return a.syncEnd(ctx, ar, r, o)
	}
	if o.json && o.news.exec == "" {
		news, notIndexed, failed, err := a.gather(ctx, ar, nil, 0)
		if err != nil {
			return err
		}
		r.News, r.NotIndexed = newCheckDoc(news, notIndexed).Topics, notIndexed
		err = a.syncEnd(ctx, ar, r, o)
		if (err == nil || errors.Is(err, errPart)) && !a.shown(ctx, ar, news) || err == nil && failed {
			err = errPart
		}
		return err
	}
	err := a.syncEnd(ctx, ar, r, o)
	if err == nil || errors.Is(err, errPart) {
		if _, checked := a.check(ctx, ar, o.news, nil); checked != nil {
			err = checked
		}
	}
	return err
}
