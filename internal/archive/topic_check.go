package archive

import (
	"context"
	"errors"

	"newsarchive/internal/query"
	"newsarchive/store"
)

// Checked is what is new of one topic.
type Checked struct {
	TopicRhythm
	Answer Answer
}

// Check asks topics, all of them without names, for what of each has not been
// shown, the newest first, at most size groups, 0 being all. It returns those
// that have news, and those that have an error: their query is not valid any
// more, or they were removed meanwhile. notIndexed is how many stories could
// not be asked; what of them is new comes with a later check.
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

// addRhythms adds what the topics with news are doing.
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
