package archive

import (
	"context"
	"errors"

	"newsarchive/internal/query"
	"newsarchive/store"
)

// Checked is a topic with its new stories.
type Checked struct {
	TopicRhythm
	Answer Answer
}

// Check finds the stories of topics that have not been shown, the newest first,
// at most size groups of each; 0: all. Without names it checks every topic. It
// returns the topics that have new stories, and those with an error: their query
// is no longer valid, or they were removed meanwhile. notIndexed is how many
// stories are not yet indexed; a later check finds those among them that match.
func (a *Archive) Check(ctx context.Context, names []string, size int, progress Progress) (all []Checked, notIndexed int, err error) {
	var topics []store.Topic
	if len(names) == 0 {
		if topics, err = a.store.Topics(ctx); err != nil {
			return nil, 0, err
		}
	}
	for _, name := range names {
		t, err := a.store.Topic(ctx, name)
		if err != nil {
			return nil, 0, err
		}
		topics = append(topics, t)
	}
	for _, t := range topics {
		c := Checked{TopicRhythm: TopicRhythm{Topic: t}}
		c.Answer, c.Err = a.Search(ctx, SearchOptions{Question: Question{New: t.Name}, Page: Page{Sort: SortNewest, Size: size}, Progress: progress})
		notIndexed = max(notIndexed, c.Answer.NotIndexed)
		var fault *query.Error
		switch {
		case errors.As(c.Err, &fault), errors.Is(c.Err, store.ErrNotFound): // or it was removed meanwhile
			all = append(all, c)
		case c.Err != nil:
			return nil, 0, c.Err
		case c.Answer.Total > 0:
			all = append(all, c)
		}
	}
	return all, notIndexed, a.addRhythms(ctx, all)
}

// addRhythms adds the rhythm of each topic.
func (a *Archive) addRhythms(ctx context.Context, all []Checked) error {
	var topics []store.Topic
	for _, c := range all {
		topics = append(topics, c.Topic)
	}
	rhythms, _, err := a.TopicRhythms(ctx, topics)
	for i, r := range rhythms {
		all[i].Rhythm, all[i].Hints = r.Rhythm, r.Hints
	}
	return err
}
