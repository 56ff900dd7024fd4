package archive

import (
	"context"
	"sync/atomic"
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/internal/pages"
	"newsarchive/internal/query"
	"newsarchive/store"
)

const (
	// pageWorkers is how many hosts are asked at a time.
	pageWorkers = 16
	// pageReaders is how many pages are read at a time: a large one takes tens
	// of megabytes.
	pageReaders = 2
	// The budget of a run: so many pages of a host, and so many in all.
	pagesPerHost = 30
	pagesPerRun  = 300
)

// FetchOptions say which pages to fetch; the zero value means those that wait
// for their turn, within the budget of a run.
type FetchOptions struct {
	// Question, if not nil, asks for the pages of the stories that it finds.
	Question *Question
	// Again fetches pages that were read too. It goes with a question.
	Again bool
	// Limit is how many pages are fetched; 0: 300. Of each host they are 30 at
	// most.
	Limit int
	// UserAgent names the program to the servers.
	UserAgent string
	// Wayback asks the Internet Archive for pages that are gone, as the setting
	// does.
	Wayback bool
	// Until, if not zero, is the time from which no further page is asked for: the
	// others stay in the queue.
	Until    time.Time
	Progress Progress // of building an index that is missing or damaged
}

// FetchedPage is the outcome of fetching the page of one story.
type FetchedPage struct {
	store.PageFetch
	Title string `json:"title"`
	Site  string `json:"site"`
	// Kind says what the page is; empty if there is none.
	Kind news.PageKind `json:"kind,omitempty"`
	// Reason says for a person why there is no text; empty if there is one.
	Reason string `json:"reason,omitempty"`
	// Wayback says that the page came from the Internet Archive.
	Wayback bool `json:"wayback,omitempty"`
	// NewStory says that the page was added, and no story had its address.
	NewStory bool `json:"new_story,omitempty"`

	// leaveHost says that the host did not answer in time, or is busy: each
	// further page of it would cost as much.
	leaveHost bool
}

// Kept reports whether the story of the page has what it said.
func (p FetchedPage) Kept() bool {
	return p.Outcome != store.PageFailed && p.Outcome != store.PageGone && p.Outcome != store.PageRefused
}

// FetchRun sums up a run.
type FetchRun struct {
	Found   int `json:"found"`   // stories that a question finds
	Wanted  int `json:"wanted"`  // stories that a question put into the queue
	Fetched int `json:"fetched"` // pages that were asked for
	Texts   int `json:"texts"`   // of them that gave a text
	// Outcomes are how many pages ended in each way.
	Outcomes map[store.PageOutcome]int `json:"outcomes,omitempty"`
	Later    int                       `json:"later,omitempty"`    // pages that were not fetched as their host's budget, or the time, is used up
	Waiting  int                       `json:"waiting"`            // stories whose turn is still to come
	NoLinks  int                       `json:"no_links,omitempty"` // stories that are known by a Google News link only
	// Forgotten is how many stories that a question finds are left out, as their
	// texts were forgotten.
	Forgotten int `json:"forgotten,omitempty"`
	// NotIndexed is how many stories are not yet indexed, so that the question
	// could not find them.
	NotIndexed int          `json:"not_indexed,omitempty"`
	Hints      []query.Hint `json:"hints,omitempty"`
}

