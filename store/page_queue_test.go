package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// wanted returns the stories whose pages are wanted at a time.
func (a *archive) wanted(at time.Time, first ...int64) (stories []int64) {
	a.t.Helper()
	all, err := a.WantedPages(a.t.Context(), first, nil, 100, at)
	if err != nil {
		a.t.Fatal(err)
	}
	for _, w := range all {
		stories = append(stories, w.Story)
	}
	return stories
}

func (a *archive) textOn() {
	a.t.Helper()
	on := news.TextOn
	if err := a.EditFeed(a.t.Context(), a.feed.ID, store.FeedEdit{Text: &on}); err != nil {
		a.t.Fatal(err)
	}
}

func TestFeedsQueuePages(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.save(0, article("g1", "https://news.example/1", "One"))
	if got := a.wanted(hour(1)); got != nil {
		t.Errorf("the setting is off, and %v are wanted", got)
	}
	yes, off := true, news.TextOff
	if err := a.EditSettings(t.Context(), store.SettingsEdit{Text: &yes}); err != nil {
		t.Fatal(err)
	}
	a.save(1, article("g2", "https://news.example/2", "Two"), article("g1", "https://news.example/1", "One"))
	a.save(2, article("g3", "https://news.example/3", "Three"))
	if got := a.wanted(hour(2)); !slices.Equal(got, []int64{3, 2, 1}) {
		t.Errorf("%v, want the newest first", got)
	}
	if got := a.wanted(hour(2), 1, 3); !slices.Equal(got, []int64{1, 3, 2}) {
		t.Errorf("%v, want the first ones first", got)
	}
	if err := a.EditFeed(t.Context(), a.feed.ID, store.FeedEdit{Text: &off}); err != nil {
		t.Fatal(err)
	}
	a.save(3, article("g4", "https://news.example/4", "Four"))
	if got := a.wanted(hour(3)); slices.Contains(got, 4) {
		t.Errorf("the feed's setting is off, and %v are wanted", got)
	}
}

// What was read is wanted again only when a person asks for that.
func TestWantedAgain(t *testing.T) {
	t.Parallel()
	a := withArticle(t)
	if n, err := a.WantPages(t.Context(), []int64{1, 99}, false, hour(0)); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if got := a.wanted(hour(0)); !slices.Equal(got, []int64{1}) {
		t.Errorf("%v are wanted", got)
	}
	a.fetch(2, page(said))
	if a.wanted(hour(2)) != nil {
		t.Error("what was read is wanted again")
	}
	if n, err := a.WantPages(t.Context(), []int64{1}, false, hour(3)); err != nil || n != 0 {
		t.Error(n, err)
	}
	if n, err := a.WantPages(t.Context(), []int64{1}, true, hour(3)); err != nil || n != 1 || !slices.Equal(a.wanted(hour(3)), []int64{1}) {
		t.Error("it cannot be asked for again", n, err)
	}
}

func TestRetries(t *testing.T) {
	t.Parallel()
	a := withArticle(t)
	if _, err := a.WantPages(t.Context(), []int64{1}, false, hour(0)); err != nil {
		t.Fatal(err)
	}
	at := hour(0)
	for n, wait := range []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour, 72 * time.Hour, 168 * time.Hour} {
		if got := a.wanted(at); len(got) != 1 {
			t.Fatalf("attempt %d: %v are wanted", n+1, got)
		}
		f := store.PageFetch{Story: 1, URL: "https://news.example/1", At: at, Outcome: store.PageFailed, Error: "no answer"}
		if _, err := a.SavePage(t.Context(), f, nil); err != nil {
			t.Fatal(err)
		}
		if at = at.Add(wait); a.wanted(at.Add(-time.Second)) != nil {
			t.Errorf("attempt %d came too early", n+2)
		}
	}
	f := store.PageFetch{Story: 1, URL: "https://news.example/1", At: at, Outcome: store.PageFailed, Error: "no answer"}
	if _, err := a.SavePage(t.Context(), f, nil); err != nil {
		t.Fatal(err)
	}
	if got := a.wanted(at.AddDate(1, 0, 0)); got != nil {
		t.Errorf("%v are still tried", got)
	}
	c, err := a.PageStats(t.Context(), a.feed.ID)
	if err != nil || c.Resting != 1 || len(c.Reasons) != 1 || c.Reasons[0] != (store.PageReason{Outcome: store.PageFailed, Error: "no answer", Stories: 1}) {
		t.Errorf("%+v, %v", c, err)
	}
	log, err := a.PageFetches(t.Context(), 1, 100)
	if err != nil || len(log) != 6 || !log[0].At.Equal(at) {
		t.Errorf("%+v, %v", log, err)
	}
	if n, err := a.ForgetPageFetches(t.Context(), at.AddDate(1, 0, 0)); err != nil || n != 6 {
		t.Error(n, err)
	}
}

