package archive

import (
	"context"
	"fmt"

	"newsarchive/internal/news"
)

// Grouping says what an answer shows together.
type Grouping string

// The groupings.
const (
	GroupChain Grouping = "chain" // the stories of one event; the default
	GroupStory Grouping = "story" // each story by itself, with the other publishers of its chain
	GroupNone  Grouping = "none"  // each story by itself, as it comes
)

// ParseGrouping reads a grouping's name.
func ParseGrouping(name string) (Grouping, error) {
	switch g := Grouping(name); g {
	case GroupChain, GroupStory, GroupNone:
		return g, nil
	}
	return "", fmt.Errorf("there is no grouping %q; there are chain, story and none", name)
}

// maxSpanStories is how many stories an answer may have to get a span.
const maxSpanStories = 10_000

// ungrouped answers with one group for each hit.
func (s *searcher) ungrouped(ctx context.Context, answer *Answer) error {
	o := s.options
	hits, end, err := s.hits(ctx)
	if err == nil {
		err = s.endAt(ctx, answer, end)
	}
	if err != nil {
		return err
	}
	answer.Total, answer.More = s.total, end != nil
	ids := idsOf(hits)
	byID := map[int64]news.Story{}
	if o.Stories != StoryIDs {
		stories, err := s.archive.store.Stories(ctx, ids)
		if err != nil {
			return err
		}
		for _, st := range stories {
			byID[st.ID] = st
		}
	}
	for _, h := range hits {
		st, ok := byID[h.ID]
		if !ok && o.Stories != StoryIDs {
			continue // gone since it was indexed
		}
		st.ID = h.ID
		answer.Groups = append(answer.Groups, Group{Matched: 1, Total: 1, Stories: []Hit{{Story: st, Score: h.Score}}})
	}
	if o.Group == GroupStory {
		return s.beside(ctx, answer.Groups, ids)
	}
	return nil
}

// beside adds to each story the size of its chain and the other publishers.
func (s *searcher) beside(ctx context.Context, groups []Group, ids []int64) error {
	chains, err := s.archive.store.ChainsOf(ctx, ids)
	if err != nil {
		return err
	}
	var latest []int64
	for _, c := range chains {
		latest = append(latest, c[0])
	}
	members, err := s.archive.store.StoriesOf(ctx, latest)
	if err != nil {
		return err
	}
	var all []int64
	for _, m := range members {
		all = append(all, m...)
	}
	stories, err := s.archive.store.Stories(ctx, all)
	if err != nil {
		return err
	}
	byID := make(map[int64]news.Story, len(stories))
	for _, st := range stories {
		byID[st.ID] = st
	}
	for i := range groups {
		g := &groups[i]
		if c := chains[g.Stories[0].ID]; len(c) > 0 {
			g.Chain, g.Total = c[0], len(members[c[0]])
			g.others(members[c[0]], byID)
		}
	}
	return nil
}
