package archive

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/internal/pages"
	"newsarchive/store"
)

// pageStore is pages.db, opened when it is first needed.
type pageStore struct {
	mu sync.Mutex
	db *pages.DB
}

// openPages opens pages.db, and creates it if needed.
func (a *Archive) openPages(ctx context.Context) (*pages.DB, error) {
	a.pages.mu.Lock()
	defer a.pages.mu.Unlock()
	if a.pages.db != nil {
		return a.pages.db, nil
	}
	open := pages.Open
	if a.ReadOnly() {
		open = pages.OpenReadOnly
	}
	db, err := open(ctx, a.dir)
	if err != nil {
		return nil, fmt.Errorf("open the pages: %w", err)
	}
	a.pages.db = db
	return db, nil
}

func (p *pageStore) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.db == nil {
		return nil
	}
	return p.db.Close()
}

// robotsCache keeps robots.txt files in pages.db for a day.
type robotsCache struct {
	db  *pages.DB
	log func(msg string, args ...any)
}

var _ fetch.RobotsCache = robotsCache{}

// Get implements [fetch.RobotsCache].
func (c robotsCache) Get(ctx context.Context, origin string) (fetch.RobotsFile, bool) {
	r, ok, err := c.db.Robots(ctx, origin, time.Time{})
	if err != nil {
		c.log("robots.txt is asked for again", "of", origin, "because", err)
	}
	return fetch.RobotsFile{Origin: r.Origin, Status: r.Status, Body: r.Body, Fetched: r.Fetched}, ok && err == nil
}

// Put implements [fetch.RobotsCache].
func (c robotsCache) Put(ctx context.Context, f fetch.RobotsFile) {
	err := c.db.PutRobots(ctx, pages.Robots{Origin: f.Origin, Fetched: f.Fetched, Status: f.Status, Body: f.Body})
	if err != nil && !errors.Is(err, context.Canceled) {
		c.log("robots.txt is not kept", "of", f.Origin, "because", err)
	}
}

// newsPage returns a fetched page as it is kept.
func newsPage(p fetch.Page) news.Page {
	page := news.Page{Asked: p.Asked, URL: p.URL, Status: p.Status, Header: p.Header, Body: p.Body, Fetched: p.Fetched}
	for _, r := range p.Redirects {
		page.Redirects = append(page.Redirects, news.Redirect(r))
	}
	return page
}

// Settings returns the archive's settings.
func (a *Archive) Settings(ctx context.Context) (store.Settings, error) { return a.store.Settings(ctx) }

// BackedUp returns when the last backup was made with the commands of this
// program; zero if none was. Copies that other programs make are not known.
func (a *Archive) BackedUp(ctx context.Context) (time.Time, error) { return a.store.BackedUp(ctx) }

// EditSettings changes the archive's settings.
func (a *Archive) EditSettings(ctx context.Context, e store.SettingsEdit) error {
	return a.store.EditSettings(ctx, e)
}
