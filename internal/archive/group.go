package archive

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// searcher answers one search: it collects groups, loads a page of them and
// counts.
type searcher struct {
	archive *Archive
	open    *index.View
	options SearchOptions
	request index.Request
	allowed []int64 // only these stories; nil: all
	total   int
	groups  []int64     // chains, in the order of their best story
	openers []int64     // these stories
	first   int         // of the groups of the page
	read    []index.Hit // hits read for these groups, in order

	notIndexed int // stories that are not yet indexed
}

// view opens the index while work runs. Work may be called twice; see
// [Archive.read].
func (s *searcher) view(ctx context.Context, work func() error) error {
	use := func(v *index.View) error {
		s.open, s.total, s.groups, s.openers, s.read, s.request.Most = v, 0, nil, nil, nil, false
		return work()
	}
	n, err := s.archive.read(ctx, s.options.Progress, use)
	s.notIndexed = max(s.notIndexed, n)
	return locateError(err, s.request.Query)
}

// ask asks the open index.
func (s *searcher) ask(within []int64, from, size int) (index.Result, error) {
	r := s.request
	r.IDs, r.From, r.Size = s.restricted(within), from, size
	return s.open.Search(r)
}

// restricted limits stories, nil being all, to the allowed ones.
func (s *searcher) restricted(within []int64) []int64 {
	switch {
	case s.allowed == nil:
		return within
	case within == nil:
		return s.allowed
	}
	allowed := make(map[int64]bool, len(s.allowed))
	for _, id := range s.allowed {
		allowed[id] = true
	}
	return slices.DeleteFunc(slices.Clone(within), func(id int64) bool { return !allowed[id] })
}

// collectGroups reads hits until there is one group more than the page needs.
func (s *searcher) collectGroups(ctx context.Context) error {
	grouped := map[int64]bool{}
	window := max(50, 2*(s.guess()+s.options.Size+1))
	for from := 0; ; window *= 4 {
		res, err := s.ask(nil, from, window)
		if err != nil {
			return err
		}
		s.total = int(res.Total)
		s.read = append(s.read, res.Hits...)
		ids := idsOf(res.Hits)
		chains, err := s.archive.store.ChainsOf(ctx, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			s.assign(id, chains[id], grouped)
		}
		from += len(ids)
		if err := s.findFirst(ctx); err != nil {
			return err
		}
		if len(s.groups) > s.first+s.options.Size {
			return nil
		}
		if from >= s.total || len(ids) == 0 {
			return s.hasGroups()
		}
	}
}

// hasGroups returns an error if all groups are fewer than those before the page.
func (s *searcher) hasGroups() error {
	if s.options.After != nil && len(s.groups) < s.first {
		return ErrPageLost
	}
	return nil
}

// assign assigns a story of these chains to a group: an existing one, or a new
// one for its latest chain.
func (s *searcher) assign(story int64, chains []int64, grouped map[int64]bool) {
	if len(chains) == 0 || slices.ContainsFunc(chains, func(c int64) bool { return grouped[c] }) {
		return
	}
	grouped[chains[0]] = true
	s.groups, s.openers = append(s.groups, chains[0]), append(s.openers, story)
}

// loadGroups reads the stories of a page of groups and keeps those that match.
func (s *searcher) loadGroups(ctx context.Context, chains []int64) ([]Group, error) {
	members, err := s.archive.store.StoriesOf(ctx, chains)
	if err != nil {
		return nil, err
	}
	all := slices.Concat(slices.Collect(maps.Values(members))...)
	if len(all) == 0 {
		return []Group{}, nil
	}
	hits, err := s.ordered(all)
	if err != nil {
		return nil, err
	}
	rank, score := make(map[int64]int, len(hits)), make(map[int64]float64, len(hits))
	for i, h := range hits {
		rank[h.ID], score[h.ID] = i, h.Score
	}
	stories, err := s.archive.store.Stories(ctx, all)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]news.Story, len(stories))
	for _, st := range stories {
		byID[st.ID] = st
	}
	shown := map[int64]bool{}
	groups := make([]Group, 0, len(chains))
	for _, chain := range chains {
		if g := newGroup(chain, members[chain], rank, byID, shown); len(g.Stories) > 0 {
			for i := range g.Stories {
				g.Stories[i].Score = score[g.Stories[i].ID]
			}
			groups = append(groups, g)
		}
	}
	return groups, nil
}

// ordered returns those of some stories that match, in the order asked for.
func (s *searcher) ordered(stories []int64) ([]index.Hit, error) {
	inner := *s
	if inner.request.Sort == index.Largest { // all of a cluster are equal by size
		inner.request.Sort = index.Relevance
	} else if read := idsOf(s.read); len(stories) <= len(read) {
		slices.Sort(read)
		if !slices.ContainsFunc(stories, func(id int64) bool { _, ok := slices.BinarySearch(read, id); return !ok }) {
			return s.read, nil
		}
	}
	res, err := inner.ask(stories, 0, len(stories))
	return res.Hits, err
}

func newGroup(chain int64, members []int64, rank map[int64]int, byID map[int64]news.Story, shown map[int64]bool) Group {
	g := Group{Chain: chain, Total: len(members)}
	for _, id := range members {
		if _, ok := rank[id]; !ok {
			continue
		}
		g.Matched++
		if !shown[id] {
			shown[id] = true
			g.Stories = append(g.Stories, Hit{Story: byID[id]})
		}
	}
	slices.SortFunc(g.Stories, func(x, y Hit) int { return cmp.Compare(rank[x.ID], rank[y.ID]) })
	if len(g.Stories) == 0 {
		return g
	}
	g.others(members, byID)
	return g
}

// others collects the publishers of a chain other than the first story's.
func (g *Group) others(members []int64, byID map[int64]news.Story) {
	for _, id := range members {
		name := byID[id].Publisher
		if name != "" && name != g.Stories[0].Publisher && !slices.Contains(g.Others, name) {
			g.Others = append(g.Others, name)
		}
	}
}

// relax finds the stories that have the most of the words, and reports whether
// there are any.
func (s *searcher) relax(ctx context.Context) (bool, error) {
	s.request.Most = true
	if err := s.collectGroups(ctx); err != nil {
		return false, err
	}
	return len(s.groups) > 0, nil
}

// missing returns the words of the query that no story has.
func (s *searcher) missing() (words []string, err error) {
	counts, err := s.open.Counts(s.request)
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		switch c.Leaf.(type) {
		case query.Word, query.Phrase, query.Term:
			if c.Count == 0 {
				words = append(words, c.Leaf.String())
			}
		}
	}
	return words, nil
}
