package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"newsarchive/store"
)

// told tells events as a test reads them: hours, kind, headline, what it was.
func told(events []store.Event) (all []string) {
	for _, e := range events {
		line := fmt.Sprintf("%v %s %d", e.At.Sub(start()).Hours(), e.Kind, e.Item)
		for _, s := range []string{e.Title, e.Field, e.Was, e.Error} {
			if s != "" {
				line += " | " + s
			}
		}
		if e.Count > 0 {
			line += fmt.Sprintf(" ×%d", e.Count)
		}
		if e.Other > 0 {
			line += fmt.Sprintf(" of %d", e.Other)
		}
		all = append(all, line)
	}
	return all
}

func (a *archive) log(f store.EventFilter) []string {
	a.t.Helper()
	events, err := a.Log(a.t.Context(), f)
	if err != nil {
		a.t.Fatal(err)
	}
	return told(slices.DeleteFunc(events, func(e store.Event) bool { return e.Kind == store.EventAdded })) // the system's clock
}

func TestLogOfAChain(t *testing.T) {
	a := newArchive(t)
	const lee, ties, kpop = "A|Lee heads for Japan|Reuters", "B|Push for closer ties|Reuters", "C|K-pop after talks|The Guardian"
	a.save(0, cluster("2026-01-14T08:00:00Z", lee, ties))
	a.save(1, cluster("2026-01-14T08:00:00Z", lee, ties, kpop))
	a.save(2, cluster("2026-01-14T08:00:00Z", lee, kpop))
	a.save(3, cluster("2026-01-14T08:00:00Z", lee, kpop, ties))
	a.save(4, cluster("2026-01-14T08:00:00Z", "A|Lee lands in Japan|Reuters", kpop, ties))
	a.save(5, cluster("2026-01-14T10:00:00Z", "D|Drums in Nara|The Japan Times", "A|Lee lands in Japan|Reuters", kpop))
	a.save(6)
	want(t, "the log of the chain", a.log(store.EventFilter{Items: []int64{1, 2}}), []string{
		"6 gone 2 | Drums in Nara ×3",
		"5 continued 2 | Drums in Nara | Lee lands in Japan ×3 of 1",
		"5 gone 1 | Lee lands in Japan ×3",
		"4 headline 1 | Lee lands in Japan | Lee heads for Japan",
		"3 returned 1 | Push for closer ties",
		"2 left 1 | Push for closer ties",
		"1 joined 1 | K-pop after talks",
		"0 item 1 | Lee heads for Japan ×2",
	})
	want(t, "of one story", a.log(store.EventFilter{Items: []int64{1}, Stories: []int64{2}}), []string{
		"5 gone 1 | Lee lands in Japan ×3",
		"3 returned 1 | Push for closer ties",
		"2 left 1 | Push for closer ties",
		"0 item 1 | Lee heads for Japan ×2",
	})
	want(t, "the newest of the archive", a.log(store.EventFilter{Until: hour(100), Limit: 2}), []string{
		"6 gone 2 | Drums in Nara ×3",
		"5 continued 2 | Drums in Nara | Lee lands in Japan ×3 of 1",
	})
	want(t, "between two moments", a.log(store.EventFilter{Since: hour(1), Until: hour(3)}), []string{
		"2 left 1 | Push for closer ties",
		"1 joined 1 | K-pop after talks",
	})
}

func TestLogOfALead(t *testing.T) {
	a := newArchive(t)
	it := cluster("2026-01-14T08:00:00Z", "A|Lee heads for Japan|Reuters", "B|Push for closer ties|Reuters")
	a.save(0, it)
	it.Stories = it.Stories[1:]
	a.save(1, it)
	want(t, "the log", a.log(store.EventFilter{Items: []int64{1}}), []string{
		"1 left 1 | Lee heads for Japan",
		"1 lead 1 | Push for closer ties | Lee heads for Japan",
		"0 item 1 | Lee heads for Japan ×2",
	})
}

func TestLogOfAnArticle(t *testing.T) {
	a := newArchive(t)
	it := article("1", "https://news.example/1", "First words")
	it.Summary = "old"
	a.save(0, it)
	it.Summary = "new"
	a.save(1, it)
	it.Title, it.Stories[0].Title, it.Summary = "Second words", "Second words", "newest"
	a.save(2, it)
	want(t, "the log", a.log(store.EventFilter{Items: []int64{1}}), []string{
		"2 edited 1 | newest | summary | new",
		"2 headline 1 | Second words | First words",
		"1 edited 1 | new | summary | old",
		"0 item 1 | First words ×1",
	})
}

// Failures in a row are one entry, whatever the ledger has of them.
func TestLogOfFetches(t *testing.T) {
	a := newArchive(t)
	fetch := func(n int, outcome store.Outcome, reason string) {
		t.Helper()
		f := store.Fetch{FeedID: a.feed.ID, URL: a.feed.URL, At: hour(n), Outcome: outcome, Error: reason}
		if _, err := a.RecordFetch(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	fetch(0, store.OutcomeUnchanged, "")
	for n := 1; n < 4; n++ {
		fetch(n, store.OutcomeFailed, fmt.Sprintf("no answer %d", n))
	}
	fetch(4, store.OutcomePartial, "broke off")
	fetch(5, store.OutcomeUnchanged, "")
	fetch(6, store.OutcomeFailed, "gone")
	want(t, "the log of the feed", a.log(store.EventFilter{Feed: a.feed.ID}), []string{
		"6 failing 0 | gone ×1",
		"4 recovered 0 ×3",
		"1 failing 0 | no answer 3 ×3",
	})
	want(t, "within a run", a.log(store.EventFilter{Feed: a.feed.ID, Since: hour(2), Until: hour(3).Add(time.Minute)}), []string{
		"1 failing 0 | no answer 3 ×3",
	})
	events, err := a.Log(t.Context(), store.EventFilter{Since: hour(1), Until: hour(2)})
	if err != nil || len(events) != 1 || !events[0].Last.Equal(hour(3)) {
		t.Errorf("the run lasts until %v: %v", events, err)
	}
}
