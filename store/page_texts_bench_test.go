package store_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"newsarchive/internal/news"
	"newsarchive/store"
)

// BenchmarkPageTexts reads the texts of a page of twenty answers: in an archive
// without any, and where each has one of 500 words.
func BenchmarkPageTexts(b *testing.B) {
	s := newStore(b, filepath.Join(b.TempDir(), "archive.db"))
	f, _, err := s.Follow(b.Context(), news.Feed{URL: "https://feed.example/rss"}, 0)
	if err != nil {
		b.Fatal(err)
	}
	items := make([]news.Item, 20)
	ids := make([]int64, len(items))
	for i := range items {
		link := fmt.Sprintf("https://feed.example/%d", i)
		items[i] = news.Item{GUID: link, Link: link, Title: link, Stories: []news.Story{{Link: link, Title: link}}}
		ids[i] = int64(i + 1)
	}
	if _, err := s.SaveDocument(b.Context(), store.Fetch{FeedID: f.ID, At: start(), Outcome: store.OutcomeNew}, news.Document{Items: items}); err != nil {
		b.Fatal(err)
	}
	read := func(want int) func(*testing.B) {
		return func(b *testing.B) {
			for b.Loop() {
				if texts, err := s.PageTexts(b.Context(), ids); err != nil || len(texts) != want {
					b.Fatal(len(texts), err)
				}
			}
		}
	}
	b.Run("none", read(0))
	for _, id := range ids {
		words := ""
		for n := range 500 {
			words += fmt.Sprintf("word%d of story %d, ", n, id)
		}
		r := news.Reading{URL: "https://feed.example/", Reader: 1, Text: news.Text{Kind: news.PageArticle, HTML: "<p>" + words + "</p>", Plain: words}}
		if _, err := s.SavePage(b.Context(), store.PageFetch{Story: id, URL: r.URL, At: hour(1), Status: 200}, &r); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("twenty", read(len(ids)))
}
