package event

import "slices"

// Pass decides stories in their order: the single pass that is the standard. It
// keeps the stories of the last days only.
type Pass struct {
	byKey  map[uint32][]*Candidate // the last PerKey stories with the key
	byItem map[int64][]*Candidate
	byID   map[int64]*Candidate
	recent []*Candidate // in order, those within Window days of the last

	chooser Chooser
	decider Decider
	chosen  []*Candidate
}

// NewPass returns a pass before its first story.
func NewPass() *Pass {
	return &Pass{byKey: map[uint32][]*Candidate{}, byItem: map[int64][]*Candidate{}, byID: map[int64]*Candidate{}}
}

// Next decides a story. It must not come before the story decided last.
func (p *Pass) Next(story *Profile) Decision {
	p.forget(story.Time)
	d := p.decider.among(story, beside(story, p.candidates(story)))
	c := &Candidate{Profile: *story, Event: d.Event, Nth: d.Nth}
	p.recent = append(p.recent, c)
	p.byID[c.ID] = c
	for _, k := range story.Keys() {
		p.byKey[k] = lastOf(append(p.byKey[k], c))
	}
	for _, i := range story.Clusters {
		p.byItem[i] = lastOf(append(p.byItem[i], c))
	}
	return d
}

func lastOf(list []*Candidate) []*Candidate {
	if len(list) < 2*PerKey {
		return list
	}
	return append(list[:0:0], list[len(list)-PerKey:]...)
}

// candidates returns what the keys and items of a story find. The slice is valid
// until the next call.
func (p *Pass) candidates(story *Profile) []*Candidate {
	p.chooser.Begin(story.ID)
	for _, k := range story.Keys() {
		p.find(p.byKey[k], story)
	}
	for _, i := range story.Clusters {
		p.find(p.byItem[i], story)
	}
	p.chosen = p.chosen[:0]
	for _, id := range p.chooser.Candidates() {
		p.chosen = append(p.chosen, p.byID[id])
	}
	return p.chosen
}

// find adds the last PerKey of a list within Window days.
func (p *Pass) find(list []*Candidate, story *Profile) {
	for _, c := range list[max(0, len(list)-PerKey):] {
		if within(&c.Profile, story) {
			p.chooser.Add(Place{c.ID, c.Time, c.Tie})
		}
	}
}

// within reports two stories of at most Window days.
func within(a, b *Profile) bool {
	d := a.Time - b.Time
	return max(d, -d) <= Window*secondsADay
}

// forget drops what lies more than Window days before a time.
func (p *Pass) forget(time int64) {
	old := 0
	for old < len(p.recent) && p.recent[old].Time < time-Window*secondsADay {
		c := p.recent[old]
		for _, k := range c.Keys() {
			drop(p.byKey, k, c)
		}
		for _, i := range c.Clusters {
			drop(p.byItem, i, c)
		}
		delete(p.byID, c.ID)
		p.recent[old] = nil
		old++
	}
	p.recent = p.recent[old:]
}

func drop[K comparable](lists map[K][]*Candidate, key K, c *Candidate) {
	list := lists[key]
	if i := slices.Index(list, c); i >= 0 {
		list = list[i+1:]
	}
	if len(list) == 0 {
		delete(lists, key)
		return
	}
	lists[key] = list
}
