package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/event"
	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"newsarchive/store"
)

// happenings are what the drawn stories tell of, each in several headlines.
func happenings() [][]string {
	return [][]string{
		{"Strong earthquake strikes Honshu, tsunami warning issued", "Tsunami warning issued after strong earthquake strikes Honshu", "Strong Honshu earthquake: tsunami warning lifted"},
		{"Parliament elects Sanae Takaichi as prime minister of Japan", "Takaichi elected prime minister in Japan by parliament", "Japan's parliament elects Takaichi first female prime minister"},
		{"Parliament of Hungary elects Peter Magyar as prime minister", "Peter Magyar elected prime minister in Hungary by parliament"},
		{"Louvre museum robbed of crown jewels in daylight heist", "Thieves steal crown jewels from Louvre museum in Paris", "Crown jewels stolen in Louvre museum heist"},
		{"Live updates", "Weather forecast for today"},
	}
}

// telling is an archive to which stories come in a drawn order.
type telling struct {
	*rapid.T
	*store.Store
	feeds []news.Feed
	now   time.Time
}

func newTelling(t *testing.T, r *rapid.T) *telling {
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "archive.db"), time.UTC)
	if err != nil {
		r.Fatal(err)
	}
	a := &telling{T: r, Store: s, now: start()}
	for i := range 3 {
		f, _, err := s.Follow(t.Context(), news.Feed{URL: fmt.Sprintf("https://news%d.example/rss", i)}, 0)
		if err != nil {
			r.Fatal(err)
		}
		a.feeds = append(a.feeds, f)
	}
	return a
}

// story draws an item; one of some numbers, so that it may be an edit of an earlier
// one.
func (a *telling) story() news.Item {
	of := rapid.SampledFrom(happenings()).Draw(a.T, "happening")
	n := rapid.IntRange(0, 40).Draw(a.T, "number")
	it := article(fmt.Sprint("guid-", n), fmt.Sprintf("https://paper%d.example/%d", n%5, n), rapid.SampledFrom(of).Draw(a.T, "headline"))
	it.Published = news.Instant(start().Add(-time.Duration(rapid.IntRange(0, 12*24).Draw(a.T, "hours")) * time.Hour))
	it.Stories[0].Publisher = fmt.Sprint("Paper ", n%5)
	return it
}

func (a *telling) cluster() news.Item {
	var stories []string
	for i, of := range happenings()[:4] {
		if rapid.Bool().Draw(a.T, "in") {
			stories = append(stories, fmt.Sprintf("T%d|%s|Paper %d", i, of[0], i))
		}
	}
	if len(stories) == 0 {
		return a.story()
	}
	return cluster("2026-01-13T10:00:00Z", stories...)
}

func (a *telling) step() {
	a.now = a.now.Add(time.Hour)
	feed := rapid.SampledFrom(a.feeds).Draw(a.T, "feed")
	var doc []news.Item
	for range rapid.IntRange(1, 8).Draw(a.T, "stories") {
		doc = append(doc, a.story())
	}
	if rapid.IntRange(0, 3).Draw(a.T, "clusters") == 0 {
		doc = append(doc, a.cluster())
	}
	if _, err := a.SaveDocument(a.Context(), store.Fetch{FeedID: feed.ID, URL: feed.URL, At: a.now, Outcome: store.OutcomeNew}, news.Document{Items: doc}); err != nil {
		a.Fatal(err)
	}
	a.person()
}

// person draws what a person does.
func (a *telling) person() {
	ids := a.roots()
	one, other := rapid.SampledFrom(ids).Draw(a.T, "one"), rapid.SampledFrom(ids).Draw(a.T, "other")
	var err error
	switch rapid.IntRange(0, 9).Draw(a.T, "does") {
	case 0:
		err = a.JoinEvents(a.Context(), []int64{one, other}, a.now)
	case 1:
		err = a.SplitEvent(a.Context(), []int64{one}, []int64{other}, a.now)
	case 2:
		_, err = a.Prune(a.Context(), []int64{one}, "test", a.now)
	}
	if err != nil {
		a.Fatal(err)
	}
}

func (a *telling) roots() (ids []int64) {
	for some, err := range a.StoryIDs(a.Context()) {
		if err != nil {
			a.Fatal(err)
		}
		ids = append(ids, some...)
	}
	return ids
}

// tester is a test, or a property of one.
type tester interface {
	rapid.TB
	Context() context.Context
}

