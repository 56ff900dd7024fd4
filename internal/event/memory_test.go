package event_test

import (
	"cmp"
	"context"
	"slices"
	"sort"

	"newsarchive/internal/event"
)

// memory is a Neighbourhood in memory.
type memory struct {
	byKey  map[uint32][]*event.Profile // in their order
	byItem map[int64][]*event.Profile
	made   map[int64]event.Decision
	all    []*event.Profile
}

func newMemory() *memory {
	return &memory{byKey: map[uint32][]*event.Profile{}, byItem: map[int64][]*event.Profile{}, made: map[int64]event.Decision{}}
}

func (m *memory) add(p *event.Profile) {
	for _, k := range p.Keys() {
		m.byKey[k] = insert(m.byKey[k], p)
	}
	for _, i := range p.Clusters {
		m.byItem[i] = insert(m.byItem[i], p)
	}
	m.all = append(m.all, p)
}

func (m *memory) remove(p *event.Profile) {
	same := func(o *event.Profile) bool { return o.ID == p.ID }
	for _, k := range p.Keys() {
		m.byKey[k] = slices.DeleteFunc(m.byKey[k], same)
	}
	for _, i := range p.Clusters {
		m.byItem[i] = slices.DeleteFunc(m.byItem[i], same)
	}
	m.all = slices.DeleteFunc(m.all, same)
	delete(m.made, p.ID)
}

// place returns where p stands in a list, or would.
func place(list []*event.Profile, p *event.Profile) int {
	return sort.Search(len(list), func(i int) bool { return !list[i].Before(p) })
}

func insert(list []*event.Profile, p *event.Profile) []*event.Profile {
	return slices.Insert(list, place(list, p), p)
}

const window = event.Window * 24 * 60 * 60

func (m *memory) Before(_ context.Context, p *event.Profile) ([]*event.Candidate, error) {
	var c event.Chooser
	c.Begin(p.ID)
	found := map[int64]*event.Profile{}
	for _, list := range m.lists(p) {
		at := place(list, p)
		for i := at - 1; i >= max(0, at-event.PerKey) && list[i].Time >= p.Time-window; i-- {
			c.Add(event.Place{ID: list[i].ID, Time: list[i].Time, Tie: list[i].Tie})
			found[list[i].ID] = list[i]
		}
	}
	var candidates []*event.Candidate
	for _, id := range c.Candidates() {
		candidates = append(candidates, &event.Candidate{Profile: *found[id], Event: m.made[id].Event, Nth: m.made[id].Nth})
	}
	return candidates, nil
}

func (m *memory) After(_ context.Context, p *event.Profile) ([]event.Profile, error) {
	var found []event.Profile
	for _, list := range m.lists(p) {
		at := place(list, p)
		if at < len(list) && list[at].ID == p.ID {
			at++
		}
		for i := at; i < min(len(list), at+event.PerKey) && list[i].Time <= p.Time+window; i++ {
			found = append(found, *list[i])
		}
	}
	return found, nil
}

func (m *memory) lists(p *event.Profile) (lists [][]*event.Profile) {
	for _, k := range p.Keys() {
		lists = append(lists, m.byKey[k])
	}
	for _, i := range p.Clusters {
		lists = append(lists, m.byItem[i])
	}
	return lists
}

func (m *memory) Put(_ context.Context, p *event.Profile, d event.Decision) (bool, error) {
	changed := m.made[p.ID].Event != d.Event || m.made[p.ID].Nth != d.Nth
	m.made[p.ID] = d
	return changed, nil
}

// events returns the events of all stories, alike ones merged.
func (m *memory) events() map[int64]int64 {
	all := event.NewMerging()
	for _, d := range m.made {
		all.Add(&d)
	}
	merged, events := all.Merge(), map[int64]int64{}
	for id, d := range m.made {
		events[id] = cmp.Or(merged[d.Event], d.Event)
	}
	return events
}
