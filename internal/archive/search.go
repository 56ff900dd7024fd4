package archive

import (
	"context"
	"fmt"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// Sort is the order of an answer.
type Sort string

// The orders.
const (
	SortRelevance Sort = "relevance" // the best first, among equals the newer
	SortNewest    Sort = "newest"    // by effective date
	SortOldest    Sort = "oldest"
	SortSize      Sort = "size" // the largest clusters first, of those as large the newest
)

// SearchOptions say what to search for. All that is given must hold.
type SearchOptions struct {
	Text      string   // in the query language
	Since     string   // a date as the language has them: not before it begins
	Until     string   // not after it ends
	Feed      []string // any of these feeds, by name or number
	Publisher []string // any of these publishers
	Sort      Sort
	Size      int            // groups wanted; with New, 0 is all
	Offset    int            // groups passed over
	Any       bool           // a question: any of the words, not all
	Worded    bool           // a text that asks for nothing finds nothing, not everything
	Strict    bool           // a hint is an error
	TimeZone  *time.Location // for typed clock times; nil: the archive's
	AsOf      string         // a date: answer with what the archive knew at its end
	// New names a topic: only what of it has not been shown; see
	// [Archive.Shown].
	New string
	// Relax asks, when no story has all the words, for those that have the
	// most of them.
	Relax bool
	Group Grouping // empty: by chain
	// Facets are to be counted, each with FacetSize values at most; Span asks
	// for the answer's Span; Count only for the total.
	Facets    []string
	FacetSize int
	Span      bool
	Count     bool
	// Pageless wants no groups: only what is counted over all that matches.
	Pageless bool
	// Bare wants of ungrouped stories only their ids, places and scores.
	Bare     bool
	Progress Progress // of an index that must be made first
}

// Empty reports whether the options ask for everything.
func (o SearchOptions) Empty() bool {
	return o.Text == "" && o.Since == "" && o.Until == "" && len(o.Feed) == 0 && len(o.Publisher) == 0 && o.New == ""
}

// Answer is what a search found.
type Answer struct {
	Query  string  `json:"query"`
	Total  int     `json:"total"` // stories that match
	Groups []Group `json:"groups"`
	// Relaxed says that no story matches, and that the groups are of those
	// that have the most of the words.
	Relaxed bool `json:"relaxed,omitempty"`
	// AsOf is the moment as of which it was asked; zero: now.
	AsOf  time.Time    `json:"as_of,omitzero"`
	Hints []query.Hint `json:"-"`
	// Missing are the words that no story has, when nothing matched.
	Missing []string    `json:"missing,omitempty"`
	More    bool        `json:"more"` // groups that follow
	Facets  []Facet     `json:"facets,omitempty"`
	Span    *store.Span `json:"span,omitempty"` // of all that matches
	News    *News       `json:"-"`              // if New was asked for
	// NotIndexed is how many stories have changed since the index was brought
	// up to the archive, or are not in it yet: they are missing, or found as
	// they were.
	NotIndexed int           `json:"not_indexed,omitempty"`
	Took       time.Duration `json:"-"`
}

// Group is the stories of one chain that match.
type Group struct {
	Chain   int64   `json:"chain"`
	Matched int     `json:"matched"` // stories of the chain that match
	Total   int     `json:"total"`   // stories of the chain
	Stories []Found `json:"stories"` // those that match, the best first
	// Others are the publishers of the chain beside the first story's.
	Others []string `json:"other_publishers,omitempty"`
}

// Search finds stories, grouped by chain, each story once. An index that is
// missing or damaged is made first.
func (a *Archive) Search(ctx context.Context, o SearchOptions) (Answer, error) {
	began := time.Now()
	a, done, err := a.asOf(ctx, o)
	if err != nil {
		return Answer{}, err
	}
	defer done()
	q, err := a.parse(ctx, o)
	if err != nil {
		return Answer{}, err
	}
	answer, err := a.search(ctx, o, q)
	if plain, ok, parseErr := a.prose(ctx, o, err); parseErr != nil {
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

// search answers a query that was read.
func (a *Archive) search(ctx context.Context, o SearchOptions, q *query.Query) (Answer, error) {
	answer := Answer{Query: o.Text, Hints: q.Hints, Groups: []Group{}, AsOf: a.at}
	if o.Worded && q.Atoms == 0 {
		return answer, nil
	}
	s, err := a.searcher(ctx, o, q)
	if err != nil {
		return Answer{}, err
	}
	if o.New != "" {
		if answer.News, err = s.onlyNew(ctx, o.New); err != nil {
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

// answer finds what is asked for, and counts it.
func (s *searcher) answer(ctx context.Context, answer *Answer) (err error) {
	o := s.options
	switch {
	case o.Count:
		res, err := s.ask(nil, 0, 0)
		answer.Total = int(res.Total)
		return err
	case o.Pageless:
		var res index.Result
		res, err = s.ask(nil, 0, 0)
		s.total = int(res.Total)
		answer.Total = s.total
	case o.Group == GroupNone, o.Group == GroupStory:
		err = s.ungrouped(ctx, answer)
	default:
		if err = s.collect(ctx); err == nil {
			err = s.grouped(ctx, answer)
		}
	}
	if err == nil && s.total == 0 {
		err = s.nothing(ctx, answer)
	}
	if err == nil {
		err = s.describe(ctx, answer.Groups)
	}
	if err == nil {
		err = s.extras(ctx, answer)
	}
	return err
}

// grouped fills in the page of the groups that were found.
func (s *searcher) grouped(ctx context.Context, answer *Answer) (err error) {
	from, to := s.options.Offset, s.options.Offset+s.options.Size
	answer.Total, answer.More = s.total, len(s.groups) > to
	answer.Groups, err = s.fill(ctx, s.groups[min(from, len(s.groups)):min(to, len(s.groups))])
	return err
}

// nothing says why no story matches, and what comes near if that is asked.
func (s *searcher) nothing(ctx context.Context, answer *Answer) (err error) {
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

// names tells the index what the names of feeds stand for, now.
func (a *Archive) names(ctx context.Context) index.Names {
	ids := func(feeds []news.Feed, err error) []int64 {
		if err != nil {
			a.log.Warn("the names of feeds could not be read", "because", err)
		}
		all := make([]int64, len(feeds))
		for i, f := range feeds {
			all[i] = f.ID
		}
		return all
	}
	linked := func(address string) []int64 {
		ids, err := a.store.Linked(ctx, address)
		if err != nil {
			a.log.Warn("the addresses of stories could not be read", "because", err)
		}
		return ids
	}
	return index.Names{
		Feeds:       func(name string) []int64 { return ids(a.store.MatchFeeds(ctx, name)) },
		TaggedFeeds: func(tag string, prefix bool) []int64 { return ids(a.store.TaggedFeeds(ctx, tag, prefix)) },
		Linked:      linked,
	}
}

func (s Sort) index() index.Sort {
	switch s {
	case SortNewest:
		return index.Newest
	case SortOldest:
		return index.Oldest
	case SortSize:
		return index.Largest
	default:
		return index.Relevance
	}
}

// ParseSort reads an order's name.
func ParseSort(name string) (Sort, error) {
	for _, s := range []Sort{SortRelevance, SortNewest, SortOldest, SortSize} {
		if string(s) == name {
			return s, nil
		}
	}
	return "", fmt.Errorf("there is no order %q; there are relevance, newest, oldest and size", name)
}
