// Package archivetest fills archives for the tests of what serves them.
package archivetest

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// Start is when the feeds of these tests are fetched first.
func Start() time.Time { return time.Date(2026, 1, 13, 9, 0, 0, 0, time.UTC) }

// WithStore lends the database of an archive's folder.
func WithStore(tb testing.TB, dir string, do func(*store.Store) error) {
	tb.Helper()
	st, err := store.Open(tb.Context(), archive.DatabasePath(dir))
	lend(tb, st, err, do)
}

// WithArchive lends the archive of a folder.
func WithArchive(tb testing.TB, dir string, o archive.Options, do func(*archive.Archive) error) {
	tb.Helper()
	ar, err := archive.Open(tb.Context(), dir, o)
	lend(tb, ar, err, do)
}

// lend lends what was opened, and closes it.
func lend[T io.Closer](tb testing.TB, opened T, err error, do func(T) error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
	if err := errors.Join(do(opened), opened.Close()); err != nil {
		tb.Fatal(err)
	}
}

// Save saves a document of a feed, fetched some hours after [Start].
func Save(tb testing.TB, dir string, f news.Feed, hours int, items ...news.Item) {
	tb.Helper()
	WithStore(tb, dir, func(st *store.Store) error {
		at := Start().Add(time.Duration(hours) * time.Hour)
		_, err := st.SaveDocument(tb.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: at, Outcome: store.OutcomeNew, Status: 200}, news.Document{Items: items})
		return err
	})
}

// Cluster is an item of stories of several publishers.
func Cluster(id, title string, publishers ...string) news.Item {
	it := news.Item{GUID: "g" + id, Link: "https://news.example/" + id, Title: title, Published: news.Instant(Start()), Cluster: true}
	for i, p := range publishers {
		headline := title
		if i > 0 {
			headline = title + ", says " + p
		}
		it.Stories = append(it.Stories, news.Story{Link: "https://" + strings.ToLower(strings.ReplaceAll(p, " ", "")) + ".example/" + id, Title: headline, Publisher: p})
	}
	return it
}
