package store_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"newsarchive/internal/news"
	"newsarchive/store"
)

// An archive is created, a fetched document is saved, and its items are read.
func Example() {
	dir, err := os.MkdirTemp("", "store-*")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	if err := saveAndRead(context.Background(), filepath.Join(dir, "archive.db")); err != nil {
		log.Print(err)
	}
	// Output:
	// 1 new item, 1 new story
	// 2026-01-14 Harbour reopens https://news.example/harbour
}

func saveAndRead(ctx context.Context, path string) error {
	s, err := store.Create(ctx, path, time.UTC)
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // everything is committed
	feed, _, err := s.Follow(ctx, news.Feed{URL: "https://news.example/rss"}, time.Hour)
	if err != nil {
		return err
	}
	doc := news.Document{Items: []news.Item{{
		GUID:      "harbour",
		Link:      "https://news.example/harbour",
		Title:     "Harbour reopens",
		Published: news.Day(2026, time.January, 14),
		Stories:   []news.Story{{Link: "https://news.example/harbour", Title: "Harbour reopens"}},
	}}}
	fetch := store.Fetch{FeedID: feed.ID, URL: feed.URL, At: time.Now(), Outcome: store.OutcomeNew}
	saved, err := s.SaveDocument(ctx, fetch, doc)
	if err != nil {
		return err
	}
	fmt.Printf("%d new item, %d new story\n", saved.Items, saved.Stories)
	for item, err := range s.Items(ctx, store.ItemFilter{Feed: feed.ID}) {
		if err != nil {
			return err
		}
		fmt.Println(item.Published, item.Headline(), item.Link)
	}
	return nil
}
