package archive

import (
	"context"
	"errors"
	"slices"

	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// EditTopic gives a topic another name or query, or both. What was new of it and
// still matches stays new; what matches only now counts as shown. It also returns
// the names of the topics that refer to its old name, whose queries are no longer
// valid. Errors are those of [Archive.AddTopic], or wrap [store.ErrNotFound].
func (a *Archive) EditTopic(ctx context.Context, name, newName, text string, progress Progress) (edited AddedTopic, broken []string, err error) {
	t, err := a.store.Topic(ctx, name)
	if err != nil {
		return edited, nil, err
	}
	if newName, err = store.TopicName(newName); err != nil {
		return edited, nil, err
	}
	if !sameTopic(newName, t.Name) {
		if broken, err = a.referring(ctx, t.Name); err != nil {
			return edited, nil, err
		}
	}
	m, err := a.matchTopic(ctx, newName, text, progress)
	if err != nil {
		return edited, nil, err
	}
	var shown []int64
	if t.Name = newName; t.Query != text {
		if shown, err = a.onlyNow(ctx, name, m.stories, progress); err != nil {
			return edited, nil, err
		}
		t.Query, t.Meaning, t.Mark = text, "", news.Mark{}
		if len(shown) == len(m.stories) {
			t.Meaning, t.Mark = m.meaning, m.mark
		}
	}
	t, err = a.store.EditTopic(ctx, t, shown, a.now())
	return AddedTopic{t, len(m.stories), m.notIndexed, m.hints}, broken, err
}

// onlyNow returns those of the stories that are not new in a topic as it is.
func (a *Archive) onlyNow(ctx context.Context, name string, stories []int64, progress Progress) ([]int64, error) {
	answer, err := a.Search(ctx, SearchOptions{Question: Question{New: name}, Page: Page{Size: 1}, Load: Load{Stories: StoryIDs}, Progress: progress})
	if _, ok := errors.AsType[*query.Error](err); ok { // it finds nothing any more
		return stories, nil
	}
	if err != nil || answer.News == nil {
		return stories, err
	}
	fresh := map[int64]bool{}
	for _, id := range answer.News.Stories {
		fresh[id] = true
	}
	return slices.DeleteFunc(slices.Clone(stories), func(id int64) bool { return fresh[id] }), nil
}
