package archive

import (
	"context"
	"errors"

	"newsarchive/store"
)

const (
	// planFactor is how many pages a plan has for each that a run may fetch: of
	// some hosts more are wanted than a run fetches.
	planFactor = 4
	// topicPages is how many stories of a topic come first, the newest ones.
	topicPages = 100
)

// chosen returns the stories that a question finds, and what else is to be said of
// them; nil, which means all stories, without a question.
func (a *Archive) chosen(ctx context.Context, q *Question, progress Progress) (only []int64, found Matches, err error) {
	if q == nil {
		return nil, found, nil
	}
	found, err = a.Matching(ctx, *q, progress)
	return append([]int64{}, found.Stories...), found, err
}

// plan returns the pages to fetch, by hosts.
func (r *fetchRun) plan(ctx context.Context, first, only []int64) ([][]store.WantedPage, error) {
	wanted, err := r.store.WantedPages(ctx, first, only, planFactor*r.options.Limit, r.now())
	return byHost(wanted, func(w store.WantedPage) string { return w.Address }), err
}

// ofTopics returns the newest stories that topics match, in turn: the newest of
// each topic, then the second newest of each.
func (a *Archive) ofTopics(ctx context.Context) (first []int64, err error) {
	topics, err := a.Topics(ctx)
	if err != nil {
		return nil, err
	}
	lists := make([][]int64, 0, len(topics))
	longest := 0
	for _, t := range topics {
		answer, err := a.Search(ctx, SearchOptions{
			Question: Question{Text: t.Query}, Page: Page{Sort: SortNewest, Group: GroupNone, Size: topicPages}, Load: Load{Stories: StoryIDs},
		})
		if err != nil {
			if ctx.Err() != nil || errors.Is(err, store.ErrDamaged) {
				return nil, err
			}
			a.log.Warn("the pages of a topic's stories do not come first", "topic", t.Name, "because", err)
			continue
		}
		var list []int64
		for _, g := range answer.Groups {
			list = append(list, g.Stories[0].ID)
		}
		lists, longest = append(lists, list), max(longest, len(list))
	}
	for i := range longest {
		for _, list := range lists {
			if i < len(list) {
				first = append(first, list[i])
			}
		}
	}
	return first, nil
}
