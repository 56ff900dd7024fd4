package archive

import (
	"context"
	"errors"
	"maps"
	"slices"

	"newsarchive/index"
	"newsarchive/store"
)

// maxTopicChanges is the number of changes up to which only the changed stories
// are searched for a topic's news; above it, all stories are.
const maxTopicChanges = 50_000

// News is the stories of a topic that have not been shown.
type News struct {
	Topic   store.Topic
	Stories []int64 // all of them, not only the page
}

// restrictToNew restricts a search to the stories of a topic that have not been
// shown.
//
// A story is new when it matches and was not shown before, however late it came
// to match. So a story that is added late or edited is not missed, and none is
// shown twice. As long as the query means the same, only stories that changed
// since everything was last shown can be new, and only those are searched.
func (s *searcher) restrictToNew(ctx context.Context, name string) (*News, error) {
	a := s.archive
	t, err := a.store.Topic(ctx, name)
	if err != nil {
		return nil, err
	}
	q, err := a.parse(ctx, Question{Text: t.Query})
	if err != nil {
		return nil, err
	}
	whole, err := a.searcher(ctx, SearchOptions{Page: Page{Sort: SortNewest}, Progress: s.options.Progress}, q)
	if err != nil {
		return nil, err
	}
	if means := meaning(q); means == t.Meaning && means != "?" {
		whole.allowed, err = a.store.ChangedSince(ctx, t.Mark, maxTopicChanges)
		switch {
		case errors.Is(err, store.ErrUnknownMark):
			whole.allowed = nil
		case err != nil:
			return nil, err
		case len(whole.allowed) == 0:
			s.allowed = []int64{}
			return &News{t, s.allowed}, nil
		}
	} else {
		t.Meaning = means
	}
	var res index.Result
	err = whole.view(ctx, func() (err error) {
		res, err = whole.ask(nil, 0, 1<<31-1)
		return err
	})
	if err != nil {
		return nil, err
	}
	t.Mark, s.notIndexed = res.Mark, whole.notIndexed
	s.allowed, err = a.store.Unshown(ctx, t.ID, idsOf(res.Hits))
	if s.allowed == nil {
		s.allowed = []int64{}
	}
	return &News{t, s.allowed}, err
}

// Shown records that the stories of an answer about a topic's news were shown;
// they are no longer new. Call it when the output is written. The error wraps
// [store.ErrNotFound] when the topic was removed meanwhile.
func (a *Archive) Shown(ctx context.Context, answer Answer) error {
	shown := map[int64]bool{}
	for _, g := range answer.Groups {
		for _, f := range g.Stories {
			shown[f.ID] = true
		}
	}
	t := answer.News.Topic
	if slices.ContainsFunc(answer.News.Stories, func(id int64) bool { return !shown[id] }) {
		t.Meaning = "" // there is more: the mark stays
	}
	return a.store.ShowTopic(ctx, t, slices.Sorted(maps.Keys(shown)), a.now())
}
