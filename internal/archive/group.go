package archive

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/internal/query"
	"newsarchive/store"
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
	groups  []int64     // events or chains, in the order of their best story
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

// maxCounted is how many hits, those of the largest clusters, are counted for the
// order by size; the events of others follow.
const maxCounted = 3000

// collectGroups reads hits until there is one group more than the page needs.
func (s *searcher) collectGroups(ctx context.Context) error {
	grouped := map[int64]int{}
	window := max(50, 2*(s.guess()+s.options.Size+1))
	bySize := s.request.Sort == index.Largest && s.options.Group != GroupCluster
	if bySize {
		window = maxCounted
	}
	for from := 0; ; window *= 4 {
		res, err := s.ask(nil, from, window)
		if err != nil {
			return err
		}
		s.total = int(res.Total)
		s.read = append(s.read, res.Hits...)
		ids := idsOf(res.Hits)
		if err := s.assignAll(ctx, ids, grouped); err != nil {
			return err
		}
		if bySize && from == 0 {
			s.largestFirst(grouped)
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

// largestFirst puts the groups with the most stories first, among equals as they were.
func (s *searcher) largestFirst(stories map[int64]int) {
	openers := make(map[int64]int64, len(s.groups))
	for i, g := range s.groups {
		openers[g] = s.openers[i]
	}
	slices.SortStableFunc(s.groups, func(a, b int64) int { return cmp.Compare(stories[b], stories[a]) })
	for i, g := range s.groups {
		s.openers[i] = openers[g]
	}
}

// hasGroups returns an error if all groups are fewer than those before the page.
func (s *searcher) hasGroups() error {
	if s.options.After != nil && len(s.groups) < s.first {
		return ErrPageLost
	}
	return nil
}

// assignAll assigns stories to groups, and counts them there.
func (s *searcher) assignAll(ctx context.Context, ids []int64, grouped map[int64]int) error {
	if s.options.Group == GroupCluster {
		chains, err := s.archive.store.ChainsOf(ctx, ids)
		for _, id := range ids {
			s.assign(id, chains[id], grouped)
		}
		return err
	}
	events, err := s.archive.store.EventsOf(ctx, ids)
	for _, id := range ids {
		s.assign(id, []int64{events[id]}, grouped)
	}
	return err
}

// assign assigns a story to a group: one of several that it may be in, if that
// exists, or a new one for the first of them.
func (s *searcher) assign(story int64, in []int64, grouped map[int64]int) {
	if len(in) == 0 {
		return
	}
	if i := slices.IndexFunc(in, func(g int64) bool { return grouped[g] > 0 }); i >= 0 {
		grouped[in[i]]++
		return
	}
	grouped[in[0]] = 1
	s.groups, s.openers = append(s.groups, in[0]), append(s.openers, story)
}

// maxGroupStories is how many stories of an event are looked at.
const maxGroupStories = 100

// members returns the stories of the groups from one to another.
func (s *searcher) members(ctx context.Context, from, to int) (map[int64]store.EventMembers, error) {
	groups := s.groups[from:to]
	if s.options.Group == GroupCluster {
		return s.clusterMembers(ctx, groups)
	}
	all, err := s.archive.store.EventStories(ctx, groups, maxGroupStories)
	if err != nil {
		return nil, err
	}
	for i, event := range groups {
		if m := all[event]; !slices.Contains(m.Stories, s.openers[from+i]) {
			m.Stories = append(m.Stories, s.openers[from+i])
			all[event] = m
		}
	}
	return all, nil
}

func (s *searcher) clusterMembers(ctx context.Context, chains []int64) (map[int64]store.EventMembers, error) {
	of, err := s.archive.store.StoriesOf(ctx, chains)
	if err != nil {
		return nil, err
	}
	seen, err := s.archive.store.FirstSeen(ctx, slices.Concat(slices.Collect(maps.Values(of))...))
	all := make(map[int64]store.EventMembers, len(of))
	for chain, stories := range of {
		all[chain] = store.EventMembers{Total: len(stories), Stories: stories, Seen: seen}
	}
	return all, err
}

// loadGroups reads the stories of the groups from one to another and keeps those
// that match.
func (s *searcher) loadGroups(ctx context.Context, from, to int) ([]Group, error) {
	members, err := s.members(ctx, from, to)
	if err != nil {
		return nil, err
	}
	var all []int64
	for _, m := range members {
		all = append(all, m.Stories...)
	}
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
	matching := slices.DeleteFunc(all, func(id int64) bool { _, ok := rank[id]; return !ok })
	stories, err := s.archive.store.Stories(ctx, matching)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]news.Story, len(stories))
	for _, st := range stories {
		byID[st.ID] = st
	}
	shown := map[int64]bool{}
	groups := make([]Group, 0, to-from)
	for _, of := range s.groups[from:to] {
		g := newGroup(members[of], rank, byID, shown)
		if len(g.Stories) == 0 {
			continue
		}
		for i := range g.Stories {
			g.Stories[i].Score = score[g.Stories[i].ID]
		}
		g.Event, g.Chain = of, 0
		if s.options.Group == GroupCluster {
			g.Event, g.Chain = 0, of
		}
		groups = append(groups, g)
	}
	return groups, s.complete(ctx, groups, members)
}

// complete adds to groups what is not of their matching stories: the publishers of
// the others, and where their events began.
func (s *searcher) complete(ctx context.Context, groups []Group, members map[int64]store.EventMembers) error {
	addPublishers(groups, members)
	if s.options.Group != GroupCluster {
		return nil
	}
	return s.addEvents(ctx, groups)
}

// addEvents adds the event of the first story of each group.
func (s *searcher) addEvents(ctx context.Context, groups []Group) error {
	ids := make([]int64, len(groups))
	for i, g := range groups {
		ids[i] = g.Stories[0].ID
	}
	events, err := s.archive.store.EventsOf(ctx, ids)
	for i := range groups {
		groups[i].Event = events[ids[i]]
	}
	return err
}

// eventsOfGroups returns the stories of the events of groups.
func (s *searcher) eventsOfGroups(ctx context.Context, groups []Group) (map[int64]store.EventMembers, error) {
	var events []int64
	for _, g := range groups {
		if !slices.Contains(events, g.Event) {
			events = append(events, g.Event)
		}
	}
	return s.archive.store.EventStories(ctx, events, maxGroupStories)
}

// addPublishers adds to each group the other publishers of its members, those that
// were seen first before others, and which was the first.
func addPublishers(groups []Group, members map[int64]store.EventMembers) {
	for i := range groups {
		g := &groups[i]
		m := members[cmp.Or(g.Chain, g.Event)]
		ids := slices.DeleteFunc(append(slices.Clone(m.Stories), g.Event), func(id int64) bool { _, known := m.Seen[id]; return !known })
		slices.SortFunc(ids, func(x, y int64) int { return cmp.Or(m.Seen[x].At.Compare(m.Seen[y].At), cmp.Compare(x, y)) })
		for _, id := range ids {
			by := m.Seen[id]
			if g.FirstSeen.IsZero() || by.At.Equal(g.FirstSeen) && g.FirstBy == "" {
				g.FirstSeen, g.FirstBy = by.At, by.Publisher
			}
			if by.Publisher != "" && by.Publisher != g.Stories[0].Publisher && !slices.Contains(g.Others, by.Publisher) {
				g.Others = append(g.Others, by.Publisher)
			}
		}
	}
}

// ordered returns those of some stories that match, in the order asked for.
func (s *searcher) ordered(stories []int64) ([]index.Hit, error) {
	inner := *s
	if inner.request.Sort == index.Largest { // all of a cluster are equal by size
		inner.request.Sort = index.Relevance
	} else if len(s.read) == s.total || s.areRead(stories) {
		return s.read, nil
	}
	res, err := inner.ask(stories, 0, len(stories))
	return res.Hits, err
}

// areRead reports whether some stories are all among the hits that were read.
func (s *searcher) areRead(stories []int64) bool {
	if len(stories) > len(s.read) {
		return false
	}
	read := idsOf(s.read)
	slices.Sort(read)
	return !slices.ContainsFunc(stories, func(id int64) bool { _, ok := slices.BinarySearch(read, id); return !ok })
}

func newGroup(members store.EventMembers, rank map[int64]int, byID map[int64]news.Story, shown map[int64]bool) Group {
	ids := slices.DeleteFunc(slices.Clone(members.Stories), func(id int64) bool { _, ok := rank[id]; return !ok })
	slices.SortFunc(ids, func(x, y int64) int { return cmp.Compare(rank[x], rank[y]) })
	g := Group{Total: members.Total, Matched: len(ids), Stories: make([]Hit, 0, len(ids))}
	for _, id := range ids {
		if !shown[id] {
			shown[id] = true
			g.Stories = append(g.Stories, Hit{Story: byID[id]})
		}
	}
	return g
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
