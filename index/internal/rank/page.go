package rank

import (
	"github.com/RoaringBitmap/roaring/v2"

	"newsarchive/internal/news"

	"newsarchive/index/internal/match"
)

// Sort is the order of the hits.
type Sort uint8

// The orders: the most relevant first, among equals the newer; by effective
// date; by the size of the cluster, among equals the newer. What is equal in all
// of that comes by the id of the story, the highest first. A query without a
// word that counts is answered newest first.
const (
	Relevance Sort = iota
	Newest
	Oldest
	Largest // of the largest clusters
)

// Hit is a story that matches.
type Hit struct {
	ID    int64
	Score float64 // by Relevance, else 0; only comparable within one answer
}

// Ranker ranks what was matched in one session.
type Ranker struct {
	*match.Session
	Entries func(ids []int64) ([]news.Entry, error) // of a broad question
}

// Matches is what a query has matched in an open index.
type Matches struct {
	Docs   *roaring.Bitmap
	Words  []match.Word
	First  func() ([]match.Expr, error) // what comes first of them, the best last; may be nil
	scores *scores                      // of the best; nil: not scored yet
	isPart bool                         // of other matches, with the scores of the whole
}

// Find evaluates an expression.
func (s *Ranker) Find(e match.Expr) (*Matches, error) {
	docs, err := e.Match(s.Session, nil)
	if err != nil {
		return nil, err
	}
	return &Matches{Docs: docs, Words: WordsOf(e)}, nil
}

// Restrict returns the matches with some ids.
func (s *Ranker) Restrict(f *Matches, ids []int64) (*Matches, error) {
	docs, err := s.Snapshot.ByID(match.DecimalIDs(ids))
	if err != nil {
		return nil, err
	}
	docs.And(f.Docs)
	return &Matches{Docs: docs, Words: f.Words, First: f.First, scores: f.scores, isPart: true}, nil
}

// Page returns the hits from..from+size-1 in an order.
func (s *Ranker) Page(f *Matches, order Sort, from, size int) ([]Hit, error) {
	from, size = max(from, 0), max(size, 0)
	if size == 0 || uint64(from) >= f.Docs.GetCardinality() {
		return nil, nil
	}
	var best []Doc
	var err error
	switch {
	case order == Largest:
		best, err = s.BySize(f.Docs, from+size)
	case order == Oldest:
		best, err = s.ByDate(f.Docs, from+size, false)
	case order == Newest || len(f.Words) == 0:
		best, err = s.ByDate(f.Docs, from+size, true)
	case s.Broad != nil:
		best, err = s.byQuestion(f, from+size)
	default:
		best, err = s.byScore(f, from+size)
	}
	if err != nil {
		return nil, err
	}
	best = best[min(from, len(best)):min(from+size, len(best))]
	return s.Hits(best)
}

// Hits returns documents as hits.
func (s *Ranker) Hits(best []Doc) ([]Hit, error) {
	docs := make([]uint32, len(best))
	for i, b := range best {
		docs[i] = b.Number
	}
	ids, err := s.StoryIDs(docs)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, len(best))
	for i, id := range ids {
		hits[i] = Hit{ID: id, Score: float64(best[i].score)}
	}
	return hits, nil
}
