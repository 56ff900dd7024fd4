package index

import (
	"fmt"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

// TestTies promises that equal stories come by their ids, the highest first, in
// every order, and that a built index and one that followed in small batches,
// with stories written again and segments merged, answer alike.
func TestTies(t *testing.T) {
	const n = 300
	docs := make([]news.Entry, n)
	for i := range docs {
		docs[i] = news.Entry{
			ID: int64(i + 1), Title: fmt.Sprint("Korea and Japan ", i%3), Language: "en", Publisher: "AP", ClusterSize: 1 + i%2,
			Published: time.Date(2026, 1, 13, 0, 0, 0, 0, time.UTC), Day: "2026-01-13", SeenDay: "2026-01-14",
		}
	}
	built := build(t, docs)
	followed := build(t, docs[:10])
	mark := news.Mark{Seq: 1, Nonce: 1}
	for at := 0; at < n; at += 25 { // the first ones again: their numbers change
		next := news.Mark{Seq: mark.Seq + 25, Nonce: 1}
		some := append(docs[at:at+25:at+25], docs[(at*7)%n])
		if err := followed.Apply(t.Context(), Batch{From: mark, To: next, Upserts: some}); err != nil {
			t.Fatal(err)
		}
		mark = next
	}
	for _, text := range []string{"korea", "korea japan", "korea OR japan", "", "publisher:ap"} {
		for _, order := range []Sort{Relevance, Newest, Oldest, Largest} {
			r := Request{Query: parse(t, text), Sort: order, Size: n}
			all := ranked(t, built, r)
			for i := 1; i < len(all); i++ {
				if tied := order != Largest || i != n/2; tied && all[i-1] < all[i] {
					t.Errorf("%q in the order %d: story %d comes before %d", text, order, all[i-1], all[i])
					break
				}
			}
			for _, size := range []int{10, n} {
				r.Size = size
				if d := cmp.Diff(all[:size], ranked(t, followed, r)); d != "" {
					t.Errorf("%q in the order %d: the first %d differ:\n%s", text, order, size, d)
				}
			}
		}
	}
}

// ranked returns what is found, in its order.
func ranked(t *testing.T, x *Index, r Request) (ids []int64) {
	t.Helper()
	res, err := x.Search(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}
