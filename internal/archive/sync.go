package archive

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/feed"
	"newsarchive/internal/fetch"
	"newsarchive/internal/health"
	"newsarchive/internal/private"
	"newsarchive/store"
)

const (
	// syncWorkers is how many feeds are fetched at a time. The fetcher never
	// fetches two of one host at once.
	syncWorkers = 8
	// longestWait is the longest time between two attempts at a failing feed.
	longestWait = 24 * time.Hour
)

// SyncOptions say which feeds to fetch; the zero value means those that are
// due.
type SyncOptions struct {
	All   bool        // every followed feed
	Feeds []news.Feed // these, whether due, followed or not
	// UserAgent names the program to the servers.
	UserAgent string
	// Pages, if not nil, fetches pages and resolves links after the feeds.
	Pages *SyncPages
}

// SyncPages receives what becomes of pages and links in a sync.
type SyncPages struct {
	Page func(FetchedPage)
	Link func(ResolvedLink)
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
}

// Sync fetches feeds, saves what they say, each in a transaction of its own,
// and indexes it while others are fetched, at most once a second, and at the
// end. report is called for each feed as it ends, one at a time. A feed that
// fails does not affect the others and is no error of Sync; report and the fetch
// log have its error. One process syncs at a time: the error wraps [ErrRunning]
// and names the other.
//
// Pages come after the feeds, within the budget of a run; see
// [Archive.FetchPages].
func (a *Archive) Sync(ctx context.Context, o SyncOptions, report func(Synced)) error {
	if err := a.syncFeeds(ctx, o, report); err != nil || o.Pages == nil {
		return err
	}
	return a.syncPages(ctx, o)
}

