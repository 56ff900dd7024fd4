package index

import (
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"
)

func BenchmarkSearch(b *testing.B) {
	docs := fromCorpus(b, 0)
	x := build(b, docs)
	for _, c := range []struct {
		name, text string
		sort       Sort
	}{
		{"words", "south korea japan summit", Relevance},
		{"common word", "the", Relevance},
		{"common word with forms", "says", Relevance},
		{"two common words", "the to", Relevance},
		{"any of three", "korea OR japan OR china", Relevance},
		{"phrase", `"white house"`, Relevance},
		{"common phrase", `"in the"`, Relevance},
		{"prefix", "kor*", Relevance},
		{"fuzzy", "koria~", Relevance},
		{"text", "text:korea", Relevance},
		{"newest", "trump", Newest},
		{"newest of a common word", "the", Newest},
		{"newest of all", "", Newest},
		{"not", "korea -north", Relevance},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := Request{Query: parse(b, c.text), Sort: c.sort, Size: 10}
			var total int64
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				res, err := x.Search(b.Context(), r)
				if err != nil {
					b.Fatal(err)
				}
				total = res.Total
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(total), "hits")
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
		})
	}
}

// BenchmarkApply applies batches of fifty stories to an index of all headlines.
func BenchmarkApply(b *testing.B) {
	docs := fromCorpus(b, 0)
	x := build(b, docs)
	var took []time.Duration
	n := len(docs)
	for b.Loop() {
		batch := slices.Clone(docs[(len(took)*50)%(n-50):][:50])
		for i := range batch {
			if i%2 == 0 { // half are new
				n++
				batch[i].ID = int64(n)
			}
		}
		start := time.Now()
		if err := bring(b.Context(), x, batch, nil, news.Mark{Seq: int64(len(took))}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	s, err := x.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(took[len(took)-1].Microseconds()), "slowest-µs")
	b.ReportMetric(float64(s.Segments), "segments")
}
