package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"newsarchive/internal/query"
	"newsarchive/store"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/google/go-cmp/cmp"
)

// TestBestOfMany promises that the best of many documents are the same, with
// the same scores, whether all are weighed or only those that may be among
// them; and so is a part of what was found.
func TestBestOfMany(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same each time
	docs := make([]store.Entry, 3*manyRated)
	for i := range docs {
		var title []string
		for range 3 + rng.IntN(9) {
			title = append(title, fmt.Sprintf("word%d", int(rng.ExpFloat64()*6)))
		}
		docs[i] = store.Entry{ID: int64(i + 1), Title: strings.Join(title, " "), Language: "en", Publisher: fmt.Sprint("paper", i%3)}
	}
	x := build(t, docs)
	narrowed := 0
	err := x.View(t.Context(), func(v *View) error {
		for _, text := range []string{
			"word0 OR word1 OR word2", "word5 OR word9 OR word14", "word3 OR word9 OR word40", "word7 OR word8 OR word9 OR word10 OR word7",
			"(word0 OR word6) -word1", "(word9 OR word10 OR word11 OR word12) publisher:paper1", "word1 word2",
		} {
			q, err := query.Parse(text, query.Options{})
			if err != nil {
				return err
			}
			f, err := v.find(Request{Query: q})
			if err != nil {
				return err
			}
			all, err := v.s.score(f.docs, f.words)
			if err != nil {
				return err
			}
			for _, n := range []int{10, 256, 700} {
				some, err := v.s.scoreBest(f.docs, f.words, n)
				if err != nil {
					return err
				}
				if some.deep == n {
					narrowed++
				}
				want, err := v.s.top(f.docs, all, n)
				if err != nil {
					return err
				}
				got, err := v.s.top(some.Docs, some, n)
				if err != nil {
					return err
				}
				if d := cmp.Diff(want, got, cmp.AllowUnexported(ranked{})); d != "" {
					t.Errorf("%s, the best %d of %d, %d weighed:\n%s", text, n, len(all.Numbers), len(some.Numbers), d)
				}
				part := &found{docs: roaring.BitmapOf(f.docs.ToArray()[:20]...), words: f.words, scores: some, part: true}
				if err := v.s.rate(part, 5); err != nil {
					return err
				}
				if _, got := part.scores.of(part.docs); !slices.Equal(got, all.all[:20]) {
					t.Errorf("%s: a part of it has the scores %v, not %v", text, got, all.all[:20])
				}
			}
		}
		return nil
	})
	if err != nil || narrowed < 5 {
		t.Fatalf("narrowed %d times: %v", narrowed, err)
	}
}

// TestCommonWordElsewhere promises that a word which none of the stories found
// has takes nothing from what the others are worth.
func TestCommonWordElsewhere(t *testing.T) {
	var docs []store.Entry
	for i := range 200 {
		d := store.Entry{ID: int64(i + 1), Title: "apple pie today", Language: "en", Publisher: "Big"}
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
