package index

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// manyRated is from how many documents on it is worth a thought which of them
// can be among the best.
const manyRated = 1 << 12

// rate finds out the scores of the n best of what was found, or of all of a
// part.
func (s *ranker) rate(f *found, n int) (err error) {
	switch {
	case f.scores == nil, !f.part && f.scores.deep < n:
		f.scores, err = s.scoreBest(f.docs, f.words, n)
	case f.part && f.docs.AndCardinality(f.scores.Docs) < f.docs.GetCardinality():
		var words []valued
		if words, err = s.frequent(f.words); err == nil {
			f.scores, err = s.scoreAs(f.scores, f.docs, words)
		}
	}
	return err
}

// scoreAs scores documents as others were, by the same usual length.
func (s *ranker) scoreAs(others *scores, docs *roaring.Bitmap, words []valued) (*scores, error) {
	sc := s.unscored(docs)
	sc.usual = others.usual
	return sc, sc.add(words)
}

// scoreBest scores as many of the documents as it takes to have the n best
// among them. Who has one word only gains less than that word is worth at
// most: if there are n documents with two of the words and a higher score,
// the others need not be looked at.
func (s *ranker) scoreBest(docs *roaring.Bitmap, asked []weight, n int) (*scores, error) {
	found := docs.GetCardinality()
	if found < manyRated || len(asked) < 2 {
		return s.score(docs, asked)
	}
	words, err := s.frequent(asked)
	if err != nil || len(words) < 2 || found <= words[len(words)-1].have { // all may have all words
		return s.score(docs, asked)
	}
	several, have, err := s.several(docs, words)
	if err != nil {
		return nil, err
	}
	if c := several.GetCardinality(); c < uint64(n) || c > found/2 { //nolint:gosec // not negative
		return s.score(docs, asked)
	}
	common := slices.IndexFunc(have, docs.Intersects)
	first := s.unscored(roaring.And(have[common], docs)) // tells the usual length
	if err := first.weigh(words[common]); err != nil {
		return nil, err
	}
	sc, err := s.scoreAs(first, several, words)
	if err != nil {
		return nil, err
	}
	least := threshold(sc.all, n)
	more := several.Clone()
	for i, w := range words {
		if s.most(w, bm25K1) > least {
			more.Or(have[i])
		}
	}
	more.And(docs)
	if c := more.GetCardinality(); c > several.GetCardinality() {
		if sc, err = s.scoreAs(first, more, words); err != nil {
			return nil, err
		}
	}
	sc.deep = n
	return sc, nil
}

// several returns those of some documents that have two of the words or more,
// and which have each, be they of them or not.
func (s *ranker) several(docs *roaring.Bitmap, words []valued) (two *roaring.Bitmap, have []*roaring.Bitmap, err error) {
	one, two := roaring.New(), roaring.New()
	have = make([]*roaring.Bitmap, len(words))
	for i, w := range words {
		if have[i], err = (terms{w.field, w.terms}).match(s.session, nil); err != nil {
			return nil, nil, err
		}
		two.Or(roaring.And(one, have[i]))
		one.Or(have[i])
	}
	two.And(docs)
	return two, have, nil
}
