package event

import "slices"

// All returns the event of each of the stories, by their ids: those of one event have
// the same number. It is the standard: whatever the order in which an archive got its
// stories, it has these events. It sorts the stories into their order.
func All(stories []Profile) map[int64]int64 {
	slices.SortFunc(stories, func(a, b Profile) int { return a.Compare(&b) })
	pass, events, all := NewPass(), map[int64]int64{}, NewMerging()
	for i := range stories {
		d := pass.Next(&stories[i])
		events[stories[i].ID] = d.Event
		all.Add(&d)
	}
	merged := all.Merge()
	for story, event := range events {
		if into, ok := merged[event]; ok {
			events[story] = into
		}
	}
	return events
}

// Merging collects decisions, for Merge.
type Merging struct {
	sizes map[int64]Size
	sums  map[[2]int64]int64
}

// NewMerging returns a Merging without decisions.
func NewMerging() *Merging { return &Merging{sizes: map[int64]Size{}, sums: map[[2]int64]int64{}} }

// Add adds the decision on a story.
func (m *Merging) Add(d *Decision) {
	size := m.sizes[d.Event]
	size.Stories++
	if !d.Copied {
		size.Headlines++
	}
	m.sizes[d.Event] = size
	for _, b := range d.Bonds {
		m.sums[[2]int64{min(d.Event, b.Event), max(d.Event, b.Event)}] += b.Sum
	}
}

// Merge is Merge of all decisions.
func (m *Merging) Merge() map[int64]int64 {
	pairs := make([]Pair, 0, len(m.sums))
	for events, sum := range m.sums {
		pairs = append(pairs, Pair{events[0], events[1], sum})
	}
	return Merge(m.sizes, pairs, nil)
}
