package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"newsarchive/index"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/internal/words"
	"newsarchive/store"
)

// Topics returns all topics by name.
func (a *Archive) Topics(ctx context.Context) ([]store.Topic, error) { return a.store.Topics(ctx) }

// Topic returns a topic by its name. The error wraps [store.ErrNotFound].
func (a *Archive) Topic(ctx context.Context, name string) (store.Topic, error) {
	return a.store.Topic(ctx, name)
}

// topicText returns a function that resolves the name of a topic in a query.
func (a *Archive) topicText(ctx context.Context) func(string) (string, error) {
	return func(name string) (string, error) {
		t, err := a.store.Topic(ctx, name)
		if errors.Is(err, store.ErrNotFound) {
			all, listErr := a.store.Topics(ctx)
			names := make([]string, len(all))
			for i, t := range all {
				names[i] = t.Name
			}
			return "", errors.Join(&query.UnknownTopicError{Near: words.Nearest(name, names)}, listErr)
		}
		return t.Query, err
	}
}

// AddedTopic is a topic that was added.
type AddedTopic struct {
	store.Topic
	Stories    int          `json:"stories"`               // that matched, and count as shown
	NotIndexed int          `json:"not_indexed,omitempty"` // those of them that match come as new
	Hints      []query.Hint `json:"hints,omitempty"`
}

// AddTopic saves a query under a name. Stories that match now count as shown. A
// query that is not valid, or that refers to the topic itself, directly or
// through another topic, is refused with a *[query.Error].
func (a *Archive) AddTopic(ctx context.Context, name, text string, progress Progress) (AddedTopic, error) {
	fail := func(err error) (AddedTopic, error) { return AddedTopic{}, err }
	name, err := store.TopicName(name)
	if err != nil {
		return fail(err)
	}
	if _, err := a.store.Topic(ctx, name); err == nil {
		return fail(fmt.Errorf("%q: %w", name, store.ErrTopicExists))
	}
	m, err := a.matchTopic(ctx, name, text, progress)
	if err != nil {
		return fail(err)
	}
	t, err := a.store.AddTopic(ctx, store.Topic{Name: name, Query: text, Meaning: m.meaning, Mark: m.mark}, m.stories, a.now())
	return AddedTopic{t, len(m.stories), m.notIndexed, m.hints}, err
}

// topicMatches is what the query of a topic finds.
type topicMatches struct {
	stories    []int64
	mark       news.Mark // of the index that was asked
	meaning    string
	notIndexed int
	hints      []query.Hint
}

// matchTopic asks for all that a query finds which a topic of this name is to
// have. The error is a *[query.Error] if it is not valid.
func (a *Archive) matchTopic(ctx context.Context, name, text string, progress Progress) (m topicMatches, err error) {
	known := a.topicText(ctx)
	q, err := query.Parse(text, query.Options{Now: a.now(), Zone: a.Zone(), Feed: a.hasFeed(ctx), Learn: a.learn(ctx, progress), Topic: func(n string) (string, error) {
		if sameTopic(n, name) {
			return text, nil
		}
		return known(n)
	}})
	if err == nil && strings.TrimSpace(text) == "" {
		err = &query.Error{Text: text, Msg: `a topic needs a query; "*" is everything`}
	}
	if err != nil {
		return m, err
	}
	s, err := a.searcher(ctx, SearchOptions{Page: Page{Sort: SortOldest}, Progress: progress}, q)
	if err != nil {
		return m, err
	}
	var res index.Result
	err = s.view(ctx, func() (err error) {
		if res, err = s.ask(nil, 0, 1<<31-1); err == nil {
			m.hints, err = s.withSlips(ctx, len(res.Hits))
		}
		return err
	})
	m.stories, m.mark, m.meaning, m.notIndexed = idsOf(res.Hits), res.Mark, meaning(q), s.notIndexed
	return m, err
}

func sameTopic(a, b string) bool {
	fold := func(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }
	return fold(a) == fold(b)
}

// RemoveTopic removes a topic, and returns the names of the topics that refer to
// it: their queries are no longer valid.
func (a *Archive) RemoveTopic(ctx context.Context, name string) (broken []string, err error) {
	if broken, err = a.referring(ctx, name); err != nil {
		return nil, err
	}
	return broken, a.store.RemoveTopic(ctx, name)
}

// referring returns the names of the topics that refer to one.
func (a *Archive) referring(ctx context.Context, name string) (names []string, err error) {
	all, err := a.store.Topics(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range all {
		q, err := a.parse(ctx, Question{Text: t.Query})
		if err == nil && !sameTopic(t.Name, name) && slices.ContainsFunc(topicsIn(q.Root), func(n string) bool { return sameTopic(n, name) }) {
			names = append(names, t.Name)
		}
	}
	return names, nil
}

// topicsIn returns the names of the topics that a query refers to, directly or
// through others.
func topicsIn(n query.Node) (names []string) {
	switch n := n.(type) {
	case query.And:
		for _, c := range n.Nodes {
			names = append(names, topicsIn(c)...)
		}
	case query.Or:
		for _, c := range n.Nodes {
			names = append(names, topicsIn(c)...)
		}
	case query.Not:
		return topicsIn(n.Node)
	case query.Topic:
		return append(topicsIn(n.Node), n.Name)
	}
	return names
}

// meaning describes a query in words that change when its dates or topics come
// to mean something else. It is "?" for a query with what people can
// change: names of feeds, tags and marks.
func meaning(q *query.Query) string {
	lasting := true
	query.Walk(q.Root, func(leaf query.Node, _ bool) {
		switch n := leaf.(type) {
		case query.Term:
			lasting = lasting && n.Field != query.FeedName && n.Field != query.Tag
		case query.Is:
			lasting = lasting && n.What != query.Unread && !slices.Contains(news.StoryMarks(), n.What)
		}
	})
	if !lasting {
		return "?"
	}
	return q.Root.Explain(q.Zone)
}