// FetchPages fetches the pages of stories, the ones that topics match first,
// reads them and keeps both. Stories are found by what their pages say from then
// on. report is called for each page as it ends, one at a time. A page that
// fails is no error of FetchPages.
//
// One process fetches pages at a time: the error wraps [ErrRunning] and names the
// other. A run that ends early, killed or cancelled, goes on with the next one:
// no page that was kept is fetched again.
func (a *Archive) FetchPages(ctx context.Context, o FetchOptions, report func(FetchedPage)) (done FetchRun, err error) {
	unlock, err := LockPages(a.dir, "fetch")
	if err != nil {
		return done, err
	}
	defer unlock()
	only, found, err := a.chosen(ctx, o.Question, o.Progress)
	if err != nil {
		return done, err
	}
	done.Found, done.NotIndexed, done.Hints = len(only), found.NotIndexed, found.Hints
	if only != nil {
		forgotten, err := a.store.Forgotten(ctx, only)
		if err != nil {
			return done, err
		}
		done.Forgotten = len(forgotten)
		if done.Wanted, err = a.store.WantPages(ctx, only, o.Again, a.now()); err != nil {
			return done, err
		}
	}
	first, err := a.ofTopics(ctx)
	if err != nil {
		return done, err
	}
	err = a.fetchPages(ctx, o, first, only, &done, report)
	return done, err
}

// fetchPages is FetchPages for a process that holds the lock: of only some stories
// unless only is nil, and of the first ones first.
func (a *Archive) fetchPages(ctx context.Context, o FetchOptions, first, only []int64, done *FetchRun, report func(FetchedPage)) error {
	run, err := a.newFetchRun(ctx, o)
	if err != nil {
		return err
	}
	defer run.client.Close()
	plan, err := run.plan(ctx, first, only)
	if err == nil && len(plan) > 0 {
		err = run.fetchAll(ctx, len(plan), func(ctx context.Context, i int, done chan<- FetchedPage) error {
			return run.fetchHost(ctx, plan[i], done)
		}, report)
	}
	done.Outcomes = run.done.Outcomes
	done.Fetched, done.Texts, done.Later = run.done.Fetched, run.done.Texts, int(run.later.Load())
	if err != nil {
		return err
	}
	if _, err := a.store.ForgetPageFetches(ctx, a.now()); err != nil {
		return err
	}
	if done.Waiting, done.NoLinks, err = a.store.QueuedPages(ctx); err != nil {
		return err
	}
	return a.updateIndex(ctx, "what the pages say", o.Progress)
}

// fetchRun is one run.
type fetchRun struct {
	*Archive
	options  FetchOptions
	settings store.Settings
	client   *fetch.Client
	pages    *pages.DB
	budget   *fetch.Budget
	origins  []string      // of feeds that a person typed
	readers  chan struct{} // a token for each page that may be read at a time
	later    atomic.Int64  // pages that the budget leaves for another run
	done     FetchRun
}

func (a *Archive) newFetchRun(ctx context.Context, o FetchOptions) (*fetchRun, error) {
	settings, err := a.store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	db, err := a.openPages(ctx)
	if err != nil {
		return nil, err
	}
	origins, err := a.typedOrigins(ctx)
	if err != nil {
		return nil, err
	}
	if o.Limit <= 0 {
		o.Limit = pagesPerRun
	}
	r := &fetchRun{
		Archive: a, options: o, settings: settings, pages: db, origins: origins,
		client:  a.pageClient(db, settings, o.UserAgent),
		budget:  fetch.NewBudget(pagesPerHost, o.Limit),
		readers: make(chan struct{}, pageReaders),
		done:    FetchRun{Outcomes: map[store.PageOutcome]int{}},
	}
	return r, nil
}

// pageClient returns a client for pages.
func (a *Archive) pageClient(db *pages.DB, s store.Settings, userAgent string) *fetch.Client {
	return fetch.New(fetch.Config{
		UserAgent: named(userAgent, s), AllowNetworks: s.Networks,
		Robots: robotsCache{db, a.log.Debug}, Now: a.now,
	})
}

// typedOrigins returns the origins of the feeds that a person follows: pages on
// the same scheme, host and port may be private, as the feed may.
func (a *Archive) typedOrigins(ctx context.Context) (origins []string, err error) {
	feeds, err := a.Followed(ctx)
	for _, f := range feeds {
		if origin := fetch.Origin(f.URL); origin != "" && !f.State.Foreign {
			origins = append(origins, origin)
		}
	}
	return origins, err
}
