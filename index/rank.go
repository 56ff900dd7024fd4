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
	when  string
	size  int // of its cluster; only by size
}

// rerank is how many of the best are looked at more closely: whether they
// have the words of the query in a row. Those beyond keep their order.
const rerank = 256

// nearBonus is what words in a row multiply a score by.
const nearBonus = 1.25

// byScore returns the n most relevant documents, or fewer.
func (s *session) byScore(docs *roaring.Bitmap, scores *scores, words []weight, n int) ([]ranked, error) {
	best, err := s.top(docs, scores, max(n, rerank))
	if err != nil {
		return nil, err
	}
	closer := best[:min(rerank, len(best))]
	if err := s.reward(closer, words); err != nil {
		return nil, err
	}
	slices.SortStableFunc(closer, byWorth)
	n = min(n, len(best))
	return best[:n], s.settleTies(best, n)
}

func byWorth(a, b ranked) int { return cmp.Compare(b.score, a.score) }

// settleTies puts the newer first among equals, as far as they reach into the
// first n.
func (s *session) settleTies(best []ranked, n int) error {
	for from := 0; from < n; {
		to := from + 1
		for to < len(best) && best[to].score == best[from].score {
			to++
		}
		if tied := best[from:to]; len(tied) > 1 {
			if err := s.settle(tied, n-from); err != nil {
				return err
			}
		}
		from = to
	}
	return nil
}

// settle puts the n newest first.
func (s *session) settle(tied []ranked, n int) error {
	docs := roaring.New()
	for _, r := range tied {
		docs.Add(r.doc)
	}
	newest, err := s.byDate(docs, n, true)
	if err != nil {
		return err
	}
	score := tied[0].score
	for i, r := range newest {
		docs.Remove(r.doc)
		tied[i] = ranked{doc: r.doc, score: score}
	}
	i := len(newest)
	for it := docs.Iterator(); it.HasNext(); i++ {
		tied[i] = ranked{doc: it.Next(), score: score}
	}
	return nil
}

// top returns the n documents with the highest scores, best first; of those
// that are as good as the last, the newest.
func (s *session) top(docs *roaring.Bitmap, scores *scores, n int) ([]ranked, error) {
	all := scores.of(docs)
	least := threshold(all, n)
	var best []ranked
	var tied []uint32
	it := docs.Iterator()
	for _, score := range all {
		switch doc := it.Next(); {
		case score > least:
			best = append(best, ranked{doc: doc, score: score})
		case score == least:
			tied = append(tied, doc)
		}
	}
	slices.SortStableFunc(best, byWorth)
	last := roaring.BitmapOf(tied...)
	newest, err := s.byDate(last, n-len(best), true)
	for _, r := range newest[:min(n-len(best), len(newest))] {
		best = append(best, ranked{doc: r.doc, score: least})
	}
	return best, err
}

// threshold returns the n-th highest of some scores, or the lowest.
func threshold(all []float32, n int) float32 {
	h := make(worst, 0, n)
	for _, score := range all {
		switch {
		case len(h) < n:
			heap.Push(&h, score)
		case score > h[0]:
			h[0] = score
			heap.Fix(&h, 0)
		}
	}
	if len(h) == 0 {
		return 0
	}
	return h[0]
}

// worst is a heap with the lowest score on top.
type worst []float32

func (h worst) Len() int           { return len(h) }
func (h worst) Less(i, j int) bool { return h[i] < h[j] }
func (h worst) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *worst) Push(x any)        { *h = append(*h, x.(float32)) } //nolint:errcheck,forcetypeassert // only ours
func (h *worst) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// date fills in when the documents were published.
func (s *session) date(some []ranked) error {
	docs := make([]uint32, len(some))
	order := make([]int, len(some))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(some[a].doc, some[b].doc) })
	for i, at := range order {
		docs[i] = some[at].doc
	}
	when, err := s.instants(fieldWhen, docs)
	for i, at := range order {
		if err == nil {
			some[at].when = when[i]
		}
	}
	return err
}
