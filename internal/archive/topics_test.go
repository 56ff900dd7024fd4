package archive_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

func importStories(t *testing.T, a *archive.Archive, items ...news.Item) {
	t.Helper()
	if _, faults, err := a.Store().Import(t.Context(), items, time.Now()); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	if _, err := a.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

func article(n int, title string) news.Item {
	link := fmt.Sprintf("https://a.example/%d", n)
	return news.Item{GUID: link, Link: link, Title: title, Stories: []news.Story{{Link: link, Title: title}}}
}

// TestTopicRemovedWhileChecked promises a clear word when a topic is gone
// before what it has brought was noted, and no trace of it.
func TestTopicRemovedWhileChecked(t *testing.T) {
	a := newArchive(t)
	ctx := t.Context()
	if _, err := a.AddTopic(ctx, "korea", "korea", nil); err != nil {
		t.Fatal(err)
	}
	importStories(t, a, article(1, "Korea agrees"))
	news, _, err := a.Check(ctx, nil, 0, nil)
	if err != nil || len(news) != 1 || news[0].Answer.Total != 1 {
		t.Fatal(news, err)
	}
	if _, err := a.RemoveTopic(ctx, "korea"); err != nil {
		t.Fatal(err)
	}
	// Another takes its name, and has shown nothing.
	if _, err := a.AddTopic(ctx, "korea", "korea OR japan", nil); err != nil {
		t.Fatal(err)
	}
	importStories(t, a, article(2, "Korea again"))
	if err := a.Shown(ctx, news[0].Answer); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("noted for a topic that was removed: %v", err)
	}
	if news, _, err = a.Check(ctx, nil, 0, nil); err != nil || len(news) != 1 || news[0].Answer.Total != 1 {
		t.Errorf("news of its successor: %v, %v", news, err)
	}
}

// TestNewsComeOnce promises, of any history of stories that come, are edited,
// tagged and stop matching, that a topic tells each story that matches once,
// whether it follows the log or asks for everything.
func TestNewsComeOnce(t *testing.T) {
	a := newArchive(t)
	ctx := t.Context()
	f, _, err := a.Follow(ctx, news.Feed{URL: "https://feed.example/rss"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	words := []string{"korea", "japan", "nothing"}
	titles := map[int]string{}
	queries := map[string]string{"plain": "title:korea", "tagged": "tag:mine", "nested": "topic:plain OR japan", "dated": "korea date:30d"}
	for _, name := range []string{"plain", "tagged", "nested", "dated"} {
		if _, err := a.AddTopic(ctx, name, queries[name], nil); err != nil {
			t.Fatal(err)
		}
	}
	told := map[string]map[int64]bool{"plain": {}, "tagged": {}, "nested": {}, "dated": {}}
	at := time.Now().Add(-time.Hour)
	for n := range 15 {
		for range 1 + rng.IntN(3) {
			titles[rng.IntN(12)] = fmt.Sprintf("Word of %s %d", words[rng.IntN(len(words))], n)
		}
		var doc news.Document
		for i, title := range titles {
			doc.Items = append(doc.Items, article(i, title))
		}
		slices.SortFunc(doc.Items, func(x, y news.Item) int { return len(x.Link) - len(y.Link) })
		at = at.Add(time.Minute)
		if _, err := a.Store().SaveDocument(ctx, store.Fetch{FeedID: f.ID, URL: f.URL, At: at, Outcome: store.OutcomeNew}, doc); err != nil {
			t.Fatal(err)
		}
		if _, err := a.CatchUp(ctx, nil); err != nil {
			t.Fatal(err)
		}
		if n%4 == 0 {
			tagging := archive.Tagging{Add: []string{"mine"}, Question: archive.Question{Text: "japan"}}
			if n%8 == 0 {
				tagging.Add, tagging.Remove = nil, []string{"mine"}
			}
			if _, err := a.Tag(ctx, tagging); err != nil {
				t.Fatal(err)
			}
		}
		for name, query := range queries {
			if rng.IntN(3) == 0 {
				continue // not checked in this round
			}
			matching, err := a.Matching(ctx, archive.Question{Text: query}, nil)
			if err != nil {
				t.Fatal(err)
			}
			var want, got []int64
			for _, id := range matching.Stories {
				if !told[name][id] {
					want = append(want, id)
				}
			}
			size := 1 + rng.IntN(10) // what does not fit comes later
			answer, err := a.Search(ctx, archive.SearchOptions{Question: archive.Question{New: name}, Page: archive.Page{Size: size, Sort: archive.SortNewest, Group: archive.GroupNone}})
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range answer.Groups {
				for _, st := range g.Stories {
					got = append(got, st.ID)
					if !slices.Contains(want, st.ID) {
						t.Errorf("%d: %s tells story %d, which is not new", n, name, st.ID)
					}
					told[name][st.ID] = true
				}
			}
			if answer.Total != len(want) || len(got) != min(size, len(want)) {
				t.Errorf("%d: %s tells %v of %d, want %v", n, name, got, answer.Total, want)
			}
			if err := a.Shown(ctx, answer); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(told["plain"]) < 3 || len(told["tagged"]) < 2 {
		t.Errorf("too little was told to prove anything: %v", told)
	}
}