// A story of Google News waits until its address is known: by asking, or by
// another feed.
func TestUnresolvedPagesWait(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.textOn()
	lead := cluster("2026-01-14T08:00:00Z", "t1|Ministers of two countries agree on trade|News", "t2|Another thing|Paper")
	lead.Stories[0].Site, lead.Stories[1].Site = "news.example", "paper.example"
	a.save(0, lead)
	if got := a.wanted(hour(1)); got != nil {
		t.Errorf("%v are wanted, and no address is known", got)
	}
	unresolved, err := a.Unresolved(t.Context(), []int64{1}, nil, 10)
	if err != nil || len(unresolved) != 2 || unresolved[0].Token != "t1" || unresolved[0].Site != "news.example" {
		t.Fatalf("%+v, %v", unresolved, err)
	}
	if _, err := a.Resolve(t.Context(), store.Resolution{Token: "t2", How: store.ResolvedByAsk, Address: "https://paper.example/x", At: hour(1)}); err != nil {
		t.Fatal(err)
	}
	if got := a.wanted(hour(1)); !slices.Equal(got, []int64{2}) {
		t.Errorf("%v are wanted, and the address of 2 is known", got)
	}
	other, _, err := a.Follow(t.Context(), news.Feed{URL: "https://m.news.example/rss"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	same := article("g1", "https://m.news.example/1", "Ministers of two countries agree on trade")
	same.Stories[0].Site = "m.news.example"
	if _, err := a.SaveDocument(t.Context(), store.Fetch{FeedID: other.ID, At: hour(2), Outcome: store.OutcomeNew}, news.Document{Items: []news.Item{same}}); err != nil {
		t.Fatal(err)
	}
	if n, err := a.ResolveElsewhere(t.Context(), 0, hour(3)); err != nil || n != 1 {
		t.Fatalf("%d resolved, %v", n, err)
	}
	all, err := a.WantedPages(t.Context(), []int64{1}, nil, 10, hour(3))
	if err != nil || len(all) != 2 || all[0].Story != 1 || all[0].Address != "https://m.news.example/1" {
		t.Errorf("%+v, %v", all, err)
	}
	if left, err := a.Unresolved(t.Context(), nil, nil, 10); err != nil || len(left) != 0 {
		t.Errorf("%+v, %v", left, err)
	}
	if n, err := a.ResolveElsewhere(t.Context(), 0, hour(4)); err != nil || n != 0 {
		t.Errorf("%d resolved again, %v", n, err)
	}
}

// What was answered is not asked again, a refusal either; what is needed to
// ask on is kept.
func TestResolutionsAreRemembered(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.save(0, cluster("2026-01-14T08:00:00Z", "t1|One thing|News", "t2|Another thing|Paper"))
	for _, r := range []store.Resolution{{Token: "t1", How: store.ResolvedByAsk, Refused: "no such article", At: hour(1)}, {Token: "t2", Progress: "17:sig", At: hour(1)}} {
		if _, err := a.Resolve(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	left, err := a.Unresolved(t.Context(), nil, nil, 10)
	if err != nil || len(left) != 1 || left[0].Token != "t2" || left[0].Progress != "17:sig" {
		t.Fatalf("%+v, %v", left, err)
	}
	if r, ok, err := a.Resolution(t.Context(), "t1"); err != nil || !ok || r.Refused != "no such article" {
		t.Errorf("%+v, %v, %v", r, ok, err)
	}
}

func TestBreakers(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	for _, b := range []store.Breaker{{}, {Until: hour(3), Failures: 2, Reason: "429"}, {}} {
		if err := a.SetBreaker(t.Context(), "google", b); err != nil {
			t.Fatal(err)
		}
		if got, err := a.Breaker(t.Context(), "google"); err != nil || got != b {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

// A site with many pages does not keep those of others from their turn.
func TestSitesShareAPlan(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.textOn()
	rare := article("r", "https://rare.example/1", "Rare")
	rare.Stories[0].Site = "rare.example"
	a.save(0, rare)
	var many []news.Item
	for n := range 130 {
		it := article(fmt.Sprint("g", n), fmt.Sprint("https://busy.example/", n), fmt.Sprint("Story ", n))
		it.Stories[0].Site = "busy.example"
		many = append(many, it)
	}
	a.save(1, many...)
	all, err := a.WantedPages(t.Context(), nil, nil, 120, hour(2))
	if err != nil || len(all) != 101 || all[100].Story != 1 {
		t.Errorf("%d are wanted, %v", len(all), err)
	}
}
