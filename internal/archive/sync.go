package archive

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// SyncOptions say which feeds to fetch; the zero value means those that are
// due.
type SyncOptions struct {
	All   bool        // every followed feed
	Feeds []news.Feed // these, whether due, followed or not
	// Fresh asks for the whole documents, without "if it was modified".
	Fresh bool
	// UserAgent names the program to the servers.
	UserAgent string
	// Gap is the time between two requests to a host. Zero means a second, and
	// none for addresses of this machine; a negative one means none.
	Gap time.Duration
	// Transport replaces the network, and Resolve the look-up of a host name that
	// shows whether this machine is online. They are meant for tests.
	Transport http.RoundTripper
	Resolve   func(ctx context.Context, host string) error
	// Progress, if not nil, is called twice a second while feeds are fetched,
	// never at the same time as the other functions.
	Progress func(SyncProgress)
	// Pages, if not nil, fetches pages and resolves links after the feeds.
	Pages *SyncPages
}

// SyncPages receives what becomes of pages and links in a sync.
type SyncPages struct {
	Page func(FetchedPage)
	Link func(ResolvedLink)
	// Yield leaves the rest to the next sync when a feed is due, after a minute at
	// the earliest.
	Yield bool
	// Fetched and Resolved are the sums, once Sync has returned.
	Fetched  FetchRun
	Resolved ResolveRun
}

// Synced is the outcome of syncing one feed.
type Synced struct {
	Feed  news.Feed   `json:"feed"`
	Fetch store.Fetch `json:"fetch"`
	Saved store.Saved `json:"saved"`
	// Err is why the fetch or the parsing failed; what was parsed is saved.
	Err error `json:"-"`
	// Window, if not nil, is that all items of the document were new: some may
	// have been missed since the last fetch. See [health.Missed].
	Window *news.Window `json:"full_window,omitempty"`
	// Waits says why the feed was put off (store.OutcomePutOff), until Until: Host
	// is left alone for now. That is no failure of the feed.
	Host  string    `json:"host,omitempty"`
	Waits string    `json:"waits,omitempty"`
	Until time.Time `json:"until,omitzero"`
}

// ErrOffline means that no feed could be reached, and no name was found: this
// machine seems to be offline. Nothing counts as a failure of the feeds.
var ErrOffline = errors.New("this machine seems to be offline: no feed could be reached")

// Sync fetches feeds, saves what they say, each in a transaction of its own,
// and indexes it while others are fetched, at most once a second, and at the
// end. report is called for each feed as it ends, one at a time. A feed that
// fails does not affect the others and is no error of Sync; report and the fetch
// log have its error. One process syncs at a time: the error wraps [ErrRunning]
// and names the other. It wraps [ErrOffline] if no feed of another machine could
// be reached for that reason; those are not reported.
//
// Pages come after the feeds, within the budget of a run; see
// [Archive.FetchPages].
//
// When the context ends, requests are dropped, and within about a second what was
// fetched is saved and, as far as that is quick, indexed.
func (a *Archive) Sync(ctx context.Context, o SyncOptions, report func(Synced)) error {
	err := a.syncFeeds(ctx, o, report)
	if err == nil && o.Pages != nil {
		err = a.syncPages(ctx, o)
	}
	if ctx.Err() != nil {
		a.indexAtEnd(ctx)
	}
	return err
}

// syncFeeds fetches the feeds. The run lock is free when it returns.
func (a *Archive) syncFeeds(ctx context.Context, o SyncOptions, report func(Synced)) error {
	unlock, err := Lock(a.dir, "sync")
	if err != nil {
		return err
	}
	defer unlock()
	if done, err := a.announce(ctx, syncRuns); err != nil {
		a.log.Debug("searches follow the log beside this sync", "because", err)
	} else {
		defer done() // once all is indexed
	}
	feeds, err := a.wanted(ctx, o)
	if err != nil {
		return err
	}
	offline := a.syncAll(ctx, feeds, o, report)
	if offline != nil && !errors.Is(offline, ErrOffline) {
		return offline
	}
	if err := a.store.PackElements(ctx); err != nil {
		return err
	}
	if _, err := a.store.FoldLedger(ctx, a.now()); err != nil {
		return err
	}
	if err := a.updateIndex(ctx, "what is new", nil); err != nil {
		return err
	}
	return offline
}

func (a *Archive) wanted(ctx context.Context, o SyncOptions) ([]news.Feed, error) {
	switch {
	case len(o.Feeds) > 0:
		return o.Feeds, nil
	case !o.All:
		// A timer is never on the second: what is due within a minute is due.
		return a.store.DueFeeds(ctx, a.now().Add(time.Minute))
	}
	return a.Followed(ctx)
}

// Followed returns the feeds that are followed, due or not.
func (a *Archive) Followed(ctx context.Context) ([]news.Feed, error) {
	return a.store.DueFeeds(ctx, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
}

// maxSavers is how many documents are parsed and saved at a time. They share one
// database, so it is a few only: more would hold more documents in memory.
const maxSavers = 8

// syncAll fetches the feeds and saves them as they come.
func (a *Archive) syncAll(ctx context.Context, feeds []news.Feed, o SyncOptions, report func(Synced)) error {
	run, err := a.newSyncRun(ctx, feeds, o)
	if err != nil {
		return err
	}
	defer run.client.Close()
	fetched := make(chan visit)
	done := make(chan Synced)
	saving, release := lingering(ctx, saveGrace)
	defer release()
	var savers sync.WaitGroup
	for range min(maxSavers, len(feeds)) {
		savers.Go(func() {
			for v := range fetched {
				run.saving.Add(1)
				s := run.keep(saving, v)
				run.saving.Add(-1)
				if ctx.Err() == nil || s.Err == nil {
					done <- s
				}
			}
		})
	}
	var offline error
	go func() {
		defer close(done)
		defer savers.Wait()
		defer close(fetched)
		offline = run.fetchAll(ctx, saving, fetched)
	}()
	if err := run.saved(ctx, done, report); err != nil {
		return err
	}
	return offline
}

// saved reports feeds as they end. What they brought is indexed while others are
// fetched and saved.
func (r *syncRun) saved(ctx context.Context, done <-chan Synced, report func(Synced)) error {
	var items atomic.Int64
	var indexing sync.WaitGroup
	ended := make(chan struct{})
	indexing.Go(func() { r.indexWhile(ctx, ended, &items, &r.saving) })
	defer indexing.Wait()
	defer close(ended)
	ticks := time.NewTicker(progressEvery)
	defer ticks.Stop()
	for n := 0; ; {
		select {
		case s, more := <-done:
			if !more {
				return ctx.Err()
			}
			n++
			report(s)
			items.Add(int64(s.Saved.Items + s.Saved.Changed))
		case <-ticks.C:
			r.tell(n)
		}
	}
}
