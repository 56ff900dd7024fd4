package index_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"time"

	"newsarchive/index"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// An index is made of entries, follows by batches, and answers requests.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "index")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	x := index.Open(dir, index.Options{})

	// The first generation, up to change 1 of the log.
	b, err := x.Build()
	if err != nil {
		panic(err)
	}
	defer b.Close()
	day := time.Date(2026, 1, 14, 0, 0, 0, 0, time.UTC)
	first := news.Entry{ID: 7, Title: "Lighthouse reopens", Publisher: "Reuters", Published: day, Day: "2026-01-14", Seen: day, SeenDay: "2026-01-14"}
	all := func(yield func([]news.Entry, error) bool) { yield([]news.Entry{first}, nil) }
	from := news.Mark{Seq: 1, Nonce: 42}
	if err := b.Load(ctx, iter.Seq2[[]news.Entry, error](all), from, nil); err != nil {
		panic(err)
	}
	if err := b.Publish(ctx, func(news.Mark) error { return nil }); err != nil {
		panic(err)
	}

	// A later change, compared and set with the mark.
	second := first
	second.ID, second.Title = 8, "Lighthouses of the north"
	if err := x.Apply(ctx, index.Batch{From: from, To: news.Mark{Seq: 2, Nonce: 43}, Upserts: []news.Entry{second}}); err != nil {
		panic(err)
	}

	q, err := query.Parse("lighthouse", query.Options{})
	if err != nil {
		panic(err)
	}
	err = x.View(ctx, func(v *index.View) error {
		found, err := v.Search(index.Request{Query: q, Size: 10})
		if err != nil {
			return err
		}
		fmt.Println(found.Total, "stories; the index holds change", found.Mark.Seq)
		for _, hit := range found.Hits {
			fmt.Println(hit.ID)
		}
		return nil
	})
	if err != nil {
		panic(err)
	}
	// Unordered output:
	// 2 stories; the index holds change 2
	// 7
	// 8
}
