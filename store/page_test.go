package store_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"

	"newsarchive/store"
)

const said = "The ministers met in Nara.\n\nThey agreed on trade.\n\nA third meeting follows in May."

// page is a reading of an article.
func page(text string) *news.Reading {
	return &news.Reading{URL: "https://news.example/1", Reader: 1, Text: news.Text{
		Kind: news.PageArticle, Headline: "Ministers agree on trade", Plain: text, HTML: "<p>" + text + "</p>",
	}}
}

// fetch saves what a fetch of the first story's page brought, n hours after the
// start.
func (a *archive) fetch(n int, r *news.Reading) store.PageSaved {
	a.t.Helper()
	f := store.PageFetch{Story: 1, URL: "https://news.example/1", At: hour(n), Status: 200}
	if r == nil {
		f.Outcome, f.Status = store.PageGone, 404
	}
	saved, err := a.SavePage(a.t.Context(), f, r)
	if err != nil {
		a.t.Fatal(err)
	}
	return saved
}

// text returns the text of the first story, as of the hour; "" when there is
// none.
func (a *archive) textAt(n int) string {
	a.t.Helper()
	then, err := a.AsOf(a.t.Context(), hour(n))
	if err != nil {
		a.t.Fatal(err)
	}
	defer then.Close() //nolint:errcheck // read only
	texts, err := then.PageTexts(a.t.Context(), []int64{1})
	if err != nil {
		a.t.Fatal(err)
	}
	return texts[1].Plain
}

func withArticle(t *testing.T) *archive {
	t.Helper()
	a := newArchive(t)
	a.save(0, article("g1", "https://news.example/1", "Ministers agree on trade"))
	return a
}

// A text with three versions, a paywall in between and a 404 at the end: the
// best is shown, each as of its time, and the log tells all.
func TestVersionsOfAText(t *testing.T) {
	t.Parallel()
	a := withArticle(t)
	second, third := said+"\n\nNo date was named.", "A correction was made.\n\n"+said+"\n\nNo date was named."
	consent := page("")
	consent.Kind, consent.Reason, consent.HTML = news.PageConsent, "it asks for consent", ""
	wall := page("The ministers met in Nara.")
	wall.Kind, wall.Paywalled = news.PageTeaser, true

	var outcomes []store.PageOutcome
	for n, r := range []*news.Reading{consent, page(said), page(second), wall, page(second), page(third), nil} {
		outcomes = append(outcomes, a.fetch(n+1, r).Outcome)
	}
	want := []store.PageOutcome{
		store.PageUnreadable, store.PageNew, store.PageNew, store.PageWorse, store.PageUnchanged, store.PageNew, store.PageGone,
	}
	if diff := cmp.Diff(want, outcomes); diff != "" {
		t.Error(diff)
	}
	for n, want := range map[int]string{1: "", 2: said, 3: second, 4: second, 5: second, 6: third, 9: third} {
		if got := a.textAt(n); got != want {
			t.Errorf("as of hour %d it says %q, want %q", n, got, want)
		}
	}
	items := []int64{a.items()[0].ID}
	events, err := a.Log(t.Context(), store.EventFilter{Items: items})
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, e := range events {
		kinds = append(kinds, string(e.Kind))
	}
	if diff := cmp.Diff([]string{"page-gone", "retold", "no-text", "retold", "text", "no-text", "item"}, kinds); diff != "" {
		t.Error(diff)
	}
	all, err := a.Readings(t.Context(), 1)
	if err != nil || len(all) != 5 || all[1].HTML != "<p>"+said+"</p>" || !all[2].Seen.Equal(hour(5)) {
		t.Errorf("%d readings, %v: %+v", len(all), err, all)
	}
	e := a.entry(1)
	if !strings.HasPrefix(e.PageText, third) || strings.Count(e.PageText, "Nara") != 1 || !slices.Contains(e.Flags, "has-text") || slices.Contains(e.Flags, "paywalled") {
		t.Errorf("the index has %q, %v", e.PageText, e.Flags)
	}
}

func TestPagesThatReplaceNothing(t *testing.T) {
	t.Parallel()
	other := page("Win a holiday on the coast today.\n\nSign up for our letter now.\n\nIt comes every single day.")
	other.Headline = "Our best offers for you"
	for name, c := range map[string]struct {
		reading *news.Reading
		want    store.PageOutcome
	}{
		"a clock":         {page("12:03\n\n" + said), store.PageUnchanged},
		"space":           {page(strings.ReplaceAll(said, " ", "  ")), store.PageUnchanged},
		"much less":       {page("The ministers met in Nara."), store.PageWorse},
		"another article": {other, store.PageWorse},
		"no words":        {page(""), store.PageUnreadable},
		"a correction":    {page(strings.Replace(said, "third", "fourth", 1)), store.PageNew},
	} {
		a := withArticle(t)
		a.fetch(1, page(said))
		if got := a.fetch(2, c.reading); got.Outcome != c.want {
			t.Errorf("%s: %s, want %s", name, got.Outcome, c.want)
		}
	}
}