// follow decides the events of what changed, a few changes at a time.
func follow(tb tester, s *store.Store, limit int) {
	tb.Helper()
	f := s.FollowEvents()
	for {
		n, err := f.Next(tb.Context(), limit)
		if errors.Is(err, store.ErrEventsStale) {
			if err := s.RemakeEvents(tb.Context(), nil); err != nil {
				tb.Fatal(err)
			}
			continue
		}
		if err != nil {
			tb.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// events returns the event of every story, and which stories are copies.
func events(tb tester, s *store.Store, ids []int64) (map[int64]int64, []int64) {
	tb.Helper()
	of, err := s.EventsOf(tb.Context(), ids)
	if err != nil {
		tb.Fatal(err)
	}
	copies, err := s.Copies(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return of, copies
}

// TestEventsInAnyOrder promises that events do not depend on the order in which
// stories come, are edited, joined, split and deleted: what was followed is what a
// remake makes. A number that an event had leads to an event for ever, and an event
// has the lowest number of its stories.
func TestEventsInAnyOrder(t *testing.T) {
	check(t, func(r *rapid.T) {
		a := newTelling(t, r)
		defer a.Close() //nolint:errcheck // a test's
		follow(r, a.Store, 100)
		had := map[int64]bool{}
		for range rapid.IntRange(1, 8).Draw(r, "steps") {
			a.step()
			if rapid.IntRange(0, 3).Draw(r, "late") == 0 {
				continue
			}
			follow(r, a.Store, rapid.IntRange(1, 50).Draw(r, "limit"))
			of, _ := events(r, a.Store, a.roots())
			for number := range maps.Values(of) {
				had[number] = true
			}
		}
		follow(r, a.Store, 1000)
		ids := a.roots()
		followed, copies := events(r, a.Store, ids)
		if err := a.RemakeEvents(r.Context(), nil); err != nil {
			r.Fatal(err)
		}
		remade, copiesMade := events(r, a.Store, ids)
		if diff := cmp.Diff(remade, followed); diff != "" {
			r.Fatalf("events (-remade +followed):\n%s", diff)
		}
		if diff := cmp.Diff(copiesMade, copies); diff != "" {
			r.Fatalf("copies (-remade +followed):\n%s", diff)
		}
		checkNumbers(r, a.Store, remade)
		for number := range had {
			if _, err := a.EventNumber(r.Context(), number); err != nil && !gone(a, number) {
				r.Fatalf("the number %d leads nowhere: %v", number, err)
			}
		}
	})
}

// gone reports whether no story of the event that had a number is left.
func gone(a *telling, number int64) bool {
	_, err := a.Root(a.Context(), number)
	return errors.Is(err, store.ErrNotFound)
}

// checkNumbers checks that each event has the lowest number of its stories, and all
// of them as its stories.
func checkNumbers(tb tester, s *store.Store, of map[int64]int64) {
	tb.Helper()
	members := map[int64][]int64{}
	for story, number := range of {
		members[number] = append(members[number], story)
	}
	for number, stories := range members {
		slices.Sort(stories)
		slices.Reverse(stories)
		if least := stories[len(stories)-1]; least != number {
			tb.Fatalf("event %d has the story %d", number, least)
		}
		read, err := s.EventStories(tb.Context(), []int64{number}, 1000)
		if err != nil {
			tb.Fatal(err)
		}
		if seen := slices.Sorted(maps.Keys(read[number].Seen)); !slices.Equal(seen, slices.Sorted(slices.Values(stories))) {
			tb.Fatalf("of event %d the stories %v were seen, not %v", number, seen, stories)
		}
		if diff := cmp.Diff(store.EventMembers{Total: len(stories), Stories: stories}, read[number], cmpopts.IgnoreFields(store.EventMembers{}, "Seen")); diff != "" {
			tb.Fatalf("the stories of event %d (-want +got):\n%s", number, diff)
		}
	}
}

// TestEventsAreOfSeveralPapers promises that what papers tell of one happening is one
// event, and a look-alike another; that a person joins and splits events; and that
// a number leads on.
func TestEventsAreOfSeveralPapers(t *testing.T) {
	a := newArchive(t)
	tell := func(n int, headline, paper string) {
		it := article(fmt.Sprint(n), fmt.Sprintf("https://%s.example/%d", paper, n), headline)
		it.Stories[0].Publisher = paper
		it.Published = news.Instant(hour(n))
		a.save(n, it)
	}
	for i, of := range happenings() {
		for k, headline := range of {
			tell(3*i+k, headline, fmt.Sprint("paper", k))
		}
	}
	follow(t, a.Store, 1000)
	number := func(story int64) int64 {
		t.Helper()
		n, err := a.EventNumber(t.Context(), story)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if number(1) != 1 || number(2) != 1 || number(10) != number(9) || number(12) == number(13) {
		of, _ := events(t, a.Store, []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
		t.Errorf("events %v", of)
	}
	if err := a.JoinEvents(t.Context(), []int64{9, 1}, hour(20)); err != nil {
		t.Fatal(err)
	}
	follow(t, a.Store, 1000)
	if number(9) != 1 || number(10) != 1 || number(2) != 1 {
		t.Errorf("joined: %d, %d, %d", number(9), number(10), number(2))
	}
	if err := a.SplitEvent(t.Context(), []int64{9, 10}, []int64{1, 2, 3}, hour(21)); err != nil {
		t.Fatal(err)
	}
	follow(t, a.Store, 1000)
	if number(9) == 1 || number(10) != number(9) || number(2) != 1 {
		t.Errorf("split again: %d, %d, %d", number(9), number(10), number(2))
	}
	if err := a.SplitEvent(t.Context(), []int64{1}, []int64{2, 3}, hour(22)); err != nil {
		t.Fatal(err)
	}
	follow(t, a.Store, 1000)
	if number(1) == number(2) {
		t.Errorf("story 1 is split from its event: %d, %d", number(1), number(2))
	}
	if err := a.RemakeEvents(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if number(1) == number(2) || number(10) != number(9) {
		t.Errorf("made again: %d, %d; %d, %d", number(1), number(2), number(9), number(10))
	}
}

// TestEventsAreStoredInParts promises that the keys of thousands of stories that
// share their words are read as they were stored, and that work on them is bounded.
func TestEventsAreStoredInParts(t *testing.T) {
	a := newArchive(t)
	var doc []news.Item
	for i := range 3000 {
		it := article(fmt.Sprint(i), fmt.Sprintf("https://a.example/%d", i), fmt.Sprintf("Stocks close higher after earnings report number%d", i%700))
		it.Published = news.Instant(start().Add(-time.Duration(i) * time.Minute))
		doc = append(doc, it)
	}
	a.save(1, doc[:1500]...)
	follow(t, a.Store, 400)
	a.save(2, doc...)
	follow(t, a.Store, 1000)
	var ids []int64
	for i := range int64(len(doc)) {
		ids = append(ids, i+1)
	}
	followed, _ := events(t, a.Store, ids)
	before := a.keyRows()
	if err := a.RemakeEvents(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	remade, _ := events(t, a.Store, ids)
	if diff := cmp.Diff(remade, followed); diff != "" {
		t.Errorf("events (-remade +followed):\n%s", diff)
	}
	if after := a.keyRows(); after != before {
		t.Errorf("a remake writes keys that are as they were: %d, %d", before, after)
	}
}

// TestFullEvent promises that an event that is full stays so for later readers, and
// that its latest stories and their number are told.
func TestFullEvent(t *testing.T) {
	a := newArchive(t)
	const n = event.MaxStories + 100
	for from := 0; from < n; from += n / 3 {
		var doc []news.Item
		for i := from; i < min(n, from+n/3); i++ {
			it := article(fmt.Sprint(i), fmt.Sprintf("https://paper%d.example/%d", i%40, i), "Strong earthquake strikes Honshu, tsunami warning issued")
			it.Stories[0].Publisher = fmt.Sprint("Paper ", i%40)
			it.Published = news.Instant(start().Add(time.Duration(i) * time.Minute / 4))
			doc = append(doc, it)
		}
		a.save(1+from, doc...)
		follow(t, a.Store, 1000)
	}
	of, _ := events(t, a.Store, []int64{1, n})
	if of[1] == of[n] {
		t.Fatalf("the last of %d copies is of the event of the first", n)
	}
	first, err := a.EventStories(t.Context(), []int64{1}, 3)
	if err != nil {
		t.Fatal(err)
	}
	if all := first[1]; all.Total != event.MaxStories || len(all.Stories) != 3 || all.Stories[0] < all.Stories[1] || all.Stories[1] < all.Stories[2] {
		t.Errorf("the full event has %d stories, the latest are %v", all.Total, all.Stories)
	}
	if err := a.RemakeEvents(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if again, _ := events(t, a.Store, []int64{1, n}); again[n] != of[n] {
		t.Errorf("made again, the last story is of event %d, followed %d", again[n], of[n])
	}
}

// keyRows returns how many bytes of keys are stored.
func (a *archive) keyRows() (n int) {
	a.t.Helper()
	db, err := sql.Open("sqlite", a.Path())
	if err != nil {
		a.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's look
	if err := db.QueryRow(`SELECT sum(length(postings)) FROM event_keys`).Scan(&n); err != nil {
		a.t.Fatal(err)
	}
	return n
}
