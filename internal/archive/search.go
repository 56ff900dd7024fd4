package archive

import (
	"context"
	"time"

	"newsarchive/index"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// Answer is the result of a search.
type Answer struct {
	Query  string  `json:"query"`
	Total  int     `json:"total"`           // stories that match
	About  bool    `json:"about,omitempty"` // Total is counted nearly; only from [Elsewhere]
	Groups []Group `json:"groups"`
	// Relaxed says that no story matches, and that the groups hold the stories
	// that have the most of the words.
	Relaxed bool `json:"relaxed,omitempty"`
	// AsOf is the moment that the answer is as of; zero: now.
	AsOf  time.Time    `json:"as_of,omitzero"`
	Hints []query.Hint `json:"hints,omitempty"`
	// Missing are the words that no story has, when nothing matched.
	Missing []string    `json:"missing,omitempty"`
	More    bool        `json:"more"` // groups that follow
	Next    *PageEnd    `json:"-"`    // where these begin, if Load.End asks for it
	Facets  []Facet     `json:"facets,omitempty"`
	Span    *store.Span `json:"span,omitempty"` // of all that matches
	News    *News       `json:"-"`              // if New was asked for
	// NotIndexed is how many stories are not yet indexed: they are new or have
	// changed since. The answer lacks them or has their earlier state.
	NotIndexed int           `json:"not_indexed,omitempty"`
	Took       time.Duration `json:"-"`
}

// Group is the stories of one event that match, or of one cluster. Of a large event
// maxGroupStories are looked at: those that were found, and the latest.
type Group struct {
	Event   int64 `json:"event"`   // of its first story
	Chain   int64 `json:"chain"`   // likewise
	Matched int   `json:"matched"` // stories of the group that match
	Total   int   `json:"total"`   // stories of the group
	Stories []Hit `json:"stories"` // those that match, the best first
	// Others are the publishers of the group beside the first story's.
	Others []string `json:"other_publishers,omitempty"`
	// FirstSeen is when the event's first story was seen, and FirstBy its publisher.
	FirstSeen time.Time `json:"first_seen,omitzero"`
	FirstBy   string    `json:"first_by,omitempty"`
}

// Search finds stories, grouped by event, each story once. An index that is
// missing or damaged is rebuilt first.
func (a *Archive) Search(ctx context.Context, o SearchOptions) (Answer, error) {
	began := time.Now()
	o.progress = o.Progress
	a, done, err := a.asOf(ctx, o.Question)
	if err != nil {
		return Answer{}, err
	}
	defer done()
	q, err := a.parse(ctx, o.Question)
	if err != nil {
		return Answer{}, err
	}
	answer, err := a.search(ctx, o, q)
	if plain, ok, parseErr := a.prose(ctx, o.Question, err); parseErr != nil {
		return Answer{}, parseErr
	} else if ok {
		answer, err = a.search(ctx, o, plain)
	}
	if err != nil {
		return Answer{}, err
	}
	answer.Took = time.Since(began)
	return answer, nil
}

// search answers a parsed query.
func (a *Archive) search(ctx context.Context, o SearchOptions, q *query.Query) (Answer, error) {
	answer := Answer{Query: o.Text, Hints: q.Hints, Groups: []Group{}, AsOf: a.at}
	if o.NoBlank && q.Atoms == 0 {
		return answer, nil
	}
	s, err := a.searcher(ctx, o, q)
	if err != nil {
		return Answer{}, err
	}
	if o.New != "" {
		if answer.News, err = s.restrictToNew(ctx, o.New); err != nil {
			return Answer{}, err
		}
		answer.NotIndexed = s.notIndexed
		if len(answer.News.Stories) == 0 {
			return answer, nil
		}
		if o.Size == 0 {
			s.options.Size = len(answer.News.Stories)
		}
	}
	empty := answer
	err = s.view(ctx, func() error {
		answer = empty
		return s.answer(ctx, &answer)
	})
	answer.NotIndexed = s.notIndexed
	return answer, err
}

// answer loads what is asked for, with hints at what is not there.
func (s *searcher) answer(ctx context.Context, answer *Answer) error {
	if err := s.load(ctx, answer); err != nil {
		return err
	}
	hints, err := s.withSlips(ctx, answer.Total)
	answer.Hints = hints
	return err
}

// load finds and counts what is to be loaded.
func (s *searcher) load(ctx context.Context, answer *Answer) (err error) {
	o := s.options
	switch {
	case o.onlyTotal():
		res, err := s.ask(nil, 0, 0)
		answer.Total = int(res.Total)
		return err
	case o.Stories == NoStories:
		var res index.Result
		res, err = s.ask(nil, 0, 0)
		s.total = int(res.Total)
		answer.Total = s.total
	case o.Group == GroupNone, o.Group == GroupStory:
		err = s.ungrouped(ctx, answer)
	default:
		if err = s.collectGroups(ctx); err == nil {
			err = s.grouped(ctx, answer)
		}
	}
	if err == nil && s.total == 0 {
		err = s.explainNone(ctx, answer)
	}
	if err == nil {
		err = s.describe(ctx, answer.Groups)
	}
	if err == nil {
		err = s.addCounts(ctx, answer)
	}
	return err
}

// grouped fills in the page of groups.
func (s *searcher) grouped(ctx context.Context, answer *Answer) (err error) {
	from, to := min(s.first, len(s.groups)), min(s.first+s.options.Size, len(s.groups))
	answer.Total, answer.More = s.total, len(s.groups) > to
	if answer.Groups, err = s.loadGroups(ctx, from, to); err != nil || !answer.More || to == 0 {
		return err
	}
	return s.endAt(ctx, answer, &PageEnd{Groups: to, Set: setOf(s.groups[:to]), Story: s.openers[to-1]})
}

// explainNone finds the words that no story has and, with Load.Relax, the
// stories that have the most of the words.
func (s *searcher) explainNone(ctx context.Context, answer *Answer) (err error) {
	if answer.Missing, err = s.missing(); err != nil || !s.options.Relax {
		return err
	}
	if answer.Relaxed, err = s.relax(ctx); err != nil || !answer.Relaxed {
		return err
	}
	err = s.grouped(ctx, answer)
	answer.Total = 0
	return err
}

func idsOf(hits []index.Hit) []int64 {
	ids := make([]int64, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	return ids
}
