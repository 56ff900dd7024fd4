package store_test

import (
	"testing"
	"time"

	"newsarchive/internal/news"

	"pgregory.net/rapid"
)

// TestSavedAgain promises that a document saved twice writes nothing the
// second time, whatever guids, links, headlines, dates and files its entries
// share with each other and with earlier documents.
func TestSavedAgain(t *testing.T) {
	check(t, func(r *rapid.T) {
		a := newLived(t, r, t.TempDir())
		defer a.Close() //nolint:errcheck // nothing is waiting
		w := world{T: r}
		for range rapid.IntRange(1, 6).Draw(r, "documents") {
			a.now = a.now.Add(time.Hour)
			doc := make([]news.Item, rapid.IntRange(0, 5).Draw(r, "entries"))
			for i := range doc {
				doc[i] = w.confusable(i)
			}
			if rapid.IntRange(0, 3).Draw(r, "from") == 0 {
				a.post(doc)
			} else {
				a.save(doc)
			}
		}
	})
}

// confusable draws an entry that shares much with others.
func (w world) confusable(n int) news.Item {
	it := article(w.one("guid", "", "1", "2", "3"), w.one("link", "", "https://news.example/1", "https://news.example/2",
		"https://news.example/2#a", "https://news.example/"), w.one("title", "", "Lee heads for Japan", "Lee heads for Korea", "Rain"))
	it.Text = w.one("text", "", "long", "longer")
	it.Published, _ = news.ParseDate(w.one("published", "", "2026-01-13", "2026-01-12"))
	it.PublishedRaw = it.Published.String()
	it.Updated, _ = news.ParseDate(w.one("updated", "", "", "2026-01-13", "2026-01-14"))
	if w.one("file", "no", "no", "yes") == "yes" {
		it.Enclosures = []news.Enclosure{{URL: "https://cdn.example/" + w.one("name", "1", "2")}}
	}
	return it
}

// post imports items as an archive's own feed, or its posts, say them.
func (a *lived) post(items []news.Item) {
	a.Helper()
	for i := range items {
		items[i].Feed.URL = a.feed.URL
	}
	if _, _, err := a.Import(a.Context(), items, a.now); err != nil {
		a.Fatal(err)
	}
	a.follow()
}
