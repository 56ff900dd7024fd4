package store

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"newsarchive/internal/event"
)

func newNeighbours(db querier) *neighbours {
	return &neighbours{
		db: db, rows: map[int64]*eventRow{}, slots: map[int64]*slot{}, items: map[int64]itemStories{}, apart: map[int64][]int64{},
		dirty: map[int64]bool{}, joined: map[int64]bool{}, bonds: map[eventPair]int64{}, touched: map[int64]bool{},
	}
}

// place puts profiles in the place of those that their stories had, removes
// stories, and returns the stories that are to be decided for that. A story whose
// profile is as it was is left alone, unless it is one of always.
func (n *neighbours) place(ctx context.Context, profiles []event.Profile, gone []int64, always map[int64]bool) ([]event.Profile, error) {
	ids := slices.Clone(gone)
	for i := range profiles {
		ids = append(ids, profiles[i].ID)
	}
	if err := n.readRows(ctx, ids); err != nil {
		return nil, err
	}
	again := map[int64]bool{}
	for _, id := range gone {
		if err := n.remove(ctx, id, again); err != nil {
			return nil, err
		}
	}
	var changed []*event.Profile
	for i := range profiles {
		if p := &profiles[i]; always[p.ID] || !n.rows[p.ID].is(p) {
			changed = append(changed, p)
		}
	}
	if err := n.readSlots(ctx, changed...); err != nil {
		return nil, err
	}
	for _, p := range changed {
		if err := n.remove(ctx, p.ID, again); err != nil {
			return nil, err
		}
		n.add(p)
		again[p.ID] = true
	}
	var stories []event.Profile
	for id := range again {
		if row := n.rows[id]; !row.absent {
			stories = append(stories, row.Profile)
		}
	}
	return stories, nil
}

// is reports whether a row is that of a profile.
func (r *eventRow) is(p *event.Profile) bool {
	return !r.absent && r.Event != 0 && bytes.Equal(appendProfile(nil, &r.Profile), appendProfile(nil, p))
}

// add adds a story that is to be decided. Its slots must have been read, unless all
// is decided anew.
func (n *neighbours) add(p *event.Profile) {
	n.rows[p.ID] = &eventRow{Candidate: event.Candidate{Profile: *p}}
	n.dirty[p.ID] = true
	for _, key := range p.Keys() {
		number := slotOf(dayOfTime(p.Time), key)
		if n.slots[number] == nil {
			n.slots[number] = &slot{}
		}
		n.slots[number].add(posting{key: key, order: orderOf(p), story: p.ID})
	}
	n.enter(p)
}

// remove removes a story, if it is there. Those that may have had it as a candidate
// are to be decided again.
func (n *neighbours) remove(ctx context.Context, id int64, again map[int64]bool) error {
	row := n.rows[id]
	if row.absent {
		return nil
	}
	after, err := n.After(ctx, &row.Profile)
	if err != nil {
		return err
	}
	for _, p := range after {
		again[p.ID] = true
	}
	for _, key := range row.Keys() {
		n.slots[slotOf(dayOfTime(row.Time), key)].remove(posting{key: key, order: orderOf(&row.Profile), story: id})
	}
	n.leave(&row.Profile)
	n.regroup = n.regroup || n.joined[id]
	n.unbind(row)
	n.rows[id] = &eventRow{absent: true}
	n.dirty[id] = true
	return nil
}

// save stores what changed.
func (n *neighbours) save(v *saver) error {
	if err := n.saveRows(v); err != nil {
		return err
	}
	for number, s := range n.slots {
		if s.changed() {
			if err := s.save(v, number); err != nil {
				return err
			}
		}
	}
	if err := n.saveBonds(v); err != nil {
		return err
	}
	touched := slices.Sorted(maps.Keys(n.touched))
	if n.regroup {
		n.regroup = false
		said, err := v.eventsSaid()
		if err != nil {
			return err
		}
		touched = append(touched, said.all()...)
	}
	clear(n.touched)
	return v.regroupEvents(touched)
}

// maxEventRows is how many rows are kept in memory from one batch to the next.
const maxEventRows = 100_000

// shrink forgets what was read, if that is much.
func (n *neighbours) shrink() {
	postings := 0
	for _, s := range n.slots {
		postings += len(s.postings)
	}
	for _, list := range n.items {
		postings += len(list)
	}
	if len(n.rows) > maxEventRows || postings > 20*maxEventRows {
		clear(n.rows)
		clear(n.slots)
		clear(n.items)
	}
}
