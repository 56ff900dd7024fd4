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
	GroupEvent   Grouping = "event"   // the stories of one event; the default
	GroupCluster Grouping = "cluster" // the stories of one item and of those that continue it
	GroupStory   Grouping = "story"   // each story by itself, with the other publishers of its event
	GroupNone    Grouping = "none"    // each story by itself, as it comes
)

// ParseGrouping reads a grouping's name. That of clusters was chain once.
func ParseGrouping(name string) (Grouping, error) {
	switch g := Grouping(name); g {
	case GroupEvent, GroupCluster, GroupStory, GroupNone:
		return g, nil
	case "chain":
		return GroupCluster, nil
	}
	return "", fmt.Errorf("there is no grouping %q; there are event, cluster, story and none", name)
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
	switch {
	case o.Group == GroupStory:
		return s.beside(ctx, answer.Groups)
	case o.Stories == StoryIDs:
		return nil
	}
	return s.addEvents(ctx, answer.Groups)
}

// beside adds to each story the size of its event and the other publishers.
func (s *searcher) beside(ctx context.Context, groups []Group) error {
	if err := s.addEvents(ctx, groups); err != nil {
		return err
	}
	members, err := s.eventsOfGroups(ctx, groups)
	if err != nil {
		return err
	}
	for i := range groups {
		groups[i].Total = members[groups[i].Event].Total
	}
	addPublishers(groups, members)
	return nil
}
