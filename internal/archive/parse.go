package archive

import (
	"context"
	"errors"
	"strings"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// parse parses the text and narrows it by the rest of the question.
func (a *Archive) parse(ctx context.Context, o Question) (*query.Query, error) {
	return readQuestion(o, a.reading(ctx, o))
}

// readQuestion parses a question.
func readQuestion(o Question, opts query.Options) (*query.Query, error) {
	q, err := query.Parse(o.Text, opts)
	if err != nil {
		return nil, err
	}
	return narrowed(o, q, opts)
}

// reading returns the options that the query is parsed with.
func (a *Archive) reading(ctx context.Context, o Question) query.Options {
	return query.Options{Now: a.now(), Zone: a.Zone(), ClockZone: o.TimeZone, Any: o.Any, Strict: o.Strict, Topic: a.topicText(ctx), Story: a.askedStory(ctx), Feed: a.hasFeed(ctx), Learn: a.learn(ctx, o.progress)}
}

// prose parses a question again as plain words, if its words matched more
// terms than the index can answer; ok is false for any other error.
func (a *Archive) prose(ctx context.Context, o Question, wrong error) (q *query.Query, ok bool, err error) {
	return prose(o, a.reading(ctx, o), wrong)
}

func prose(o Question, opts query.Options, wrong error) (q *query.Query, ok bool, err error) {
	var fault *query.Error
	if !o.Any || o.Strict || !errors.As(wrong, &fault) {
		return nil, false, nil
	}
	q, err = narrowed(o, query.Prose(o.Text, opts, fault), opts)
	return q, true, err
}

// narrowed adds dates, feeds and publishers to a query.
func narrowed(o Question, q *query.Query, opts query.Options) (*query.Query, error) {
	opts.Any = false // it applies to the text alone
	within, hints, err := query.Within(o.Since, o.Until, opts)
	if err != nil {
		return nil, err
	}
	q.Hints = append(q.Hints, hints...)
	nodes := []query.Node{q.Root, within}
	for _, more := range []string{anyOf("feed", o.Feed), anyOf("publisher", o.Publisher)} {
		part, err := query.Parse(more, opts)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, part.Root)
	}
	q.Root = query.Both(nodes...)
	q.Narrowed = len(o.Feed)+len(o.Publisher) > 0 || o.Since+o.Until != ""
	return q, nil
}

func anyOf(field string, values []string) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = field + ":" + quoted(v)
	}
	return strings.Join(parts, " OR ")
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// RankingParts returns the names of the parts of how a question is ranked, which
// [SearchOptions.Without] leaves out to measure what each brings.
func RankingParts() []string { return index.RankingParts() }

func (a *Archive) searcher(ctx context.Context, o SearchOptions, q *query.Query) (*searcher, error) {
	past, err := a.indexAsOf(ctx)
	r := index.Request{Query: q, Names: a.names(ctx), Sort: o.Sort.index(), AsOf: past}
	if o.Any {
		r.Broad = &index.Broad{
			Entries: func(ids []int64) ([]news.Entry, error) { return a.store.Entries(ctx, ids) },
			Without: o.Without,
		}
	}
	return &searcher{archive: a, options: o, request: r}, err
}

// Matches are all stories that a query finds.
type Matches struct {
	Stories    []int64 // the oldest first
	NotIndexed int     // see [Answer]
	Hints      []query.Hint
}

// Matching returns every story that a question finds.
func (a *Archive) Matching(ctx context.Context, o Question, progress Progress) (Matches, error) {
	o.progress = progress
	a, done, err := a.asOf(ctx, o)
	if err != nil {
		return Matches{}, err
	}
	defer done()
	q, err := a.parse(ctx, o)
	if err != nil {
		return Matches{}, err
	}
	if q.Atoms == 0 && strings.TrimSpace(o.Text) != "" { // "!!!" means no story, not all
		return Matches{Stories: []int64{}, Hints: q.Hints}, nil
	}
	var res index.Result
	s, err := a.searcher(ctx, SearchOptions{Question: o, Page: Page{Sort: SortOldest}, Progress: progress}, q)
	if err != nil {
		return Matches{}, err
	}
	var hints []query.Hint
	err = s.view(ctx, func() (err error) {
		if res, err = s.ask(nil, 0, 1<<31-1); err == nil {
			hints, err = s.withSlips(ctx, len(res.Hits))
		}
		return err
	})
	return Matches{idsOf(res.Hits), s.notIndexed, hints}, err
}

// locateError turns the error that a word matches too many terms into a
// [query.Error] that points at the word.
func locateError(err error, q *query.Query) error {
	var many *index.TooManyError
	if !errors.As(err, &many) {
		return err
	}
	fault := &query.Error{Text: q.Text, Len: len(q.Text), Msg: many.Error(), Err: err}
	query.Walk(q.Root, func(leaf query.Node, _ bool) {
		pos := -1
		switch n := leaf.(type) {
		case query.Word:
			if n.Prefix && n.Text == many.Text || n.Fuzzy > 0 {
				pos = n.Pos
			}
		case query.Term:
			if n.Prefix && n.Value == many.Text {
				pos = n.Pos
			}
		}
		if pos >= 0 && pos+len(many.Text) < len(q.Text) && strings.HasPrefix(q.Text[pos:], many.Text) {
			fault.Pos, fault.Len = pos, len(many.Text+many.Mark)
		}
	})
	return fault
}

// Explained is how a query was understood.
type Explained struct {
	Tree      string       `json:"tree"`
	Dates     []DateSpan   `json:"dates,omitempty"`
	Zone      string       `json:"zone"`       // whose days are meant
	ClockZone string       `json:"clock_zone"` // in which clock times are read
	Hints     []query.Hint `json:"hints,omitempty"`
	// Learned are the words with ~~, and those that stand for each.
	Learned []LearnedWord `json:"learned,omitempty"`
}

// LearnedWord is a word and those that stand for it, the best first.
type LearnedWord struct {
	Word string         `json:"word"`
	More []query.Lesson `json:"more"`
}

// DateSpan is the span of a date: From is included, Before is not. An open end
// is the zero time.
type DateSpan struct {
	Field  string    `json:"field"` // date or seen
	From   time.Time `json:"from,omitzero"`
	Before time.Time `json:"before,omitzero"`
}

// Explain returns how a question is understood, without searching.
func (a *Archive) Explain(ctx context.Context, o Question) (Explained, error) {
	q, err := a.parse(ctx, o)
	if err != nil {
		return Explained{}, err
	}
	e := Explained{
		Tree: q.Root.Explain(q.ClockZone), Zone: q.Zone.String(), ClockZone: q.ClockZone.String(), Hints: q.Hints,
	}
	for _, n := range query.LearnedIn(q.Root) {
		e.Learned = append(e.Learned, LearnedWord{n.Word.Text, n.More})
	}
	query.Walk(q.Root, func(leaf query.Node, _ bool) {
		if d, ok := leaf.(query.DateRange); ok {
			e.Dates = append(e.Dates, DateSpan{string(d.Field), inZone(d.From, q.ClockZone), inZone(d.To, q.ClockZone)})
		}
	})
	return e, nil
}

func inZone(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(zone)
}
