package event

import (
	"cmp"
	"slices"
)

// Candidate is a story that comes before another and shares one of its keys, or
// an item, with it.
type Candidate struct {
	Profile
	Event int64 // the id of the story that began its event, which may be itself
	Nth   int   // see Decision
}

// Decision is the event of a story, and why.
type Decision struct {
	Event int64 // the id of the story that began it: the story's own if it begins one
	// Nth is one more than the highest of its candidates in the event: how many stories
	// the event has with it, as far as these tell. 1 if it begins the event.
	Nth int
	// Copied says that a candidate in the event has the same headline.
	Copied bool
	// Of a story that joins an event: the candidate that it is most like, the
	// mean similarity to the event's candidates and how many these are.
	With  int64
	Score float64
	Of    int
	// Of the other events that it is like, at most MaxBonds: see Merge.
	Bonds []Bond
}

// Decider decides stories. It keeps its memory from one to the next, and is for one
// goroutine.
type Decider struct {
	before  []*Candidate
	matches []matched
	event   []int // of each candidate, which of links
	links   []link
	scores  []int64
	index   index
	copies  copies
}

// Decide returns the event of a story, given all its candidates in any order;
// those that do not come before it are left out. A story that an item links
// together with candidates is of their event. A story that repeats what its
// publisher wrote on another day is of none. It takes time in proportion to the
// number of candidates.
func (d *Decider) Decide(p *Profile, candidates []*Candidate) Decision {
	d.before = d.before[:0]
	for _, c := range candidates {
		if c.Before(p) {
			d.before = append(d.before, c)
		}
	}
	return d.among(p, beside(p, d.before))
}

// among is Decide for candidates that come before the story, after beside.
func (d *Decider) among(p *Profile, candidates []*Candidate) Decision {
	own := Decision{Event: p.ID, Nth: 1}
	if len(candidates) == 0 || !d.compare(p, candidates) {
		return own
	}
	var best *link
	for i := range d.links {
		l := &d.links[i]
		if l.nth < MaxStories && l.mean() >= l.least() && (best == nil || l.better(best)) {
			best = l
		}
	}
	made := own
	if best != nil {
		made = Decision{Event: best.event, Nth: best.nth + 1, Copied: best.copied, With: best.nearest.ID, Score: best.mean(), Of: best.used()}
	}
	if !made.Copied {
		made.Bonds = bonds(d.links, made.Event)
	}
	return made
}

// bonds returns the strongest bonds with other events than a story's own.
func bonds(links []link, own int64) (bonds []Bond) {
	for i := range links {
		l := &links[i]
		if sum := l.sum(); l.event != own && l.nth < MaxStories && float64(sum) >= bondMean*1e6*float64(len(l.scores)) {
			bonds = append(bonds, Bond{Event: l.event, Sum: sum})
		}
	}
	slices.SortFunc(bonds, func(a, b Bond) int { return cmp.Or(cmp.Compare(b.Sum, a.Sum), cmp.Compare(a.Event, b.Event)) })
	return slices.Clip(bonds[:min(len(bonds), MaxBonds)])
}

// compare finds how like a story is to each event of its candidates. It returns false
// for a story that repeats one of them.
func (d *Decider) compare(p *Profile, candidates []*Candidate) bool {
	t := newTally(p)
	d.index.clear()
	d.copies.clear()
	d.matches, d.event, d.links = d.matches[:0], d.event[:0], d.links[:0]
	for _, c := range candidates {
		at, known := d.index.of(c.Event)
		if !known {
			d.links = append(d.links, link{event: c.Event, first: c})
		}
		d.links[at].stories++
		d.matches, d.event = append(d.matches, t.match(&c.Profile)), append(d.event, at)
	}
	t.weigh(d.matches, d.event, len(d.links))
	d.scores = slices.Grow(d.scores[:0], len(candidates))
	rest := d.scores[:len(candidates)] // the scores of each event together
	for i := range d.links {
		n := d.links[i].stories
		d.links[i].scores, rest = rest[:0:n], rest[n:]
	}
	for i, c := range candidates {
		s := t.similarity(&c.Profile, d.matches[i])
		if s.Repeat && s.Cluster == 0 {
			return false
		}
		d.links[d.event[i]].add(c, s, d.copies.of(c))
	}
	return true
}

// beside returns the candidates; if an item links some of them together with the
// story, only these: so the stories of an item are of one event.
func beside(p *Profile, candidates []*Candidate) []*Candidate {
	if len(p.Clusters) == 0 {
		return candidates
	}
	var linked []*Candidate
	for _, c := range candidates {
		if within(&c.Profile, p) && sharedCluster(p.Clusters, c.Clusters) != 0 {
			linked = append(linked, c)
		}
	}
	if len(linked) > 0 {
		return linked
	}
	return candidates
}
