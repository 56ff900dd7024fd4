package index

import (
	"cmp"
	"container/heap"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// ranked is a document and what it is ranked by.
type ranked struct {
	doc   uint32
	score float32
	when  uint64 // its date; 0 where it was not asked for
	size  int    // of its cluster; only by size
}

// docsOf returns the documents of a ranking.
func docsOf(some []ranked) *roaring.Bitmap {
	docs := roaring.New()
	for _, r := range some {
		docs.Add(r.doc)
	}
	return docs
}

// rerank is how many of the best are looked at more closely: whether they
// have the words of the query in a row. Those beyond keep their order.
const rerank = 256

// nearBonus is what words in a row multiply a score by.
const nearBonus = 1.25

// byScore returns the n most relevant documents, or fewer; among equals the
// newer first.
func (s *ranker) byScore(f *found, n int) ([]ranked, error) {
	row := neighbours(f.words)
	depth := n
	if row != nil {
		depth = max(n, rerank)
	}
	if err := s.rate(f, depth); err != nil {
		return nil, err
	}
	docs := f.docs
	if !f.part {
		docs = f.scores.Docs
	}
	best, err := s.top(docs, f.scores, depth)
	if err != nil {
		return nil, err
	}
	closer := best[:min(rerank, len(best))]
	if err := s.reward(closer, row); err != nil {
		return nil, err
	}
	slices.SortStableFunc(closer, byWorth)
	n = min(n, len(best))
	return best[:n], s.settle(best, n)
}

func byWorth(a, b ranked) int { return cmp.Compare(b.score, a.score) }

// settle puts the newer first among equals, as far as they reach into the
// first n. The best come first.
func (s *ranker) settle(best []ranked, n int) error {
	for n > 0 && n < len(best) && best[n].score == best[n-1].score {
		n++
	}
	best = best[:n]
	var tied []int
	for i := range best {
		before, after := i > 0 && best[i-1].score == best[i].score, i+1 < n && best[i+1].score == best[i].score
		if (before || after) && best[i].when == 0 {
			tied = append(tied, i)
		}
	}
	slices.SortFunc(tied, func(a, b int) int { return cmp.Compare(best[a].doc, best[b].doc) })
	docs := make([]uint32, len(tied))
	for i, at := range tied {
		docs[i] = best[at].doc
	}
	dates, err := s.numbersOf(fieldWhen, docs)
	if err != nil {
		return err
	}
	for i, at := range tied {
		best[at].when = dates[i]
	}
	slices.SortStableFunc(best, func(a, b ranked) int {
		if a.score != b.score {
			return byWorth(a, b)
		}
		return cmp.Or(cmp.Compare(b.when, a.when), cmp.Compare(b.doc, a.doc))
	})
	return nil
}

// top returns the n documents with the highest scores, best first; of those
// that are as good as the last, the newest.
func (s *ranker) top(docs *roaring.Bitmap, scores *scores, n int) ([]ranked, error) {
	numbers, all := scores.of(docs)
	least := threshold(all, n)
	var best []ranked
	var tied []uint32
	for i, score := range all {
		switch {
		case score > least:
			best = append(best, ranked{doc: numbers[i], score: score})
		case score == least:
			tied = append(tied, numbers[i])
		}
	}
	slices.SortStableFunc(best, byWorth)
	last := roaring.BitmapOf(tied...)
	newest, err := s.byDate(last, n-len(best), true)
	for _, r := range newest[:min(n-len(best), len(newest))] {
		best = append(best, ranked{doc: r.doc, score: least, when: r.when})
	}
	return best, err
}

// threshold returns the n-th highest of some numbers, or the lowest.
func threshold[T cmp.Ordered](all []T, n int) (least T) {
	h := make(worst[T], 0, min(n, len(all)))
	for _, x := range all {
		switch {
		case len(h) < n:
			heap.Push(&h, x)
		case x > h[0]:
			h[0] = x
			heap.Fix(&h, 0)
		}
	}
	if len(h) > 0 {
		least = h[0]
	}
	return least
}

// worst is a heap with the lowest on top.
type worst[T cmp.Ordered] []T

func (h worst[T]) Len() int           { return len(h) }
func (h worst[T]) Less(i, j int) bool { return h[i] < h[j] }
func (h worst[T]) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *worst[T]) Push(x any)        { *h = append(*h, x.(T)) } //nolint:errcheck,forcetypeassert // only ours
func (h *worst[T]) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
