package archive

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/effort"
	"newsarchive/internal/news"
	"newsarchive/store"

	"pgregory.net/rapid"
)

// TestMarksAreOneTruth promises, of any history of marks, fetches and imports,
// that is:read finds the stories whose marks say so, that every other mark finds
// those that have it, and that nothing is marked read that nobody marked: a story
// is only read if it was marked, or all of a feed that had it then.
func TestMarksAreOneTruth(t *testing.T) {
	effort.Checks(t, 20)
	rapid.Check(t, func(r *rapid.T) {
		now := time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
		a, err := Create(t.Context(), t.TempDir(), Options{Now: func() time.Time { return now }})
		if err != nil {
			r.Fatal(err)
		}
		defer a.Close() //nolint:errcheck // nothing is waiting
		var feeds []news.Feed
		for _, name := range []string{"one", "two"} {
			f, _, err := a.Follow(t.Context(), news.Feed{URL: "https://" + name + ".example/rss"}, 0)
			if err != nil {
				r.Fatal(err)
			}
			feeds = append(feeds, f)
		}
		read := map[string]bool{} // by link, as a person sees it
		had := map[string]map[string]bool{feeds[0].URL: {}, feeds[1].URL: {}}
		for range rapid.IntRange(1, 12).Draw(r, "events") {
			now = now.Add(time.Duration(rapid.IntRange(0, 2).Draw(r, "seconds")) * time.Second)
			f := rapid.SampledFrom(feeds).Draw(r, "feed")
			n := rapid.IntRange(1, 6).Draw(r, "story")
			link := fmt.Sprintf("https://paper.example/%d", n)
			it := news.Item{Feed: news.Feed{URL: f.URL}, GUID: link, Link: link, Title: headlineOf(n), Stories: []news.Story{{Link: link, Title: headlineOf(n), Publisher: "Paper"}}}
			switch rapid.SampledFrom([]string{"fetch", "fetch", "import", "late", "read", "unread", "all", "feed"}).Draw(r, "event") {
			case "fetch":
				_, err = a.store.SaveDocument(t.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: now.Add(-time.Second)}, news.Document{Items: []news.Item{it}, Partial: true})
				had[f.URL][link] = true
			case "import", "late":
				it.FirstSeen = now.AddDate(-1, 0, 0)
				_, _, err = a.store.Import(t.Context(), []news.Item{it}, now)
				had[f.URL][link] = true
			case "read":
				markStory(t, r, a, false, link, read)
			case "unread":
				markStory(t, r, a, true, link, read)
			case "all":
				for _, f := range feeds {
					for link := range had[f.URL] {
						read[link] = true
					}
				}
				_, err = a.Mark(t.Context(), Marking{Mark: news.MarkRead, Question: Question{Text: "*"}})
			case "feed":
				for link := range had[f.URL] {
					read[link] = true
				}
				_, err = a.Mark(t.Context(), Marking{Mark: news.MarkRead, Question: Question{Text: fmt.Sprintf("feed:%d", f.ID)}})
			}
			if err != nil {
				r.Fatal(err)
			}
		}
		agree(t, r, a, read)
	})
}

// headlineOf is unlike the others.
func headlineOf(n int) string {
	return []string{"", "A harbour opens", "Two museums move", "Trams run late again", "The mayor resigns", "Snow falls on Easter", "Seven whales were seen"}[n]
}

// markStory marks the story with a link read or unread, if there is one.
func markStory(t *testing.T, r *rapid.T, a *Archive, off bool, link string, read map[string]bool) {
	ids, err := a.store.StoriesAt(t.Context(), link)
	if err == nil && len(ids) > 0 {
		_, err = a.Mark(t.Context(), Marking{Mark: news.MarkRead, Off: off, Stories: ids[:1]})
		read[link] = !off
	}
	if err != nil {
		r.Fatal(err)
	}
}

// agree compares what is:read finds with the marks of the stories, and with what a
// person knows to be read.
func agree(t *testing.T, r *rapid.T, a *Archive, read map[string]bool) {
	found, err := a.Matching(t.Context(), Question{Text: "is:read"}, nil)
	if err != nil {
		r.Fatal(err)
	}
	all, err := a.Matching(t.Context(), Question{}, nil)
	if err != nil {
		r.Fatal(err)
	}
	stories, err := a.Stories(t.Context(), all.Stories)
	if err != nil {
		r.Fatal(err)
	}
	for _, st := range stories {
		is := slices.Contains(found.Stories, st.ID)
		says := slices.ContainsFunc(st.Marks, func(m news.StoryMark) bool { return m.Mark == news.MarkRead && !m.Off })
		if is != says || is != read[st.Link] {
			r.Errorf("%s: is:read finds it: %v; its marks: %v; a person: %v", st.Link, is, st.Marks, read[st.Link])
		}
	}
}
