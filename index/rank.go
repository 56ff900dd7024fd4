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
}

// rerank is how many of the best are looked at more closely: whether they
// have the words of the query in a row. Those beyond keep their order.
const rerank = 256

// nearBonus is what words in a row multiply a score by.
const nearBonus = 1.25

// byScore returns the n most relevant documents, or fewer.
func (s *session) byScore(f found, n int) ([]ranked, error) {
	scores, err := s.score(f.docs, f.words)
	if err != nil {
		return nil, err
	}
	best := top(f.docs, scores.all, max(n, rerank))
	closer := best[:min(rerank, len(best))]
	if err := s.reward(closer, f.words); err != nil {
		return nil, err
	}
	slices.SortFunc(closer, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.doc, a.doc))
	})
	n = min(n, len(best))
	return best[:n], s.settleTies(best, n)
}

// settleTies puts the newer first among equals, as far as they reach into the
// first n.
func (s *session) settleTies(best []ranked, n int) error {
	for from := 0; from < n; {
		to := from + 1
		for to < len(best) && best[to].score == best[from].score {
			to++
		}
		if tied := best[from:to]; len(tied) > 1 {
			if err := s.date(tied); err != nil {
				return err
			}
			slices.SortFunc(tied, func(a, b ranked) int {
				return cmp.Or(cmp.Compare(b.when, a.when), cmp.Compare(b.doc, a.doc))
			})
		}
		from = to
	}
	return nil
}

// top returns the n documents with the highest scores, best first.
func top(docs *roaring.Bitmap, scores []float32, n int) []ranked {
	h := make(worst, 0, min(n, len(scores)))
	it := docs.Iterator()
	for _, score := range scores {
		r := ranked{doc: it.Next(), score: score}
		switch {
		case len(h) < n:
			heap.Push(&h, r)
		case r.score >= h[0].score:
			h[0] = r
			heap.Fix(&h, 0)
		}
	}
	slices.SortFunc(h, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.doc, a.doc))
	})
	return h
}

// worst is a heap with the lowest score on top.
type worst []ranked

func (h worst) Len() int { return len(h) }
func (h worst) Less(i, j int) bool {
	return h[i].score < h[j].score || h[i].score == h[j].score && h[i].doc < h[j].doc
}
func (h worst) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *worst) Push(x any)   { *h = append(*h, x.(ranked)) } //nolint:errcheck,forcetypeassert // only ours
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
