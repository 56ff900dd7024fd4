package count

import (
	"cmp"
	"context"
	"slices"
	"time"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"

	"github.com/RoaringBitmap/roaring/v2"
)

// Part counts the stories that two queries match.
type Part struct {
	Stories int64
	Newest  time.Time // the last first sighting of them; zero without any
}

// Parts counts, of some documents, those that each of several expressions
// matches.
func (s *Counter) Parts(of *roaring.Bitmap, parts []match.Expr) ([]Part, error) {
	docs := of.ToArray()
	seen, err := s.NumbersOf(document.FieldSeen, docs)
	if err != nil {
		return nil, err
	}
	counts := make([]Part, len(parts))
	for i, e := range parts {
		matched, err := match.And{e}.Match(s.Session, of)
		if err != nil {
			return nil, err
		}
		counts[i] = partOf(matched, docs, seen)
		if s.Ctx.Err() != nil {
			return nil, context.Cause(s.Ctx)
		}
	}
	return counts, nil
}

// partOf counts documents among others of which it is known when they were first
// seen.
func partOf(matched *roaring.Bitmap, docs []uint32, seen []uint64) (p Part) {
	newest := uint64(0)
	for it := matched.Iterator(); it.HasNext(); {
		at, ok := slices.BinarySearchFunc(docs, it.Next(), cmp.Compare[uint32])
		if ok {
			p.Stories++
			newest = max(newest, seen[at])
		}
		docs, seen = docs[at:], seen[at:]
	}
	if p.Stories > 0 {
		p.Newest = document.TimeOf(newest)
	}
	return p
}

// Members returns, for each of several expressions, the stories among some
// documents that it matches.
func (s *Counter) Members(of *roaring.Bitmap, parts []match.Expr) ([][]int64, error) {
	members := make([][]int64, len(parts))
	for i, e := range parts {
		matched, err := match.And{e}.Match(s.Session, of)
		if err == nil {
			members[i], err = s.StoryIDs(matched.ToArray())
		}
		if err != nil {
			return nil, err
		}
	}
	return members, nil
}
