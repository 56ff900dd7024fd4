package archive

import (
	"context"
	"path/filepath"

	"newsarchive/internal/pages"
	"newsarchive/store"
)

// PagesPath returns the file of pages in an archive's folder.
func PagesPath(dir string) string { return filepath.Join(dir, pages.File) }

// FeedPages counts the stories of feeds whose pages are wanted, by the feed's
// number.
func (a *Archive) FeedPages(ctx context.Context) (map[int64]store.FeedPages, error) {
	return a.store.FeedPages(ctx)
}

// PageStats counts the stories of a feed by what is known of their pages; of all
// feeds if feed is 0.
func (a *Archive) PageStats(ctx context.Context, feed int64) (store.PageStats, error) {
	return a.store.PageStats(ctx, feed)
}

// Fetches returns up to limit attempts to fetch a feed, the newest first.
func (a *Archive) Fetches(ctx context.Context, feed int64, limit int) ([]store.Fetch, error) {
	return a.store.Fetches(ctx, feed, limit)
}

// GooglePause returns why Google News is not asked where its links lead, and
// until when; the zero Breaker if it may be asked.
func (a *Archive) GooglePause(ctx context.Context) (store.Breaker, error) {
	b, err := a.store.Breaker(ctx, googleBreaker)
	if err != nil || !a.now().Before(b.Until) {
		return store.Breaker{}, err
	}
	return b, nil
}
