package index

import (
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/rank"

	"github.com/google/go-cmp/cmp"
)

// TestNumbers promises that the numbers of documents are read as they were
// written: of all documents and of a few, and if all have a number or some.
func TestNumbers(t *testing.T) {
	docs := make([]news.Entry, 5000)
	base := time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
	for i := range docs {
		docs[i] = news.Entry{ID: int64(i + 1), Title: "a title", Published: base.Add(time.Duration(i*7919) * time.Second)}
		if i%3 == 0 {
			docs[i].Chain, docs[i].ClusterSize = int64(1+i*1_000_003), 2
		}
	}
	docs[17].Published = time.Time{}
	docs[18].Published = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	x := build(t, docs[:4000])
	for i := 4000; i < len(docs); i += 500 {
		if err := bring(t.Context(), x, docs[i-300:i+500], []int64{int64(i - 20)}, news.Mark{}); err != nil {
			t.Fatal(err)
		}
	}
	wanted := func(field string, id int64) uint64 {
		d := docs[id-1]
		switch {
		case field == document.FieldWhen:
			return document.Moment(d.Published)
		case field == document.FieldSum:
			return document.Sum(&d)
		case d.ClusterSize > 1:
			return uint64(d.Chain)
		}
		return 0
	}
	err := x.View(t.Context(), func(v *View) error {
		every, err := v.s.Every()
		if err != nil {
			return err
		}
		all := every.ToArray()
		few := []uint32{all[0], all[5], all[6], all[1500], all[len(all)-1]}
		for _, field := range []string{document.FieldWhen, document.FieldSum, document.FieldChain} {
			for _, numbers := range [][]uint32{all, few, nil} {
				got, err := v.s.NumbersOf(field, numbers)
				if err != nil {
					return err
				}
				some := make([]rank.Doc, len(numbers))
				for i, doc := range numbers {
					some[i].Number = doc
				}
				hits, err := v.s.Hits(some)
				if err != nil {
					return err
				}
				want := make([]uint64, len(numbers))
				for i, h := range hits {
					want[i] = wanted(field, h.ID)
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("%s of %d documents:\n%s", field, len(numbers), d)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
