package store_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// start is when the tests' archives begin; hours run from there.
func start() time.Time { return time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC) }

func hour(n int) time.Time { return start().Add(time.Duration(n) * time.Hour) }

// archive is a store with one followed feed.
type archive struct {
	*store.Store
	t    *testing.T
	feed news.Feed
}

func newArchive(t *testing.T) *archive {
	t.Helper()
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "archive.db"), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	f, _, err := s.Follow(t.Context(), news.Feed{URL: "https://news.example/rss"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return &archive{Store: s, t: t, feed: f}
}

// save saves a document of the feed, fetched n hours after the start.
func (a *archive) save(n int, items ...news.Item) store.Saved {
	a.t.Helper()
	return a.saveDocument(n, news.Document{Items: items})
}

func (a *archive) saveDocument(n int, doc news.Document) store.Saved {
	a.t.Helper()
	saved, err := a.SaveDocument(a.t.Context(), store.Fetch{FeedID: a.feed.ID, URL: a.feed.URL, At: hour(n), Outcome: store.OutcomeNew}, doc)
	if err != nil {
		a.t.Fatal(err)
	}
	return saved
}

// changed returns the stories that were logged as changed since the last call.
func (a *archive) changed(since *news.Mark) []int64 {
	a.t.Helper()
	ids, last, err := a.Changes(a.t.Context(), *since, 1000)
	if err != nil {
		a.t.Fatal(err)
	}
	*since = last
	slices.Sort(ids)
	return ids
}

// items returns every item, by id.
func (a *archive) items() []news.Item {
	a.t.Helper()
	var all []news.Item
	for it, err := range a.Items(a.t.Context(), store.ItemFilter{}) {
		if err != nil {
			a.t.Fatal(err)
		}
		all = append(all, it)
	}
	slices.SortFunc(all, func(x, y news.Item) int { return int(x.ID - y.ID) })
	return all
}

// storyOf returns the story of a Google token.
func (a *archive) storyOf(token string) int64 {
	a.t.Helper()
	for _, it := range a.items() {
		for _, st := range it.Stories {
			if news.GoogleToken(st.Link) == token {
				return st.ID
			}
		}
	}
	a.t.Fatalf("no story has the token %s", token)
	return 0
}

func (a *archive) entry(story int64) news.Entry {
	a.t.Helper()
	all, err := a.Entries(a.t.Context(), []int64{story})
	if err != nil || len(all) != 1 {
		a.t.Fatalf("entries of story %d: %d, %v", story, len(all), err)
	}
	return all[0]
}

// google returns the link of a Google News token.
func google(token string) string {
	return "https://news.google.com/rss/articles/" + token + "?oc=5"
}

// cluster returns a Google News item: its guid is the lead's token, each story
// is "token|headline|publisher".
func cluster(published string, stories ...string) news.Item {
	it := news.Item{Cluster: true, PublishedRaw: published}
	it.Published, _ = news.ParseDate(published)
	for _, s := range stories {
		f := strings.Split(s, "|")
		it.Stories = append(it.Stories, news.Story{Link: google(f[0]), Title: f[1], Publisher: f[2]})
		it.Content += fmt.Sprintf("<li>%s</li>", s)
	}
	it.GUID, _, _ = strings.Cut(stories[0], "|")
	it.Link = google(it.GUID)
	it.Title = it.Stories[0].Title + " - " + it.Stories[0].Publisher
	return it
}

// article returns an item of an ordinary feed.
func article(guid, link, title string) news.Item {
	return news.Item{
		GUID: guid, Link: link, Title: title, Text: "about " + title,
		Stories: []news.Story{{Link: link, Title: title, Publisher: "News"}},
	}
}

// history tells the appearances of an item: "2 Headline [0,3)" is a story that
// stood second from hour 0 until hour 3.
func history(it news.Item) []string {
	var all []string
	for _, st := range it.Stories {
		for _, y := range st.Appearances {
			title := y.Title
			if title == "" {
				title = st.Title
			}
			until := "…"
			if !y.Gone.IsZero() {
				until = fmt.Sprint(y.Gone.Sub(start()).Hours())
			}
			all = append(all, fmt.Sprintf("%d %s [%v,%s)", y.Position, title, y.FirstSeen.Sub(start()).Hours(), until))
		}
	}
	return all
}

// toVersion9 takes from a database what version 10 of its schema added.
const toVersion9 = `DROP TABLE read_lists; DROP TABLE event_stories; DROP TABLE event_keys; DROP TABLE event_bonds; DROP TABLE event_unions;
	DROP TABLE event_state; DROP TABLE event_links; DROP TABLE missing_event_links; DROP TABLE event_numbers;
	PRAGMA user_version = 9`