func TestPageFacts(t *testing.T) {
	t.Parallel()
	a := withArticle(t)
	r := page(said)
	r.Byline, r.Language, r.Image, r.Kind = "Ann Lee, Bo Roe", "fr", "https://news.example/i.jpg", news.PageTeaser
	r.Published, _ = news.ParseDate("2026-01-12")
	a.fetch(1, r)
	e := a.entry(1)
	if e.Day != "2026-01-12" || e.Language != "fr" || !slices.Equal(e.Authors, []string{"Ann Lee, Bo Roe"}) {
		t.Errorf("%+v", e)
	}
	for _, flag := range []string{"has-text", "has-image", "paywalled"} {
		if !slices.Contains(e.Flags, flag) {
			t.Errorf("%v lack %s", e.Flags, flag)
		}
	}
	r.Published, _ = news.ParseDate("2026-01-13")
	a.fetch(2, r)
	if e := a.entry(1); e.Day != "2026-01-12" {
		t.Errorf("a page that dates itself anew moved its story to %s", e.Day)
	}
}

func TestReread(t *testing.T) {
	t.Parallel()
	a := withArticle(t)
	r := page("Subscribe to our letter.\n\n" + said)
	r.Page = 7
	r.Published, _ = news.ParseDate("2026-01-11")
	a.fetch(1, r)
	better := page(said).Text
	better.Published, _ = news.ParseDate("2026-01-12")
	changed, err := a.RereadPage(t.Context(), 7, 2, better, hour(2))
	if err != nil || !changed || a.textAt(3) != said || a.entry(1).Day != "2026-01-12" {
		t.Errorf("%v, %v, %q, %s", changed, err, a.textAt(3), a.entry(1).Day)
	}
	if pages, err := a.PagesToReread(t.Context(), nil, 0, 2, 10); err != nil || len(pages) != 0 {
		t.Errorf("still to read again: %v, %v", pages, err)
	}
	if _, err := a.RereadPage(t.Context(), 7, 3, news.Text{Kind: news.PageEmpty}, hour(3)); err != nil || a.textAt(3) != said {
		t.Errorf("a reader that finds nothing: %q, %v", a.textAt(3), err)
	}
	if _, err := a.RereadPage(t.Context(), 7, 4, news.Text{Kind: news.PageConsent, Reason: "it asks for consent"}, hour(3)); err != nil || a.textAt(4) != "" {
		t.Errorf("a reader that knows better: %q, %v", a.textAt(4), err)
	}
	if _, err := a.RereadPage(t.Context(), 8, 4, better, hour(3)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a page that is not kept: %v", err)
	}
}

func TestForgetTexts(t *testing.T) {
	t.Parallel()
	a := withArticle(t)
	a.fetch(1, page(said))
	if stories, err := a.ForgetTexts(t.Context(), []int64{1}, hour(2)); err != nil || !slices.Equal(stories, []int64{1}) {
		t.Fatal(stories, err)
	}
	if e := a.entry(1); e.PageText != "" || slices.Contains(e.Flags, "has-text") {
		t.Errorf("the index has %q, %v", e.PageText, e.Flags)
	}
	if n, err := a.WantPages(t.Context(), []int64{1}, true, hour(3)); err != nil || n != 0 {
		t.Errorf("%d are wanted again, %v", n, err)
	}
	if got := a.fetch(4, page(said)); got.Outcome != store.PageRefused || a.textAt(5) != "" {
		t.Errorf("fetched again: %+v", got)
	}
	if err := a.Scrub(t.Context()); err != nil {
		t.Fatal(err)
	}
	if files := holding(t, filepath.Dir(a.Path()), "They agreed on trade"); len(files) > 0 {
		t.Errorf("%v still have its bytes", files)
	}
}

func TestCanonicalAddresses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		canonical, headline string
		joined              bool
	}{
		"the address of the other": {"https://news.example/2", "Ministers agree on trade at last", true},
		"of another headline":      {"https://news.example/3", "Ministers agree on trade at last", false},
		"of another site":          {"https://paper.example/2", "Ministers agree on trade at last", false},
		"the front page":           {"https://news.example/", "Ministers agree on trade at last", false},
		"none":                     {"", "", false},
	} {
		a := newArchive(t)
		a.save(0, article("g3", "https://news.example/3", "Rain is expected tomorrow"), article("g2", "https://news.example/2", "Ministers agree on trade at last"),
			article("g1", "https://news.example/1", "Ministers agree on trade"))
		r := page(said)
		r.Canonical, r.Headline = c.canonical, c.headline
		if got := a.fetch(1, r); got.Joined != c.joined {
			t.Errorf("%s: joined is %v", name, got.Joined)
		}
	}
}

func TestSameText(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.save(0, article("g2", "https://paper.example/2", "Agency: ministers agree"), article("g1", "https://news.example/1", "Ministers agree on trade"))
	a.fetch(1, page(said))
	if _, err := a.SavePage(t.Context(), store.PageFetch{Story: 2, At: hour(1)}, page("By our staff\n\n"+said)); err != nil {
		t.Fatal(err)
	}
	if got, err := a.SameText(t.Context(), 1); err != nil || !slices.Equal(got, []int64{2}) {
		t.Errorf("%v, %v", got, err)
	}
}

// Times and addresses of an import can be anything.
func TestImportedReadings(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	it := article("g1", "https://news.example/1", "Ministers agree on trade")
	it.Feed.URL = a.feed.URL
	odd := *page("Odd.")
	odd.Kind = "scroll"
	late := *page(said)
	late.Fetched, late.Seen = time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC), hour(-5)
	it.Stories[0].Pages = []news.Reading{odd, late}
	_, faults, err := a.Import(t.Context(), []news.Item{it}, hour(1))
	if err != nil || len(faults) != 1 {
		t.Fatal(faults, err)
	}
}
