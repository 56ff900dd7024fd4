package index

import (
	"github.com/RoaringBitmap/roaring/v2"

	"newsarchive/store"
)

// Sort is the order of the hits.
type Sort uint8

// The orders: the most relevant first, among equals the newer; by effective
// date; by the size of the cluster, among equals the newer. A query without a
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

// ranker ranks what was matched in one session.
type ranker struct {
	*session
	entries func(ids []int64) ([]store.Entry, error) // of a broad question
}

// found is what a query has matched in an open index.
type found struct {
	docs   *roaring.Bitmap
	words  []weight
	scores *scores // of the best; nil: not known yet
	part   bool    // of what was found, with the scores of the whole
}

// find evaluates an expression.
func (s *ranker) find(e expr) (*found, error) {
	docs, err := e.match(s.session, nil)
	if err != nil {
		return nil, err
	}
	return &found{docs: docs, words: weights(e)}, nil
}

// within returns those of what was found that have some ids.
func (s *ranker) within(f *found, ids []int64) (*found, error) {
	docs, err := s.snapshot.ByID(decimal(ids))
	if err != nil {
		return nil, err
	}
	docs.And(f.docs)
	return &found{docs: docs, words: f.words, scores: f.scores, part: true}, nil
}

// page returns the hits from..from+size-1 in an order.
func (s *ranker) page(f *found, order Sort, from, size int) ([]Hit, error) {
	from, size = max(from, 0), max(size, 0)
	if size == 0 || uint64(from) >= f.docs.GetCardinality() {
		return nil, nil
	}
	var best []ranked
	var err error
	switch {
	case order == Largest:
		best, err = s.bySize(f.docs, from+size)
	case order == Oldest:
		best, err = s.byDate(f.docs, from+size, false)
	case order == Newest || len(f.words) == 0:
		best, err = s.byDate(f.docs, from+size, true)
	case s.broad != nil:
		best, err = s.byQuestion(f, from+size)
	default:
		best, err = s.byScore(f, from+size)
	}
	if err != nil {
		return nil, err
	}
	best = best[min(from, len(best)):min(from+size, len(best))]
	return s.hits(best)
}

// hits turns document numbers into story ids.
func (s *ranker) hits(best []ranked) ([]Hit, error) {
	docs := make([]uint32, len(best))
	for i, b := range best {
		docs[i] = b.doc
	}
	ids, err := s.storyIDs(docs)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, len(best))
	for i, id := range ids {
		hits[i] = Hit{ID: id, Score: float64(best[i].score)}
	}
	return hits, nil
}
