package rank

import (
	"slices"

	"newsarchive/index/internal/match"

	"github.com/RoaringBitmap/roaring/v2"
)

// pruneMin is the number of matches above which documents with a low upper
// bound are skipped (MaxScore).
const pruneMin = 1 << 12

// ensureScores scores the n best of the matches, or all of a part of them,
// unless they have been scored.
func (s *Ranker) ensureScores(f *Matches, n int) (err error) {
	switch {
	case f.scores == nil, !f.isPart && f.scores.exactDepth < n:
		f.scores, err = s.scoreBest(f.Docs, f.Words, n)
	case f.isPart && f.Docs.AndCardinality(f.scores.Docs) < f.Docs.GetCardinality():
		f.scores, err = s.rescore(f, f.Docs)
	default:
		return nil
	}
	if err == nil {
		err = s.putFirst(f)
	}
	return err
}

// rescore scores other documents as the matches were.
func (s *Ranker) rescore(f *Matches, docs *roaring.Bitmap) (*scores, error) {
	words, err := s.byDocFreq(f.Words)
	if err != nil {
		return nil, err
	}
	sc, err := s.scoreAs(f.scores, docs, words)
	if err == nil {
		sc.exactDepth = f.scores.exactDepth
	}
	return sc, err
}

// scoreAs scores documents with the average length of others.
func (s *Ranker) scoreAs(others *scores, docs *roaring.Bitmap, words []wordFreq) (*scores, error) {
	sc := s.unscored(docs)
	sc.avgLen = others.avgLen
	return sc, sc.addWords(words)
}

// scoreBest scores at least the n best documents. The upper bound of a document
// with one of the words is the maximum impact of that word: when n documents
// with two words or more score higher, documents with that word alone are
// skipped.
func (s *Ranker) scoreBest(docs *roaring.Bitmap, asked []match.Word, n int) (*scores, error) {
	matches := docs.GetCardinality()
	if matches < pruneMin || len(asked) < 2 {
		return s.score(docs, asked)
	}
	words, err := s.byDocFreq(asked)
	if err != nil || len(words) < 2 || matches <= words[len(words)-1].docFreq { // every document may have every word
		return s.score(docs, asked)
	}
	several, byWord, err := s.withTwoTerms(docs, words)
	if err != nil {
		return nil, err
	}
	if c := several.GetCardinality(); c < uint64(n) || c > matches/2 { // not negative
		return s.score(docs, asked)
	}
	common := slices.IndexFunc(byWord, docs.Intersects)
	first := s.unscored(roaring.And(byWord[common], docs)) // has the average length
	if err := first.readFreqs(words[common]); err != nil {
		return nil, err
	}
	sc, err := s.scoreAs(first, several, words)
	if err != nil {
		return nil, err
	}
	threshold := Threshold(sc.values, n)
	alone, rest := words[:0:0], roaring.New() // words whose documents may score higher with them alone
	for i, w := range words {
		if s.maxImpact(w, bm25K1) > threshold {
			alone = append(alone, w)
			rest.Or(byWord[i])
		}
	}
	rest.And(docs)
	if rest.AndNot(several); !rest.IsEmpty() {
		more, err := s.scoreAs(first, rest, alone)
		if err != nil {
			return nil, err
		}
		sc = sc.with(more)
	}
	sc.exactDepth = n
	return sc, nil
}

// withTwoTerms returns the documents that have two of the words or more, and for
// each word all documents of the index that have it.
func (s *Ranker) withTwoTerms(docs *roaring.Bitmap, words []wordFreq) (two *roaring.Bitmap, byWord []*roaring.Bitmap, err error) {
	one, several := make([]uint64, docs.DenseSize()), make([]uint64, docs.DenseSize()) // a bit for each document
	byWord = make([]*roaring.Bitmap, len(words))
	for i, w := range words {
		if byWord[i], err = match.AnyOf(w.Field, w.Terms).Match(s.Session, nil); err != nil {
			return nil, nil, err
		}
		byWord[i].Iterate(func(doc uint32) bool {
			at, bit := int(doc/64), uint64(1)<<(doc%64)
			if at >= len(one) {
				return false
			}
			several[at] |= one[at] & bit
			one[at] |= bit
			return true
		})
	}
	two = roaring.FromDense(several, false)
	two.And(docs)
	return two, byWord, nil
}
