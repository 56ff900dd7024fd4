package archive

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// PageEnd is where a page of an answer ended: the next one begins after it. By
// date it is a story and its date, so what is added or removed meanwhile moves
// nothing. In the other orders it is a number of groups, and good as long as
// these are the groups before it.
type PageEnd struct {
	Groups int       // that were shown up to there
	Set    uint64    // which these are; 0 by date
	When   time.Time // by date: that of the last one's first story
	Story  int64     // by date: that story
}

// ErrPageLost means that the groups before a [PageEnd] are not those that were
// shown.
var ErrPageLost = errors.New("what comes before this page is not what was shown any more")

// byDate reports whether a place in this order lasts.
func (s Sort) byDate() bool { return s == SortNewest || s == SortOldest }

// setOf is a number for a set of ids, in any order.
func setOf(ids []int64) (set uint64) {
	for _, id := range ids {
		h := uint64(id) + 0x9e3779b97f4a7c15 //nolint:gosec // 64 bits
		h = (h ^ h>>30) * 0xbf58476d1ce4e5b9 // splitmix64
		h = (h ^ h>>27) * 0x94d049bb133111eb
		set += h ^ h>>31
	}
	return set
}

// findFirst sets the number of the first group of the page, as far as the groups
// were collected.
func (s *searcher) findFirst(ctx context.Context) (err error) {
	after := s.options.After
	switch {
	case after == nil:
		s.first = s.options.Offset
	case s.options.Sort.byDate():
		s.first, err = s.upTo(ctx, s.openers)
	default:
		s.first = after.Groups
		if len(s.groups) >= s.first && setOf(s.groups[:s.first]) != after.Set {
			return ErrPageLost
		}
	}
	return err
}

// guess is about how many groups come before the page.
func (s *searcher) guess() int {
	if s.options.After != nil {
		return s.options.After.Groups
	}
	return s.options.Offset
}

// upTo returns how many of some stories, in the order of the answer, come before
// the place or are the one there.
func (s *searcher) upTo(ctx context.Context, ids []int64) (n int, err error) {
	n = sort.Search(len(ids), func(i int) bool {
		when, whenErr := s.when(ctx, ids[i])
		if whenErr != nil && !errors.Is(whenErr, store.ErrNotFound) {
			err = whenErr
		}
		return whenErr == nil && s.isAfter(when, ids[i])
	})
	return n, err
}

// isAfter reports whether a story comes after the place.
func (s *searcher) isAfter(when time.Time, id int64) bool {
	place := s.options.After
	if when.Equal(place.When) {
		return id < place.Story
	}
	return when.After(place.When) == (s.options.Sort == SortOldest)
}

// when is the date by which a story is ordered.
func (s *searcher) when(ctx context.Context, id int64) (time.Time, error) {
	stories, err := s.archive.store.Stories(ctx, []int64{id})
	if err == nil && len(stories) == 0 {
		err = fmt.Errorf("story %d: %w", id, store.ErrNotFound)
	}
	if err != nil {
		return time.Time{}, err
	}
	return stories[0].Effective.Start(s.archive.Zone()), nil
}

// hits returns the hits of the page, each a group of its own, and where it ends;
// nil: there are no more.
func (s *searcher) hits(ctx context.Context) (page []index.Hit, end *PageEnd, err error) {
	o, from, before := s.options, s.options.Offset, 0 // hits before the first one that is read
	switch {
	case o.After == nil:
		before = from
	case o.Sort.byDate():
		return s.hitsAfter(ctx)
	default:
		from = o.After.Groups
	}
	res, err := s.ask(nil, before, from-before+o.Size)
	if err != nil {
		return nil, nil, err
	}
	s.total = int(res.Total)
	first := min(from-before, len(res.Hits))
	if o.After != nil && (first < o.After.Groups || setOf(idsOf(res.Hits[:first])) != o.After.Set) {
		return nil, nil, ErrPageLost
	}
	if page = res.Hits[first:]; len(page) > 0 && s.total > from+len(page) {
		end = &PageEnd{Groups: from + len(page), Set: setOf(idsOf(res.Hits)), Story: page[len(page)-1].ID}
	}
	return page, end, nil
}

// hitsAfter returns the hits after a place by date. They are looked for from its
// second on, so that the last pages cost what the first one does.
func (s *searcher) hitsAfter(ctx context.Context) (page []index.Hit, end *PageEnd, err error) {
	o, rest, narrowed := s.options, *s, *s.request.Query
	res, err := s.ask(nil, 0, 0)
	if err != nil {
		return nil, nil, err
	}
	s.total = int(res.Total)
	within := query.DateRange{Field: query.Published, To: o.After.When.Add(time.Second)}
	if o.Sort == SortOldest {
		within.From, within.To = o.After.When, time.Time{}
	}
	narrowed.Root = query.Both(narrowed.Root, within)
	rest.request.Query = &narrowed
	for size := 2*o.Size + 10; ; size *= 4 { // many may have one date
		if res, err = rest.ask(nil, 0, size); err != nil {
			return nil, nil, err
		}
		n, err := s.upTo(ctx, idsOf(res.Hits))
		if err != nil {
			return nil, nil, err
		}
		if page = res.Hits[n:]; len(page) > o.Size {
			page = page[:o.Size]
			return page, &PageEnd{Groups: o.After.Groups + len(page), Story: page[len(page)-1].ID}, nil
		}
		if len(res.Hits) < size {
			return page, nil, nil
		}
	}
}

// endAt sets where the page of the answer ended, if that is asked for.
func (s *searcher) endAt(ctx context.Context, answer *Answer, end *PageEnd) (err error) {
	if !s.options.End || end == nil || s.request.Most {
		return nil
	}
	if s.options.Sort.byDate() {
		end.Set = 0
		if end.When, err = s.when(ctx, end.Story); err != nil {
			return err
		}
	} else {
		end.Story = 0
	}
	answer.Next = end
	return nil
}

// Knows reports whether a mark is one of this archive's history.
func (a *Archive) Knows(ctx context.Context, m news.Mark) (bool, error) {
	return a.current().store.Knows(ctx, m)
}
