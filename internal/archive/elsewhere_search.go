package archive

import (
	"context"
	"slices"
	"time"

	"newsarchive/index"
	"newsarchive/internal/opensearch"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// Search implements [Asker]. A story that several archives have is one hit, which says
// which have it. Of the stories found, those of one item or chain of an archive, and
// the same ones of others, are one event. How many of an event match is counted among
// those that were looked at: the best, at least [elsewhereHits].
func (e *Elsewhere) Search(ctx context.Context, o SearchOptions) (answer Answer, err error) {
	defer func() { err = elsewhereError(ctx, err) }()
	began := time.Now()
	ask := e.asking(ctx)
	q, err := e.parse(ctx, ask, o.Question)
	if err != nil {
		return answer, err
	}
	answer, err = e.search(ctx, ask, q, o)
	if plain, ok, parseErr := prose(o.Question, e.reading(ctx, ask, o.Question), err); parseErr != nil {
		return answer, parseErr
	} else if ok {
		answer, err = e.search(ctx, ask, plain, o)
	}
	answer.Took = time.Since(began)
	return answer, err
}

// search answers a parsed query.
func (e *Elsewhere) search(ctx context.Context, ask asking, q *query.Query, o SearchOptions) (Answer, error) {
	answer := Answer{Query: o.Text, Hints: q.Hints, Groups: []Group{}}
	if o.NoBlank && q.Atoms == 0 {
		return answer, nil
	}
	asked, err := ask()
	if err != nil {
		return answer, err
	}
	asked.Broad = o.Any
	answer.Hints = append(answer.Hints, outdated(asked)...)
	err = e.answer(ctx, asked, q, o, &answer)
	return answer, locateError(err, q)
}

// answer loads what is asked for.
func (e *Elsewhere) answer(ctx context.Context, asked *opensearch.Asked, q *query.Query, o SearchOptions, answer *Answer) error {
	if o.Stories != NoStories {
		s := elsewhereSearch{Elsewhere: e, asked: asked, query: q, options: o}
		if err := s.groups(ctx, answer); err != nil {
			return err
		}
	}
	if o.Stories == NoStories || len(asked.Sources()) > 1 {
		tally, err := asked.Count(ctx, q)
		if err != nil {
			return err
		}
		answer.Total, answer.About = int(tally.Stories), tally.About
	}
	for _, name := range o.Facets {
		values, err := asked.Facet(ctx, q, index.Facet(name), o.FacetSize)
		if err != nil {
			return err
		}
		f := Facet{Name: name, Values: []store.Value{}}
		for _, v := range values {
			f.Values = append(f.Values, store.Value{Value: v.Name, Count: int(v.Stories)})
		}
		answer.Facets = append(answer.Facets, f)
	}
	return nil
}

// elsewhereHits is how many documents are looked at for a page of events, at least.
const elsewhereHits = 200

// maxElsewhereHits is how many at most: beyond that, no event is shown.
const maxElsewhereHits = 10_000

// elsewhereSearch is one search.
type elsewhereSearch struct {
	*Elsewhere
	asked   *opensearch.Asked
	query   *query.Query
	options SearchOptions
	hits    []opensearch.Hit
	stories []int // of each hit, the first that is the same story
	events  []int // of each hit, the first of its event
}

// groups finds the page of events.
func (s *elsewhereSearch) groups(ctx context.Context, answer *Answer) error {
	from, to := s.options.Offset, s.options.Offset+s.options.Size
	for n := elsewhereHits; ; n *= 4 {
		n = min(n, maxElsewhereHits)
		res, err := s.asked.Search(ctx, opensearch.Request{Query: s.query, Sort: s.options.Sort.index(), Size: n})
		if err != nil {
			return err
		}
		s.hits, answer.Total = res.Hits, int(res.Total)
		s.join()
		firsts := firstsOf(s.events)
		answer.More = len(firsts) > to || int(res.Total) > len(res.Hits)
		if len(firsts) < to && len(res.Hits) == n && n < maxElsewhereHits {
			continue
		}
		answer.Groups, err = s.load(ctx, firsts[min(from, len(firsts)):min(to, len(firsts))])
		return err
	}
}

// join finds out which hits are one story, and which are of one event.
func (s *elsewhereSearch) join() {
	same := func(i int) (names []string) {
		for _, key := range s.hits[i].Keys {
			names = append(names, numbered("key", "", key))
		}
		return names
	}
	s.stories = joined(len(s.hits), same)
	s.events = s.stories
	if g := s.options.Group; g == GroupNone || g == GroupStory {
		return
	}
	s.events = joined(len(s.hits), func(i int) []string {
		h, names := s.hits[i], same(i)
		for _, item := range h.Items {
			names = append(names, numbered("item", h.Archive, item))
		}
		if h.Chain > 0 {
			names = append(names, numbered("chain", h.Archive, h.Chain))
		}
		return names
	})
}

// load makes groups of events, each named by its first hit.
func (s *elsewhereSearch) load(ctx context.Context, events []int) ([]Group, error) {
	var wanted []opensearch.Hit
	place := map[int]int{} // of a hit, among those
	for i, event := range s.events {
		if slices.Contains(events, event) {
			place[i] = len(wanted)
			wanted = append(wanted, s.hits[i])
		}
	}
	shown, err := s.asked.Show(ctx, wanted)
	if err != nil {
		return nil, err
	}
	m := index.NewHighlighter(s.query)
	groups := make([]Group, 0, len(events))
	for _, event := range events {
		var g elsewhereGroup
		for i := range s.hits {
			if s.events[i] == event {
				g.add(s.hits[i], shown[place[i]], s.stories[i], s.Zone(), m)
			}
		}
		if len(g.Stories) > 0 {
			groups = append(groups, g.done())
		}
	}
	return groups, nil
}

// elsewhereGroup is a group that is being made.
type elsewhereGroup struct {
	Group
	at map[int]int // of a story, its place
}

// add adds a document. Its story may be there, of another archive.
func (g *elsewhereGroup) add(h opensearch.Hit, shown opensearch.Shown, story int, zone *time.Location, m *index.Highlighter) {
	if shown.Title == "" && shown.Day == "" {
		return // it was removed meanwhile
	}
	if g.FirstSeen.IsZero() || h.Seen.Before(g.FirstSeen) {
		g.FirstSeen, g.FirstBy = h.Seen, shown.Publisher
	}
	at, there := g.at[story]
	if !there {
		if g.at == nil {
			g.at = map[int]int{}
		}
		at = len(g.Stories)
		g.at[story] = at
		hit := Hit{Story: elsewhereStory(h, shown, zone), Score: h.Score, TitleMarks: m.Mark(shown.Title, shown.Language, query.Title)}
		if at == 0 {
			g.Chain = h.Chain
			hit.Passage = passage(m, shown.Text, shown.Language)
		}
		g.Stories = append(g.Stories, hit)
	}
	g.Stories[at].Archives = append(g.Stories[at].Archives, Holding{h.Archive, h.Story, h.Seen})
}

// done returns the group.
func (g *elsewhereGroup) done() Group {
	g.Matched, g.Total = len(g.Stories), len(g.Stories)
	for i := range g.Stories {
		slices.SortStableFunc(g.Stories[i].Archives, func(a, b Holding) int { return a.Seen.Compare(b.Seen) })
		if p := g.Stories[i].Publisher; p != "" && p != g.Stories[0].Publisher && !slices.Contains(g.Others, p) {
			g.Others = append(g.Others, p)
		}
	}
	return g.Group
}
