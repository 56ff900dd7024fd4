package rank

import (
	"slices"

	"newsarchive/index/internal/match"

	"github.com/RoaringBitmap/roaring/v2"
)

// pruneMin is from how many documents on it is worth a thought which of them
// can be among the best.
const pruneMin = 1 << 12

// ensureScores finds out the scores of the n best of what was found, or of all of a
// part.
func (s *Ranker) ensureScores(f *Matches, n int) (err error) {
	switch {
	case f.scores == nil, !f.isPart && f.scores.exactDepth < n:
		f.scores, err = s.scoreBest(f.Docs, f.Words, n)
	case f.isPart && f.Docs.AndCardinality(f.scores.Docs) < f.Docs.GetCardinality():
		var words []wordFreq
		if words, err = s.byDocFreq(f.Words); err == nil {
			f.scores, err = s.scoreAs(f.scores, f.Docs, words)
		}
	}
	return err
}

// scoreAs scores documents as others were, by the same usual length.
func (s *Ranker) scoreAs(others *scores, docs *roaring.Bitmap, words []wordFreq) (*scores, error) {
	sc := s.unscored(docs)
	sc.avgLen = others.avgLen
	return sc, sc.addWords(words)
}

// scoreBest scores as many of the documents as it takes to have the n best
// among them. Who has one word only gains less than that word is worth at
// most: if there are n documents with two of the words and a higher score,
// the others need not be looked at.
func (s *Ranker) scoreBest(docs *roaring.Bitmap, asked []match.Word, n int) (*scores, error) {
	found := docs.GetCardinality()
	if found < pruneMin || len(asked) < 2 {
		return s.score(docs, asked)
	}
	words, err := s.byDocFreq(asked)
	if err != nil || len(words) < 2 || found <= words[len(words)-1].docFreq { // all may have all words
		return s.score(docs, asked)
	}
	several, have, err := s.withTwoTerms(docs, words)
	if err != nil {
		return nil, err
	}
	if c := several.GetCardinality(); c < uint64(n) || c > found/2 { // not negative
		return s.score(docs, asked)
	}
	common := slices.IndexFunc(have, docs.Intersects)
	first := s.unscored(roaring.And(have[common], docs)) // tells the usual length
	if err := first.addWord(words[common]); err != nil {
		return nil, err
	}
	sc, err := s.scoreAs(first, several, words)
	if err != nil {
		return nil, err
	}
	least := Threshold(sc.values, n)
	more := several.Clone()
	for i, w := range words {
		if s.maxImpact(w, bm25K1) > least {
			more.Or(have[i])
		}
	}
	more.And(docs)
	if c := more.GetCardinality(); c > several.GetCardinality() {
		if sc, err = s.scoreAs(first, more, words); err != nil {
			return nil, err
		}
	}
	sc.exactDepth = n
	return sc, nil
}

// withTwoTerms returns those of some documents that have two of the words or more,
// and which have each, be they of them or not.
func (s *Ranker) withTwoTerms(docs *roaring.Bitmap, words []wordFreq) (two *roaring.Bitmap, have []*roaring.Bitmap, err error) {
	one, two := roaring.New(), roaring.New()
	have = make([]*roaring.Bitmap, len(words))
	for i, w := range words {
		if have[i], err = match.AnyOf(w.Field, w.Terms).Match(s.Session, nil); err != nil {
			return nil, nil, err
		}
		two.Or(roaring.And(one, have[i]))
		one.Or(have[i])
	}
	two.And(docs)
	return two, have, nil
}
