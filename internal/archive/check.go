package archive

import (
	"context"
	"errors"

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
// more, or they were removed meanwhile.
func (a *Archive) Check(ctx context.Context, names []string, size int, progress Progress) (all []Checked, err error) {
	var topics []store.Topic
	if len(names) == 0 {
		if topics, err = a.Topics(ctx); err != nil {
			return nil, err
		}
	}
	for _, name := range names {
		t, err := a.Topic(ctx, name)
		if err != nil {
			return nil, err
		}
		topics = append(topics, t)
	}
	rhythms, err := a.TopicRhythms(ctx, topics)
	if err != nil {
		return nil, err
	}
	for _, r := range rhythms {
		c := Checked{TopicRhythm: r}
		if r.Err == nil {
			o := SearchOptions{New: r.Name, Sort: SortNewest, Size: size, Progress: progress}
			if size == 0 {
				o.Size = r.Stories + 1
			}
			c.Answer, err = a.Search(ctx, o)
			if errors.Is(err, store.ErrNotFound) {
				c.Err = err // removed meanwhile
			} else if err != nil {
				return all, err
			}
		}
		if c.Err != nil || c.Answer.Total > 0 {
			all = append(all, c)
		}
	}
	return all, nil
}
