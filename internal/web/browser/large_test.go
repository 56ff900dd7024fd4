package browser_test

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// largeSite serves real headlines of some months, as clusters of up to five.
func largeSite(t *testing.T) *site {
	t.Helper()
	headlines := corpus.Headlines(t, 6_000)
	s := newSite(t, nothing)
	st, err := store.Open(t.Context(), archive.DatabasePath(s.dir))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close() //nolint:errcheck // a test
	f, _, err := st.Follow(t.Context(), news.Feed{URL: "https://news.example/rss", Name: "headlines"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	doc := news.Document{}
	for n, h := range headlines {
		it := h.Item(n)
		if last := len(doc.Items) - 1; n%5 > 0 {
			doc.Items[last].Cluster = true
			doc.Items[last].Stories = append(doc.Items[last].Stories, it.Stories...)
			continue
		}
		doc.Items = append(doc.Items, it)
	}
	fetch := store.Fetch{FeedID: f.ID, URL: f.URL, At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Outcome: store.OutcomeNew, Status: 200}
	if _, err := st.SaveDocument(t.Context(), fetch, doc); err != nil {
		t.Fatal(err)
	}
	s.index(t)
	return s
}

// testLarge promises the same of pages that are full.
func testLarge(t *testing.T, c *chromium) {
	x := c.tab(t, largeSite(t))
	x.do(call(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}))
	for _, address := range []string{"/search?q=president", "/search?q=president+OR+minister&sort=newest", "/"} {
		x.open(address)
		x.painted(address, got(x, chromedp.Evaluate[painted](paintScript, chromedp.EvalAwaitPromise)))
	}
	x.quiet()
}
