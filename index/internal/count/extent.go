package count

import (
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"

	"github.com/RoaringBitmap/roaring/v2"
)

// Extent counts the chains and publishers of a request's stories, and has their
// first and last day.
type Extent struct {
	Chains     int    // of each story the latest
	Publishers int    // with different folded names
	First      string // day
	Last       string
}

// Extent measures documents.
func (s *Counter) Extent(docs *roaring.Bitmap) (extent Extent, err error) {
	if extent.First, err = s.endDay(docs, false); err != nil {
		return extent, err
	}
	if extent.Last, err = s.endDay(docs, true); err != nil {
		return extent, err
	}
	publishers, err := s.publishers(docs)
	if err != nil {
		return extent, err
	}
	extent.Publishers = len(publishers)
	extent.Chains, err = s.distinctChains(docs)
	return extent, err
}

// endDay returns the first or last day of documents, or "".
func (s *Counter) endDay(docs *roaring.Bitmap, newest bool) (string, error) {
	at := ""
	names, err := s.YearNames(document.KeyDate)
	if err != nil {
		return "", err
	}
	for ; len(at) < len("2006-01-02"); names = match.PeriodsIn(at) {
		if newest {
			slices.Reverse(names)
		}
		i := 0
		for ; i < len(names); i++ {
			inPeriod, err := match.Key(document.KeyDate, names[i]).Match(s.Session, nil)
			if err != nil {
				return "", err
			}
			if inPeriod.Intersects(docs) {
				break
			}
		}
		if i == len(names) {
			return "", nil
		}
		at = names[i]
	}
	return at, nil
}

// distinctChains counts the chains of documents. A story that was never linked
// together with another is a chain of its own.
func (s *Counter) distinctChains(docs *roaring.Bitmap) (int, error) {
	alone, err := match.Key(document.KeySize, document.Counted(1)).Match(s.Session, docs)
	if err != nil {
		return 0, err
	}
	n := int(Card(alone.GetCardinality()))
	several := roaring.AndNot(docs, alone)
	if several.IsEmpty() {
		return n, nil
	}
	all, err := s.NumbersOf(document.FieldChain, several.ToArray())
	if err != nil {
		return 0, err
	}
	chains := map[uint64]bool{}
	for _, chain := range all {
		if chain > 0 {
			chains[chain] = true
		}
	}
	return n + len(chains), nil
}
