package store_test

import (
	"slices"
	"testing"

	"newsarchive/internal/news"
	"newsarchive/store"
)

// kept is a reading of a kept page.
func kept(number int64, text string) *news.Reading {
	r := page(text)
	r.Page = number
	return r
}

// A text that returns to what it was has one page for both versions: pages.db
// keeps a body once. That page is not unused while one of them refers to it.
func TestPageOfTwoVersions(t *testing.T) {
	t.Parallel()
	a := withArticle(t)
	corrected := said + "\n\nNo date was named."
	for n, step := range []struct {
		reading *news.Reading
		unused  int64
	}{
		{kept(1, said), 0},
		{kept(2, corrected), 0},
		{kept(1, said), 0},
		{kept(3, "12:03\n\n"+said), 0}, // the first version still has page 1
		{kept(4, "12:04\n\n"+said), 3},
	} {
		if got := a.fetch(n+1, step.reading); got.Unused != step.unused {
			t.Errorf("step %d: page %d is unused, want %d", n+1, got.Unused, step.unused)
		}
	}
	refs, err := a.PageRefs(t.Context())
	if want := []news.PageRef{{Page: 1, Story: 1}, {Page: 2, Story: 1}, {Page: 4, Story: 1}}; err != nil || !slices.Equal(refs, want) {
		t.Errorf("%v, %v", refs, err)
	}
}

// A page of two versions is read again for both.
func TestRereadPageOfTwoVersions(t *testing.T) {
	t.Parallel()
	a := withArticle(t)
	for n, r := range []*news.Reading{kept(1, said), kept(2, said+"\n\nNo date was named."), kept(1, said)} {
		a.fetch(n+1, r)
	}
	better := page(said + "\n\nThe fourth is in June.").Text
	if changed, err := a.RereadPage(t.Context(), 1, 2, better, hour(4)); err != nil || !changed {
		t.Fatal(changed, err)
	}
	if left, err := a.PagesToReread(t.Context(), nil, 0, 2, 10); err != nil || !slices.Equal(left, []int64{2}) {
		t.Errorf("still to read again: %v, %v", left, err)
	}
	for _, n := range []int{1, 3} {
		if got := a.textAt(n); got != better.Plain {
			t.Errorf("as of hour %d it says %q", n, got)
		}
	}
}

// Of two answers of one moment and address, as of a fetch that is repeated at
// once, a worse one does not take the place of the text.
func TestWorseInTheSameMoment(t *testing.T) {
	t.Parallel()
	a := withArticle(t)
	a.fetch(1, kept(1, said))
	consent := page("")
	consent.Kind, consent.Reason, consent.HTML = news.PageConsent, "it asks for consent", ""
	if got := a.fetch(1, consent); got.Outcome != store.PageUnreadable {
		t.Errorf("%+v", got)
	}
	other := kept(2, "Win a holiday on the coast today.\n\nSign up for our letter now.\n\nIt comes every single day.")
	other.Headline = "Our best offers for you"
	if got := a.fetch(1, other); got.Outcome != store.PageWorse || got.Unused != 2 {
		t.Errorf("%+v", got)
	}
	if got := a.textAt(2); got != said {
		t.Errorf("it says %q", got)
	}
	better := kept(3, said+"\n\nNo date was named.")
	if got := a.fetch(1, better); got.Outcome != store.PageNew || got.Unused != 1 || a.textAt(2) != better.Plain {
		t.Errorf("%+v, %q", got, a.textAt(2))
	}
}

// An export from before brings no text back that was forgotten.
func TestImportOfForgottenText(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	it := article("g1", "https://news.example/1", "Ministers agree on trade")
	it.Feed.URL = a.feed.URL
	it.Stories[0].Text = said
	imports := func(n int) {
		if _, faults, err := a.Import(t.Context(), []news.Item{it}, hour(n)); err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
	}
	imports(1)
	if _, err := a.ForgetTexts(t.Context(), []int64{1}, hour(2)); err != nil {
		t.Fatal(err)
	}
	imports(3)
	all, err := a.Stories(t.Context(), []int64{1})
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	if e := a.entry(1); slices.Contains(e.Flags, "has-text") {
		t.Errorf("%+v", e)
	}
	for it, err := range a.Items(t.Context(), store.ItemFilter{Stories: []int64{1}}) {
		if err != nil || it.Stories[0].Text != "" {
			t.Errorf("the text is back: %+v, %v", it.Stories, err)
		}
	}
}

// A page that was read is not fetched again because its story proves to be the
// same as an earlier one, and a page that is gone does not keep that of its twin
// from being fetched.
func TestJoinedPages(t *testing.T) {
	t.Parallel()
	begin := func() *archive {
		a := newArchive(t)
		lead := cluster("2026-01-14T08:00:00Z", "t1|Ministers of two countries agree on trade|News")
		lead.Stories[0].Site = "news.example"
		a.save(0, lead)
		a.save(0, article("g1", "https://news.example/1", "Ministers of two countries agree on trade"))
		return a
	}
	join := func(a *archive, n int) {
		r := store.Resolution{Token: "t1", How: store.ResolvedByAsk, Address: "https://news.example/1", At: hour(n)}
		if joined, err := a.Resolve(t.Context(), r); err != nil || !joined {
			t.Fatal(joined, err)
		}
	}
	want := func(a *archive, stories ...int64) {
		if _, err := a.WantPages(t.Context(), stories, false, hour(1)); err != nil {
			t.Fatal(err)
		}
	}
	read := func(a *archive) {
		if _, err := a.SavePage(t.Context(), store.PageFetch{Story: 2, URL: "https://news.example/1", At: hour(1)}, page(said)); err != nil {
			t.Fatal(err)
		}
	}

	a := begin()
	want(a, 1, 2)
	read(a)
	join(a, 2)
	if got := a.wanted(hour(3)); got != nil {
		t.Errorf("it was read, and %v are wanted", got)
	}

	a = begin()
	want(a, 2)
	read(a)
	join(a, 2)
	want(a, 1, 2)
	if got := a.wanted(hour(3)); got != nil {
		t.Errorf("it was read, and %v are wanted when asked for", got)
	}

	a = begin()
	if _, err := a.ForgetTexts(t.Context(), []int64{2}, hour(1)); err != nil {
		t.Fatal(err)
	}
	want(a, 1)
	join(a, 2)
	if got := a.wanted(hour(3)); got != nil {
		t.Errorf("it was forgotten, and %v are wanted", got)
	}

	a = begin()
	want(a, 1, 2)
	gone := store.PageFetch{Story: 1, URL: "https://news.example/amp/1", At: hour(1), Outcome: store.PageGone, Status: 404}
	if _, err := a.SavePage(t.Context(), gone, nil); err != nil {
		t.Fatal(err)
	}
	join(a, 2)
	if got := a.wanted(hour(3)); !slices.Equal(got, []int64{2}) {
		t.Errorf("the page of 1 is gone, and %v are wanted", got)
	}
}
