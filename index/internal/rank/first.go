package rank

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// firstScore is added to the score of what comes first, for the best of it twice:
// more than the words of any query are worth together.
const firstScore = 4096

// putFirst raises the scores of the matches that come first, whatever their words
// are worth.
func (s *Ranker) putFirst(f *Matches) error {
	if f.First == nil {
		return nil
	}
	ranks, err := f.First()
	if err != nil {
		return err
	}
	for _, e := range ranks {
		first, err := e.Match(s.Session, f.Docs)
		if err != nil {
			return err
		}
		if first.IsEmpty() {
			continue
		}
		if !f.isPart && first.AndCardinality(f.scores.Docs) < first.GetCardinality() {
			if f.scores, err = s.rescore(f, roaring.Or(f.scores.Docs, first)); err != nil {
				return err
			}
		}
		f.scores.raise(first)
	}
	return nil
}

// raise adds to the scores of documents.
func (sc *scores) raise(docs *roaring.Bitmap) {
	for it := docs.Iterator(); it.HasNext(); {
		if at, ok := slices.BinarySearch(sc.Numbers, it.Next()); ok {
			sc.values[at] += firstScore
		}
	}
}
