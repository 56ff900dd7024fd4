package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/store"
)

type syncOptions struct {
	all     bool
	fresh   bool
	json    bool
	check   bool
	news    checkOptions
	watch   bool
	watched *watcher // with watch
}

func newSyncCmd(a *app) *cobra.Command {
	var o syncOptions
	cmd := &cobra.Command{
		Use:   "sync [FEED…]",
		Short: "Fetch the feeds that are due",
		Long: `Fetch the followed feeds that are due, save their items, and index them. A line
per feed says what was new, what its rules left out, or what failed and why; every
attempt is kept in the fetch log. With names or numbers, fetch those feeds now.

One feed of a host is fetched at a time, a second after the other. A host that
does not answer, or asks to be left alone, is left alone for a while: its other
feeds are put off, which is no failure of theirs.

--watch goes on until it is told to end (Ctrl-C, SIGTERM): it syncs when the next
feed is due, and looks at least every five minutes for feeds that were added. It
lists the feeds that brought something or failed, and then, with the time, what
the round brought and when the next feed is due. A round that fails is tried
again. Under systemd it says when it is ready and what it does; "archive unit"
prints what to install.

In a pipe, a record is: feed, outcome, new items, new stories, changed items, and
the error or what may have been missed; with --watch, the time comes first. --watch
--json writes a document a line for each round that fetched something.

--check then shows or delivers the new stories of the topics: see "archive topic
check --help". With --quiet there is no line per feed, and no note: only topic
news is printed, and what a person must act on. So cron sends a mail when there
is something to read. What failed is in "archive feed list".

Exits with 3 when some feeds failed (the items of the others are stored), with
11 when another sync is running, with 13 when this machine is offline; with 0,
not 4, when nothing is new.`,
		Example: `  archive sync              what is due
  archive sync --all        everything that is followed
  archive sync world 7      these two, now
  archive sync 7 --fresh    the whole of it, whatever the server thinks we have
  archive sync --check      and then the new stories of the topics
  archive sync --check -q   only these, for cron
  archive sync --check --mail me@example.org
  archive sync --check --webhook @ntfy.txt
  archive sync --watch      what is due, again and again`,
		ValidArgsFunction: a.completeFeeds,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runSync(cmd.Context(), a, o, args)
		},
	}
	cmd.Flags().BoolVar(&o.all, "all", false, "fetch every followed feed, due or not")
	f := cmd.Flags()
	f.BoolVar(&o.fresh, "fresh", false, "ask for whole feeds, not whether they have changed")
	f.BoolVar(&o.json, "json", false, "one JSON document")
	f.BoolVar(&o.watch, "watch", false, "go on until told to end, and fetch what becomes due")
	f.BoolVar(&o.check, "check", false, "then show the new stories of the topics, as \"archive topic check\" does")
	deliveryFlags(cmd, &o.news.deliveryOptions)
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
	At         time.Time         `json:"at,omitzero"`           // when a round of a watch began
	Due        time.Time         `json:"due,omitzero"`          // when the next feed is due, in a watch
	NotIndexed int               `json:"not_indexed,omitempty"` // stories that the topics could not be asked for
}

type syncedFeed struct {
	archive.Synced
	Error string `json:"error,omitempty"`
}

func runSync(ctx context.Context, a *app, o syncOptions, refs []string) error {
	if _, err := o.news.read(a); err != nil {
		return err
	}
	if way := o.news.chosen(); way != "" && !o.check {
		return usagef("%s goes with --check", way)
	}
	if o.watch {
		if len(refs) > 0 || o.all || o.fresh {
			return usagef("--watch fetches the feeds that are due: leave --all, --fresh and names of feeds out")
		}
		return a.watch(ctx, o)
	}
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		so := archive.SyncOptions{All: o.all, Fresh: o.fresh}
		for _, ref := range refs {
			f, err := a.feed(ctx, ar, ref)
			if err != nil {
				return err
			}
			so.Feeds = append(so.Feeds, f)
		}
		return a.syncOnce(ctx, ar, o, so)
	})
}

// syncOnce syncs, prints what became of it, and does with the topics what the
// options say: one sync, or one round of a watch.
func (a *app) syncOnce(ctx context.Context, ar *archive.Archive, o syncOptions, so archive.SyncOptions) error {
	pages, done := a.syncPages()
	defer done()
	so.UserAgent, so.Pages = userAgent(), pages
	report := syncReport{Header: format.NewHeader(), Feeds: []syncedFeed{}}
	if o.watched != nil {
		report.At = a.now().UTC().Truncate(time.Second)
		o.watched.begin(&so)
	}
	status, show := a.statusOf(o.watched)
	so.Progress = show
	if so.Pages != nil {
		page := so.Pages.Page
		so.Pages.Page = func(p archive.FetchedPage) {
			status.Clear()
			page(p)
		}
	}
	var off putOff
	err := ar.Sync(ctx, so, func(s archive.Synced) {
		done := syncedFeed{Synced: s}
		if s.Err != nil {
			report.Failed++
			done.Error = s.Err.Error()
		}
		report.Saved.Add(s.Saved)
		report.Feeds = append(report.Feeds, done)
		off.add(s)
		if !o.json {
			status.Clear()
			a.synced(s, o.watched)
		}
	})
	status.Clear()
	if o.watched == nil {
		off.note(a, ar.Zone())
	}
	if err != nil {
		return err
	}
	done()
	if pages.Fetched.Fetched > 0 {
		report.Pages = &pages.Fetched
		a.fetchEnd(pages.Fetched)
	}
	if o.watched != nil {
		if report.Due, err = ar.NextDue(ctx); err != nil {
			return err
		}
		o.watched.synced(report)
	}
	return a.syncNews(ctx, ar, report, o)
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

// syncNews ends a sync, with the new stories of topics if --check is given. In
// JSON they are part of the document.
func (a *app) syncNews(ctx context.Context, ar *archive.Archive, r syncReport, o syncOptions) error {
	if !o.check {
		return a.syncEnd(ctx, ar, r, o)
	}
	if o.json && o.news.chosen() == "" {
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
