package rank

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// Doc is a document with what ranks it.
type Doc struct {
	Number      uint32
	score       float32
	Date        uint64 // 0 where it was not read
	ClusterSize int    // only where documents are ranked by it
}

// docsOf returns the documents of a ranking.
func docsOf(some []Doc) *roaring.Bitmap {
	docs := roaring.New()
	for _, r := range some {
		docs.Add(r.Number)
	}
	return docs
}

// rerank is the number of best documents whose positions are read. Those beyond
// keep their order.
const rerank = 256

// adjacentBonus multiplies the score of a document with all pairs side by side.
const adjacentBonus = 1.25

// byScore returns the n most relevant documents, or fewer; among equals the
// newer first.
func (s *Ranker) byScore(f *Matches, n int) ([]Doc, error) {
	row := adjacentWords(f.Words)
	depth := n
	if row != nil {
		depth = max(n, rerank)
	}
	if err := s.ensureScores(f, depth); err != nil {
		return nil, err
	}
	docs := f.Docs
	if !f.isPart {
		docs = f.scores.Docs
	}
	best, err := s.top(docs, f.scores, depth)
	if err != nil {
		return nil, err
	}
	closer := best[:min(rerank, len(best))]
	if err := s.boostAdjacent(closer, row); err != nil {
		return nil, err
	}
	slices.SortStableFunc(closer, descending)
	n = min(n, len(best))
	return best[:n], s.breakTies(best, n)
}

func descending(a, b Doc) int { return cmp.Compare(b.score, a.score) }

// top returns the n documents with the highest scores, the best first; among
// those with the lowest of these scores, the newest.
func (s *Ranker) top(docs *roaring.Bitmap, scores *scores, n int) ([]Doc, error) {
	numbers, all := scores.of(docs)
	least := Threshold(all, n)
	var best []Doc
	var tied []uint32
	for i, score := range all {
		switch {
		case score > least:
			best = append(best, Doc{Number: numbers[i], score: score})
		case score == least:
			tied = append(tied, numbers[i])
		}
	}
	slices.SortStableFunc(best, descending)
	last := roaring.BitmapOf(tied...)
	newest, err := s.ByDate(last, n-len(best), true)
	for _, r := range newest[:min(n-len(best), len(newest))] {
		best = append(best, Doc{Number: r.Number, score: least, Date: r.Date})
	}
	return best, err
}
