package index

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// Reach tells how far the stories of a request reach.
type Reach struct {
	Chains     int    // each story by its latest
	Publishers int    // by their folded names
	First      string // day
	Last       string
}

// Reach measures what a request finds.
func (v *View) Reach(r Request) (reach Reach, err error) {
	f, err := v.find(r)
	if err != nil {
		return reach, err
	}
	if reach.First, err = v.s.endDay(f.docs, false); err != nil {
		return reach, err
	}
	if reach.Last, err = v.s.endDay(f.docs, true); err != nil {
		return reach, err
	}
	publishers, err := v.s.publishers(f.docs)
	if err != nil {
		return reach, err
	}
	reach.Publishers = len(publishers)
	reach.Chains, err = v.s.distinctChains(f.docs)
	return reach, err
}

// endDay returns the first or last day that documents have, or "".
func (s *session) endDay(docs *roaring.Bitmap, newest bool) (string, error) {
	at := ""
	names, err := s.yearNames(keyDate)
	if err != nil {
		return "", err
	}
	for ; len(at) < len("2006-01-02"); names = periodsIn(at) {
		if newest {
			slices.Reverse(names)
		}
		i := 0
		for ; i < len(names); i++ {
			have, err := key(keyDate, names[i]).match(s, nil)
			if err != nil {
				return "", err
			}
			if have.Intersects(docs) {
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

// distinctChains counts the chains of documents; a story that was never
// linked together with another is a chain by itself.
func (s *session) distinctChains(docs *roaring.Bitmap) (int, error) {
	alone, err := key(keySize, counted(1)).match(s, docs)
	if err != nil {
		return 0, err
	}
	n := int(card(alone.GetCardinality()))
	several := roaring.AndNot(docs, alone)
	if several.IsEmpty() {
		return n, nil
	}
	all, err := s.numbersOf(fieldChain, several.ToArray())
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
