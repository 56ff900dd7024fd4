package match

import (
	"slices"

	"newsarchive/index/internal/document"

	"github.com/RoaringBitmap/roaring/v2"
)

// columns returns the columns of the session's index; nil unless it is kept open:
// for one question they would take longer than what is asked of them.
func (s *Session) columns() ([]placed, error) {
	k := s.Kept
	if k == nil {
		return nil, nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.placed == nil {
		var err error
		if k.placed, err = k.columns.in(s.Ctx, s.Snapshot); err != nil {
			return nil, err
		}
	}
	return k.placed, nil
}

// within returns the part of some documents, which ascend, that is in the column's
// segment.
func (c placed) within(docs []uint32) (first, end int) {
	first, _ = slices.BinarySearch(docs, c.base)
	end, _ = slices.BinarySearch(docs, c.base+uint32(len(c.seen))) //nolint:gosec // below 2³¹
	return first, end
}

// SeenOf returns when documents, which ascend, were first seen, as
// [document.Moment]; 0 for those that were not.
func (s *Session) SeenOf(docs []uint32) ([]uint64, error) {
	columns, err := s.columns()
	if err != nil {
		return nil, err
	}
	if columns == nil {
		return s.NumbersOf(document.FieldSeen, docs)
	}
	seen := make([]uint64, len(docs))
	for _, c := range columns {
		first, end := c.within(docs)
		for i := first; i < end; i++ {
			seen[i] = c.seen[docs[i]-c.base]
		}
	}
	return seen, nil
}

// EachFeed calls use for each of some documents, which ascend, and each of some
// feeds that has it, with their places in docs and in feeds: document by document.
func (s *Session) EachFeed(docs []uint32, feeds []int64, use func(doc, feed int)) error {
	columns, err := s.columns()
	if err != nil {
		return err
	}
	if columns == nil {
		return s.eachFeedOfPostings(docs, feeds, use)
	}
	wanted := make(map[int64]int32, len(feeds))
	for i, id := range feeds {
		wanted[id] = int32(i) + 1 //nolint:gosec // fewer than documents
	}
	for _, c := range columns {
		place := make([]int32, len(c.feeds)) // in feeds, plus one
		for i, id := range c.feeds {
			place[i] = wanted[id]
		}
		first, end := c.within(docs)
		for i := first; i < end; i++ {
			doc := docs[i] - c.base
			for _, feed := range c.of[c.first[doc]:c.first[doc+1]] {
				if at := place[feed]; at > 0 {
					use(i, int(at)-1)
				}
			}
		}
	}
	return nil
}

// eachFeedOfPostings is EachFeed without columns.
func (s *Session) eachFeedOfPostings(docs []uint32, feeds []int64, use func(doc, feed int)) error {
	within := roaring.BitmapOf(docs...)
	type pair struct{ doc, feed uint32 } // by their places
	var pairs []pair
	for feed, id := range feeds {
		of, err := inFeeds{id}.Match(s, within)
		if err != nil {
			return err
		}
		at := 0
		for it := of.Iterator(); it.HasNext(); {
			at += Seek(docs[at:], it.Next())
			pairs = append(pairs, pair{uint32(at), uint32(feed)}) //nolint:gosec // fewer than documents
		}
	}
	first, of := invert(len(docs), func(use func(doc, feed uint32)) {
		for _, p := range pairs {
			use(p.doc, p.feed)
		}
	})
	for doc := range docs {
		for _, feed := range of[first[doc]:first[doc+1]] {
			use(doc, int(feed))
		}
	}
	return nil
}

// Seek returns the place of the first of some documents, which ascend, that is not
// before one. It takes as long as the logarithm of that place.
func Seek(docs []uint32, doc uint32) int {
	step := 1
	for step < len(docs) && docs[step] < doc {
		step *= 2
	}
	from := step / 2
	at, _ := slices.BinarySearch(docs[from:min(step+1, len(docs))], doc)
	return from + at
}

// FeedsOf parts an expression: it matches what is in any of the feeds, and what the
// rest matches.
func FeedsOf(e Expr) (feeds []int64, rest Expr) {
	switch e := e.(type) {
	case inFeeds:
		return e, none{}
	case Or:
		var others Or
		for _, part := range e {
			some, other := FeedsOf(part)
			feeds = append(feeds, some...)
			if _, nothing := other.(none); !nothing {
				others = append(others, other)
			}
		}
		return feeds, others
	}
	return nil, e
}
