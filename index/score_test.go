package index

import (
	"strings"
	"testing"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

// TestCommonWordElsewhere promises that a word which no matching story has does
// not lower the scores of the others.
func TestCommonWordElsewhere(t *testing.T) {
	var docs []news.Entry
	for i := range 200 {
		d := news.Entry{ID: int64(i + 1), Title: "apple pie today", Language: "en", Publisher: "Big"}
		if i%4 == 0 {
			d.Title, d.Publisher = "a zebra"+strings.Repeat(" and more", i%7), "Foo"
		}
		docs = append(docs, d)
	}
	x := build(t, docs)
	ask := func(text string) []Hit {
		res, err := x.Search(t.Context(), Request{Query: parse(t, text), Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		return res.Hits
	}
	got, want := ask("(apple OR zebra) publisher:foo"), ask("zebra publisher:foo")
	if d := cmp.Diff(want, got); d != "" || want[0].Score == 0 {
		t.Errorf("scores %v:\n%s", want[0].Score, d)
	}
}
