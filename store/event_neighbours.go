package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"newsarchive/internal/event"
)

// neighbours implements [event.Neighbourhood] in memory, over the rows of the
// events: it reads what it needs, and save stores what changed. It is for one
// goroutine.
type neighbours struct {
	db    querier
	anew  bool                // nothing is read: everything is decided anew, in order
	rows  map[int64]*eventRow // those that were read or made; one without a profile is absent
	slots map[int64]*slot
	items map[int64]itemStories // those that were read, or are made
	apart map[int64][]int64     // stories that a person said to be of two events

	chooser event.Chooser
	before  []*event.Candidate

	dirty   map[int64]bool      // rows that are to be stored
	bonds   map[eventPair]int64 // how the sums of bonds change
	touched map[int64]bool      // events whose stories or bonds change
	regroup bool                // the event of a story that a person joined changed
	joined  map[int64]bool      // those stories
}

var _ event.Neighbourhood = (*neighbours)(nil)

// eventRow is a row of event_stories.
type eventRow struct {
	event.Candidate // its Event is 0 if it is not decided yet
	bonds           []event.Bond
	copied          bool
	absent          bool
}

// readRows reads the rows of stories that are not in memory yet.
func (n *neighbours) readRows(ctx context.Context, ids []int64) error {
	var ask []int64
	for _, id := range ids {
		if n.rows[id] == nil {
			n.rows[id] = &eventRow{absent: true}
			ask = append(ask, id)
		}
	}
	if len(ask) == 0 || n.anew {
		return nil
	}
	err := queryRows(ctx, n.db, func(rows *sql.Rows) error {
		var id, began int64
		var nth int
		var copied bool
		var raw, bonds sql.RawBytes
		if err := rows.Scan(&id, &began, &nth, &copied, &bonds, &raw); err != nil {
			return err
		}
		p, err := decodeProfile(raw)
		if err != nil {
			return fmt.Errorf("%w: the profile of story %d: %w", ErrDamaged, id, err)
		}
		n.rows[id] = &eventRow{Candidate: event.Candidate{Profile: p, Event: began, Nth: nth}, copied: copied, bonds: decodeBonds(bonds)}
		return nil
	}, `SELECT e.story_id, e.began, e.nth, e.copied, e.bonds, e.profile FROM json_each(?) j CROSS JOIN event_stories e ON e.story_id = j.value`, array(ask))
	if err != nil {
		return fmt.Errorf("read the events of stories: %w", err)
	}
	return nil
}

// readSlots reads the slots in which the keys of profiles may find stories.
func (n *neighbours) readSlots(ctx context.Context, profiles ...*event.Profile) error {
	if n.anew {
		return nil
	}
	var ask []int64
	want := func(number int64) {
		if n.slots[number] == nil {
			n.slots[number] = &slot{}
			ask = append(ask, number)
		}
	}
	for _, p := range profiles {
		day := dayOfTime(p.Time)
		for _, key := range p.Keys() {
			for d := day - event.Window; d <= day+event.Window; d++ {
				want(slotOf(d, key))
			}
		}
	}
	if len(ask) == 0 {
		return nil
	}
	slots, err := readSlots(ctx, n.db, ask)
	for number, s := range slots {
		n.slots[number] = s
	}
	return err
}

// Before implements [event.Neighbourhood].
func (n *neighbours) Before(ctx context.Context, p *event.Profile) ([]*event.Candidate, error) {
	n.chooser.Begin(p.ID)
	if err := n.find(ctx, p, -1, n.chooser.Add); err != nil {
		return nil, err
	}
	ids := n.chooser.Candidates()
	if err := n.readRows(ctx, ids); err != nil {
		return nil, err
	}
	without, err := n.eventsApart(ctx, p)
	if err != nil {
		return nil, err
	}
	n.before = n.before[:0]
	for _, id := range ids {
		if row := n.rows[id]; !row.absent && row.Event != 0 && !slices.Contains(without, row.Event) {
			n.before = append(n.before, &row.Candidate)
		}
	}
	return n.before, nil
}

// After implements [event.Neighbourhood].
func (n *neighbours) After(ctx context.Context, p *event.Profile) (all []event.Profile, err error) {
	ids := slices.Clone(n.apart[p.ID])
	if err := n.find(ctx, p, 1, func(found event.Place) { ids = append(ids, found.ID) }); err != nil {
		return nil, err
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if err := n.readRows(ctx, ids); err != nil {
		return nil, err
	}
	for _, id := range ids {
		if row := n.rows[id]; !row.absent && p.Before(&row.Profile) {
			all = append(all, row.Profile)
		}
	}
	return all, nil
}

// find tells what the keys and items of a profile find on one side of it: -1 before
// it, 1 after it. A story may be found several times.
func (n *neighbours) find(ctx context.Context, p *event.Profile, side int64, found func(event.Place)) error {
	if err := n.readSlots(ctx, p); err != nil {
		return err
	}
	for _, key := range p.Keys() {
		n.findByKey(p, key, side, found)
	}
	if len(p.Clusters) == 0 {
		return nil
	}
	return n.findByItems(ctx, p, side, found)
}

// findByKey tells the nearest stories that have a key.
func (n *neighbours) findByKey(p *event.Profile, key uint32, side int64, found func(event.Place)) {
	here := posting{key: key, order: orderOf(p), story: p.ID}
	left := event.PerKey
	for step := range int64(event.Window + 1) {
		day := dayOfTime(p.Time) + side*step
		list := n.slots[slotOf(day, key)].of(key)
		if step == 0 {
			list = besides(list, here, side)
		}
		for i := range list {
			at := list[i]
			if side < 0 {
				at = list[len(list)-1-i]
			}
			time := day*daySeconds + int64(at.order>>tieBits)
			if left == 0 || max(time-p.Time, p.Time-time) > event.Window*daySeconds {
				return
			}
			found(event.Place{ID: at.story, Time: time, Tie: uint64(at.order) << (64 - tieBits)})
			left--
		}
	}
}

// besides returns those of sorted postings that are before one (side -1) or after it.
func besides(list []posting, here posting, side int64) []posting {
	at, found := slices.BinarySearchFunc(list, here, posting.compare)
	if side < 0 {
		return list[:at]
	}
	if found {
		at++
	}
	return list[at:]
}

// eventsApart returns the events that a story is not of, because a person said so.
func (n *neighbours) eventsApart(ctx context.Context, p *event.Profile) (events []int64, err error) {
	others := n.apart[p.ID]
	if len(others) == 0 {
		return nil, nil
	}
	if err := n.readRows(ctx, others); err != nil {
		return nil, err
	}
	for _, id := range others {
		if row := n.rows[id]; !row.absent && row.Before(p) {
			events = append(events, row.Event)
		}
	}
	return events, nil
}

// Put implements [event.Neighbourhood].
func (n *neighbours) Put(_ context.Context, p *event.Profile, d event.Decision) (changed bool, err error) {
	row := n.rows[p.ID]
	moved, bound, copied := row.Event != d.Event, !slices.Equal(d.Bonds, row.bonds), row.copied != d.Copied
	changed = moved || row.Nth != d.Nth
	if changed || bound || copied {
		n.dirty[p.ID] = true
	}
	if moved || bound || copied {
		n.unbind(row)
		row.Event, row.bonds = d.Event, d.Bonds
		n.bind(row)
	}
	n.regroup = n.regroup || moved && n.joined[p.ID]
	row.Nth, row.copied = d.Nth, d.Copied
	return changed, nil
}
