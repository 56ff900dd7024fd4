package archive

import (
	"context"
	"errors"
	"maps"
	"slices"

	"newsarchive/index"
	"newsarchive/store"
)

// maxTopicChanges is up to how many changes a topic follows the log; beyond that
// it is asked as a whole.
const maxTopicChanges = 50_000

// News is what of a topic has not been shown.
type News struct {
	Topic   store.Topic
	Stories []int64 // all of it
}

// restrictToNew restricts a search to what of a topic has not been shown.
//
// A story is new when it matches and was not shown before, whenever it came
// to match: nothing is missed when a story joins late or is edited, and
// nothing comes twice. What has not changed since all was last shown cannot
// be new, as long as the query means the same: only the changes are asked.
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

// Shown notes that what a search for the news of a topic has found was shown:
// it is not new any more. It is called when the output is written. The error
// wraps [store.ErrNotFound] when the topic was removed meanwhile.
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