// syncFeeds fetches the feeds. The run lock is free when it returns.
func (a *Archive) syncFeeds(ctx context.Context, o SyncOptions, report func(Synced)) error {
	unlock, err := Lock(a.dir, "sync")
	if err != nil {
		return err
	}
	defer unlock()
	feeds, err := a.wanted(ctx, o)
	if err != nil {
		return err
	}
	if err := a.syncAll(ctx, feeds, o, report); err != nil {
		return err
	}
	if err := a.store.PackElements(ctx); err != nil {
		return err
	}
	if _, err := a.store.FoldLedger(ctx, a.now()); err != nil {
		return err
	}
	return a.updateIndex(ctx, "what is new", nil)
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

// syncAll fetches the feeds, a few at a time, and saves them as they come.
func (a *Archive) syncAll(ctx context.Context, feeds []news.Feed, o SyncOptions, report func(Synced)) error {
	client, err := a.feedClient(ctx, o.UserAgent)
	if err != nil {
		return err
	}
	defer client.Close()
	secrets := a.secrets(ctx)
	queue := make(chan news.Feed)
	done := make(chan Synced)
	var workers sync.WaitGroup
	for range min(syncWorkers, len(feeds)) {
		workers.Go(func() {
			for f := range queue {
				if s := a.syncFeed(ctx, client, f, secrets); ctx.Err() == nil || s.Err == nil {
					done <- s
				}
			}
		})
	}
	go func() {
		defer close(done)
		defer workers.Wait()
		defer close(queue)
		for _, f := range feeds {
			select {
			case queue <- f:
			case <-ctx.Done():
				return
			}
		}
	}()
	return a.saved(ctx, done, report)
}

// saved reports feeds as they end. What they brought is indexed while others are
// fetched and saved.
func (a *Archive) saved(ctx context.Context, done <-chan Synced, report func(Synced)) error {
	var items atomic.Int64
	var indexing sync.WaitGroup
	ended := make(chan struct{})
	indexing.Go(func() { a.indexWhile(ctx, ended, &items) })
	defer indexing.Wait()
	defer close(ended)
	for s := range done {
		report(s)
		items.Add(int64(s.Saved.Items + s.Saved.Changed))
	}
	return ctx.Err()
}

// syncFeed fetches one feed and saves its items. Every attempt is recorded in
// the fetch log.
func (a *Archive) syncFeed(ctx context.Context, client *fetch.Client, f news.Feed, secrets private.Secrets) Synced {
	s := Synced{Feed: f, Fetch: store.Fetch{FeedID: f.ID, URL: f.URL, At: a.now()}}
	kept, _ := secrets.Feed(f.URL)
	req, err := request(f, kept)
	if err != nil {
		a.failed(ctx, &s, private.Hider{}, err)
		return s
	}
	began := time.Now()
	res, err := client.Get(ctx, req)
	a.answered(ctx, &s, kept, fetched{Response: res, took: time.Since(began), err: err})
	return s
}

// answered saves what a server answered for a feed, or records why that failed.
// It returns the document, which is empty if there is none.
func (a *Archive) answered(ctx context.Context, s *Synced, kept private.Feed, got fetched) (doc news.Document) {
	hide := kept.Hider(got.URL)
	s.Fetch.Took = news.Seconds(got.took)
	s.Fetch.Status, s.Fetch.Bytes, s.Fetch.Moved = got.Status, got.Bytes, a.moved(ctx, kept, got.Permanent)
	s.Fetch.Whole = got.Whole
	s.Fetch.ETag, s.Fetch.LastModified, s.Fetch.BodyHash = got.ETag, got.LastModified, got.BodyHash
	switch {
	case ctx.Err() != nil:
		s.Err = ctx.Err()
	case got.err != nil:
		a.failed(ctx, s, hide, got.err)
	case got.NotModified:
		s.Fetch.Outcome = store.OutcomeUnchanged
		s.Fetch.Due = s.Fetch.At.Add(time.Duration(s.Feed.State.Every))
		s.Saved, s.Err = a.store.RecordFetch(ctx, s.Fetch)
	default:
		got.Body = hide.Bytes(got.Body)
		var err error
		doc, err = feed.Parse(ctx, got.Body, feed.Options{URL: kept.Base(got.URL), ContentType: got.ContentType, Language: got.Language})
		if errors.Is(err, feed.ErrHTML) || errors.Is(err, feed.ErrUnknown) || errors.Is(err, feed.ErrEmpty) {
			err = instead(ctx, s.Feed, hide, got.Response, err)
		} else if errors.Is(err, feed.ErrBroken) {
			err = fmt.Errorf("%w; a sync reads it again by itself", err)
		}
		a.save(ctx, s, hide, doc, err)
	}
	return doc
}

// save saves a document that was parsed completely, or up to an error.
func (a *Archive) save(ctx context.Context, s *Synced, hide private.Hider, doc news.Document, parseErr error) {
	if parseErr != nil && (!doc.Partial || len(doc.Items) == 0) {
		a.failed(ctx, s, hide, parseErr)
		return
	}
	s.Fetch.Outcome = store.OutcomeNew
	s.Fetch.Due = s.Fetch.At.Add(time.Duration(s.Feed.State.Every))
	if parseErr = hide.Error(parseErr); parseErr != nil {
		s.Fetch.Outcome, s.Fetch.Error, s.Err = store.OutcomePartial, parseErr.Error(), parseErr
		// The same bytes must be read again: not all of them were.
		s.Fetch.ETag, s.Fetch.LastModified, s.Fetch.BodyHash = "", "", ""
	}
	saved, err := a.store.SaveDocument(ctx, s.Fetch, doc)
	if err != nil {
		a.failed(ctx, s, hide, err)
		return
	}
	s.Saved = saved
	s.Fetch.Items, s.Fetch.NewItems, s.Fetch.NewStories = len(doc.Items), saved.Items, saved.Stories
	s.Feed.State.Items += saved.Items
	if doc.Feed.Title != "" {
		s.Feed.Title = doc.Feed.Title
	}
	if w := news.NewWindow(s.Fetch.At, s.Feed.State.Succeeded, doc.Items); saved.FullWindow && !health.Whole(w) {
		s.Window = &w
	}
}

// failed records a failed fetch. A feed that keeps failing is tried less and
// less often. Secrets are removed from the error.
func (a *Archive) failed(ctx context.Context, s *Synced, hide private.Hider, err error) {
	every := time.Duration(s.Feed.State.Every)
	wait := every
	for range s.Feed.State.Failures {
		if wait *= 2; wait >= longestWait {
			break
		}
	}
	wait = max(min(wait, longestWait), every)
	if asked := (*fetch.Error)(nil); errors.As(err, &asked) {
		s.Fetch.Status = asked.Status
		wait = max(wait, min(asked.RetryAfter, longestWait))
		err = feedError{of: asked, feed: s.Feed.ID} // the report shows the feed's address itself
	}
	s.Fetch.Kind = failureKind(err)
	err = hide.Error(err)
	s.Err = err
	s.Fetch.Outcome, s.Fetch.Error = store.OutcomeFailed, err.Error()
	s.Fetch.Due = s.Fetch.At.Add(wait)
	if _, err := a.store.RecordFetch(ctx, s.Fetch); err != nil {
		s.Err = errors.Join(s.Err, fmt.Errorf("and the ledger could not be written: %w", err))
	}
}
