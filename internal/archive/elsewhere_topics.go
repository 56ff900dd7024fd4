package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/chronology"
	"newsarchive/internal/opensearch"
	"newsarchive/internal/query"
	"newsarchive/internal/words"
	"newsarchive/store"
)

// sharedTopic is a topic that archives share.
type sharedTopic struct {
	store.Topic
	archives []string
}

// shared returns the topics that archives share, by name. Where two archives mean
// different queries by one name, each topic has the name of its archive behind it:
// korea@berlin.
func shared(all []opensearch.AboutArchive) (topics []sharedTopic) {
	queries := map[string][]string{}
	for _, about := range all {
		for _, t := range about.Topics {
			if !slices.Contains(queries[t.Name], t.Query) {
				queries[t.Name] = append(queries[t.Name], t.Query)
			}
		}
	}
	for _, about := range all {
		for _, t := range about.Topics {
			name := t.Name
			if len(queries[name]) > 1 {
				name += "@" + about.Archive
			}
			i := slices.IndexFunc(topics, func(other sharedTopic) bool { return other.Name == name })
			if i < 0 {
				i = len(topics)
				topics = append(topics, sharedTopic{Topic: store.Topic{Name: name, Query: t.Query}})
			}
			topics[i].archives = append(topics[i].archives, about.Archive)
		}
	}
	slices.SortFunc(topics, func(a, b sharedTopic) int { return strings.Compare(a.Name, b.Name) })
	return topics
}

// Topics implements [Asker]: those that archives share there.
func (e *Elsewhere) Topics(ctx context.Context) (topics []store.Topic, err error) {
	defer func() { err = elsewhereError(ctx, err) }()
	return e.asking(ctx).topics(ctx)
}

func (ask asking) topics(ctx context.Context) (topics []store.Topic, err error) {
	asked, err := ask()
	if err != nil {
		return nil, err
	}
	all, err := asked.Abouts(ctx)
	for _, t := range shared(all) {
		topics = append(topics, t.Topic)
	}
	return topics, err
}

// Topic implements [Asker].
func (e *Elsewhere) Topic(ctx context.Context, name string) (store.Topic, error) {
	all, err := e.Topics(ctx)
	if err != nil {
		return store.Topic{}, err
	}
	for _, t := range all {
		if sameTopic(t.Name, name) {
			return t, nil
		}
	}
	return store.Topic{}, fmt.Errorf("no archive there shares a topic %.100q: %w", name, store.ErrNotFound)
}

// topicText resolves a topic in a query: one of the archive in the folder, or one that
// archives share.
func (e *Elsewhere) topicText(ctx context.Context, ask asking) func(string) (string, error) {
	return func(name string) (string, error) {
		var unknown *query.UnknownTopicError
		if e.own != nil {
			text, err := e.own.topicText(ctx)(name)
			if err == nil || !errors.As(err, &unknown) {
				return text, err
			}
		}
		all, err := ask.topics(ctx)
		if err != nil {
			return "", elsewhereError(ctx, err)
		}
		var names []string
		for _, t := range all {
			if sameTopic(t.Name, name) {
				return t.Query, nil
			}
			names = append(names, t.Name)
		}
		if unknown != nil && unknown.Near != "" {
			return "", unknown
		}
		return "", &query.UnknownTopicError{Near: words.Nearest(name, names)}
	}
}

// TopicRhythms implements [Asker].
func (e *Elsewhere) TopicRhythms(ctx context.Context, topics []store.Topic) (all []TopicRhythm, notIndexed int, err error) {
	defer func() { err = elsewhereError(ctx, err) }()
	all = make([]TopicRhythm, len(topics))
	if len(topics) == 0 {
		return all, 0, nil
	}
	asked, err := e.ask(ctx)
	if err != nil {
		return nil, 0, err
	}
	abouts, err := asked.Abouts(ctx)
	if err != nil {
		return nil, 0, err
	}
	everything, err := asked.Days(ctx, &query.Query{Root: query.All{}, Zone: e.Zone()})
	if err != nil {
		return nil, 0, err
	}
	r := rhythmElsewhere{e, asked, chronology.SumWeeks(counts(everything), e.today())}
	for i, t := range topics {
		all[i] = TopicRhythm{Topic: t}
		for _, s := range shared(abouts) {
			if s.Name == t.Name {
				all[i].Archives = s.archives
			}
		}
		if err := r.count(ctx, &all[i]); err != nil {
			return nil, 0, err
		}
	}
	return all, 0, nil
}

// rhythmElsewhere counts topics by week.
type rhythmElsewhere struct {
	*Elsewhere
	asked      *opensearch.Asked
	everything []int64 // the stories of each week
}

// count counts a topic. What is wrong with its query stays with it.
func (r rhythmElsewhere) count(ctx context.Context, t *TopicRhythm) error {
	q, err := r.parse(ctx, func() (*opensearch.Asked, error) { return r.asked, nil }, Question{Text: t.Query})
	if err == nil {
		t.Hints = q.Hints
		err = locateError(r.weeks(ctx, q, t), q)
	}
	var wrong *query.Error
	if errors.As(err, &wrong) && !errors.Is(err, ErrAway) || errors.Is(err, opensearch.ErrCannot) {
		t.Err, err = err, nil
	}
	return err
}

func (r rhythmElsewhere) weeks(ctx context.Context, q *query.Query, t *TopicRhythm) error {
	tally, err := r.asked.Count(ctx, q)
	if err != nil {
		return err
	}
	days, err := r.asked.Days(ctx, q)
	if err != nil {
		return err
	}
	t.Rhythm = chronology.Rhythm{Stories: int(tally.Stories), Weeks: chronology.SumWeeks(counts(days), r.today())}
	if len(days) > 0 {
		t.First, t.Last = days[0].Day, days[len(days)-1].Day
	}
	t.Judge(r.everything, chronology.AgeInWeeks(t.First, r.today()))
	return nil
}

// today is the current day of the zone.
func (e *Elsewhere) today() string { return e.now().In(e.Zone()).Format(time.DateOnly) }
