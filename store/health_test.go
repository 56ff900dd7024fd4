package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/news"
)

// The days on which a feed brought something new are the same before and after
// the ledger is folded.
func TestNewDays(t *testing.T) {
	a := newArchive(t)
	var want []news.NewDay
	for n := range 130 { // a fetch a day; new items each fifth day, two at once on the tenth
		items := []news.Item{{GUID: "old", Title: "old"}}
		for i := range map[int]int{0: 2, 5: 1}[n%10] {
			items = append(items, news.Item{GUID: fmt.Sprintf("%d-%d", n, i), Title: fmt.Sprintf("Story %d of day %d", i, n)})
		}
		if saved := a.save(24*n, items...); saved.Items > 0 {
			want = append([]news.NewDay{{Date: hour(24 * n).Truncate(24 * time.Hour), Items: saved.Items}}, want...)
		}
	}
	check := func() {
		t.Helper()
		got, err := a.NewDays(t.Context(), a.feed.ID)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
	}
	check()
	if folded, err := a.FoldLedger(t.Context(), hour(24*130)); err != nil || folded == 0 {
		t.Fatalf("%d, %v", folded, err)
	}
	check()
}

func TestFullWindow(t *testing.T) {
	a := newArchive(t)
	page := func(from int) (items []news.Item) {
		for i := range 12 {
			items = append(items, news.Item{GUID: fmt.Sprint(from + i), Title: fmt.Sprintf("Story number %d", from+i), Published: news.Instant(hour(from + i))})
		}
		return items
	}
	state := func() *news.FeedState {
		t.Helper()
		f, err := a.Feed(t.Context(), a.feed.URL)
		if err != nil {
			t.Fatal(err)
		}
		return f.State
	}
	a.save(12, page(0)...)
	a.save(13, page(1)...)
	if full := state().Full; !full.IsZero() {
		t.Errorf("a full window at %v", full)
	}
	later := page(100)
	later[3].Published, later[4].Published = news.Date{}, news.Instant(hour(5000)) // one has no date, one a date to come
	if saved := a.save(112, later...); !saved.FullWindow {
		t.Errorf("%+v", saved)
	}
	got, err := a.FullWindow(t.Context(), a.feed.ID, state().Full)
	want := news.Window{At: hour(112), Before: hour(13), Items: 12, Oldest: hour(100), Newest: hour(111)}
	if err != nil || got != want {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
}
