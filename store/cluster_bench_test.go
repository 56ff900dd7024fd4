package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// BenchmarkLargeCluster saves one cluster of many stories, again with other
// headlines, and reads what the index holds of it. Time and memory are to grow
// with its length, not with the square of it.
func BenchmarkLargeCluster(b *testing.B) {
	for _, n := range []int{300, 1000, 3000} {
		b.Run(fmt.Sprint(n, " stories"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				largeCluster(b, n)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/story")
		})
	}
}

func largeCluster(b *testing.B, n int) {
	s, err := store.Create(b.Context(), filepath.Join(b.TempDir(), "archive.db"), time.UTC)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // nothing is waiting
	f, _, err := s.Follow(b.Context(), news.Feed{URL: "https://news.example/rss"}, 0)
	if err != nil {
		b.Fatal(err)
	}
	for fetch := range 2 {
		it := news.Item{GUID: "T0", Link: google("T0"), Title: "Headline", Cluster: true, Content: fmt.Sprint("a list", fetch)}
		for i := range n {
			it.Stories = append(it.Stories, news.Story{
				Link: google(fmt.Sprint("T", i)), Title: fmt.Sprintf("Headline %d of many that tell of one thing, fetch %d", i, fetch), Publisher: fmt.Sprint("Paper ", i),
			})
		}
		_, err := s.SaveDocument(b.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: hour(fetch), Outcome: store.OutcomeNew},
			news.Document{Items: []news.Item{it}})
		if err != nil {
			b.Fatal(err)
		}
	}
	for _, err := range s.AllEntries(b.Context()) {
		if err != nil {
			b.Fatal(err)
		}
	}
}
