package count

import (
	"context"
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

// partTally counts documents, which ascend, by the expressions that match them.
type partTally struct {
	docs    []uint32
	seen    []uint64 // when each was
	stories []int64  // by expression
	newest  []uint64 // likewise
}

// Parts counts, of some documents, those that each of several expressions
// matches. One look at each document serves all that ask for feeds.
func (s *Counter) Parts(of *roaring.Bitmap, parts []match.Expr) ([]Part, error) {
	t := partTally{docs: of.ToArray(), stories: make([]int64, len(parts)), newest: make([]uint64, len(parts))}
	var err error
	if t.seen, err = s.SeenOf(t.docs); err != nil {
		return nil, err
	}
	others := make([]*roaring.Bitmap, len(parts)) // counted without a look at feeds
	var feeds []int64
	var asked [][]int         // by the place of the feed
	places := map[int64]int{} // of feeds
	for i, e := range parts {
		some, rest := match.FeedsOf(e)
		if others[i], err = (match.And{rest}).Match(s.Session, of); err != nil {
			return nil, err
		}
		t.addAll(i, others[i])
		for _, id := range some {
			at, ok := places[id]
			if !ok {
				at = len(feeds)
				places[id] = at
				feeds, asked = append(feeds, id), append(asked, nil)
			}
			asked[at] = append(asked[at], i)
		}
		if s.Ctx.Err() != nil {
			return nil, context.Cause(s.Ctx)
		}
	}
	if err := s.addFeeds(&t, feeds, asked, others); err != nil {
		return nil, err
	}
	return t.parts(), nil
}

// addFeeds counts each document for the expressions that ask for one of its feeds,
// once, unless it was among their others.
func (s *Counter) addFeeds(t *partTally, feeds []int64, asked [][]int, others []*roaring.Bitmap) error {
	last := make([]int, len(others)) // the document that was counted last, plus one
	return s.EachFeed(t.docs, feeds, func(doc, feed int) {
		for _, part := range asked[feed] {
			if last[part] == doc+1 || !others[part].IsEmpty() && others[part].Contains(t.docs[doc]) {
				continue
			}
			last[part] = doc + 1
			t.add(part, doc)
		}
	})
}

func (t *partTally) add(part, doc int) {
	t.stories[part]++
	t.newest[part] = max(t.newest[part], t.seen[doc])
}

// addAll counts documents that are among those of the tally.
func (t *partTally) addAll(part int, matched *roaring.Bitmap) {
	at := 0
	for it := matched.Iterator(); it.HasNext(); {
		at += match.Seek(t.docs[at:], it.Next())
		t.add(part, at)
	}
}

func (t *partTally) parts() []Part {
	parts := make([]Part, len(t.stories))
	for i, n := range t.stories {
		if n > 0 {
			parts[i] = Part{n, document.TimeOf(t.newest[i])}
		}
	}
	return parts
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
