package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/corpus"
	"newsarchive/store"
)

// BenchmarkSave saves real headlines as items of one story each: as fetches
// of 100 items, as imports of 1,000, and, to compare, as bare rows of a table
// with one index.
func BenchmarkSave(b *testing.B) {
	headlines := corpus.Headlines(b, 40_000)
	items := make([]news.Item, len(headlines))
	for i, h := range headlines {
		items[i] = h.Item(i)
	}
	b.Run("fetch", func(b *testing.B) {
		perStory(b, len(items), func(s *store.Store) error {
			f, _, err := s.Follow(b.Context(), news.Feed{URL: "https://feed.example/rss"}, 0)
			for at := 0; at < len(items) && err == nil; at += 100 {
				doc := news.Document{Items: items[at:min(at+100, len(items))], Partial: true}
				_, err = s.SaveDocument(b.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: time.Now()}, doc)
			}
			return err
		})
	})
	b.Run("import", func(b *testing.B) {
		perStory(b, len(items), func(s *store.Store) error {
			for at := 0; at < len(items); at += 1000 {
				if _, _, err := s.Import(b.Context(), items[at:min(at+1000, len(items))], time.Now()); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// perStory runs save on an empty archive and reports stories a second.
func perStory(b *testing.B, stories int, save func(*store.Store) error) {
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		s, err := store.Create(b.Context(), filepath.Join(b.TempDir(), "archive.db"), time.UTC)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := save(s); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		st, err := s.Stats(b.Context())
		if err != nil || st.Stories != stories {
			b.Fatalf("%d stories of %d: %v", st.Stories, stories, err)
		}
		_ = s.Close()
		b.StartTimer()
	}
	b.ReportMetric(float64(stories*b.N)/b.Elapsed().Seconds(), "stories/s")
}
