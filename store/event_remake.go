package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"newsarchive/internal/event"
	"newsarchive/internal/news"
)

// remakeBatch is how many stories are decided in one transaction when all events
// are made again.
const remakeBatch = 1000

// ErrEventsTaken means that another process makes the events again.
var ErrEventsTaken = errors.New("another process has begun to make the events again")

// RemakeEvents decides the events of all stories anew, in their order. It writes
// only what differs, in many short transactions; meanwhile events are read as far
// as they are, and no process follows the change log for them. progress, if not
// nil, is called with the number of stories done. A remake that is interrupted is
// begun again by the next writer.
func (s *Store) RemakeEvents(ctx context.Context, progress func(done int)) error {
	r := eventRemake{store: s, near: newNeighbours(s.stmtCache), reader: event.NewReader(), maker: rand.Int64(), days: map[int64]bool{}}
	r.near.anew = true
	if err := r.run(ctx, progress); err != nil {
		return fmt.Errorf("make the events again: %w", err)
	}
	return nil
}

type eventRemake struct {
	store   *Store
	near    *neighbours
	reader  *event.Reader
	decider event.Decider
	maker   int64
	recent  []placed       // stories in memory, in their order
	days    map[int64]bool // days whose keys are in memory, and are to be stored (true) or were
}

func (r *eventRemake) run(ctx context.Context, progress func(done int)) error {
	mark, err := r.store.LastChange(ctx)
	if err != nil {
		return err
	}
	if err := r.begin(ctx); err != nil {
		return err
	}
	order, err := r.order(ctx)
	if err != nil {
		return err
	}
	if err := r.near.readLinks(ctx); err != nil {
		return err
	}
	done := 0
	for profiles, err := range ahead(ctx, func(ctx context.Context) iter.Seq2[[]event.Profile, error] { return r.profiles(ctx, order) }) {
		if err == nil {
			err = r.decide(ctx, profiles)
		}
		if err != nil {
			return err
		}
		if done = min(done+remakeBatch, len(order)); progress != nil {
			progress(done)
		}
	}
	return r.end(ctx, mark)
}

// begin says that all is to be made again, and by whom.
func (r *eventRemake) begin(ctx context.Context) error {
	return r.store.transact(ctx, "begin", time.Now(), func(v *saver) error {
		if _, err := v.exec(`DELETE FROM event_bonds`); err != nil {
			return err
		}
		_, err := v.exec(`UPDATE event_state SET version = 0, maker = ?`, r.maker)
		return err
	})
}

// transact runs fn unless another process has begun to make the events again.
func (r *eventRemake) transact(ctx context.Context, fn func(*saver) error) error {
	return r.store.transact(ctx, "keep the events of stories", time.Now(), func(v *saver) error {
		mine, err := v.get(`SELECT maker FROM event_state WHERE version = 0 AND maker = ?`, []any{r.maker}, new(int64))
		if err == nil && !mine {
			err = ErrEventsTaken
		}
		if err != nil {
			return err
		}
		return fn(v)
	})
}

// placed is the place of a story in the order in which stories are decided.
type placed struct {
	id, time int64
	tie      uint64
}

// order returns all stories in their order.
func (r *eventRemake) order(ctx context.Context) (all []placed, err error) {
	for ids, err := range r.store.StoryIDs(ctx) {
		if err != nil {
			return nil, err
		}
		stories, err := eventPlaces(ctx, r.store.stmtCache, ids)
		if err != nil {
			return nil, err
		}
		for i := range stories {
			p := r.reader.Read(&stories[i])
			all = append(all, placed{p.ID, p.Time, p.Tie})
		}
	}
	slices.SortFunc(all, func(a, b placed) int {
		x, y := event.Profile{ID: a.id, Time: a.time, Tie: a.tie}, event.Profile{ID: b.id, Time: b.time, Tie: b.tie}
		return x.Compare(&y)
	})
	return all, nil
}

// profiles returns the profiles of stories in their order, in batches.
func (r *eventRemake) profiles(ctx context.Context, order []placed) iter.Seq2[[]event.Profile, error] {
	return func(yield func([]event.Profile, error) bool) {
		for some := range slices.Chunk(order, remakeBatch) {
			if profiles, err := r.read(ctx, some); !yield(profiles, err) || err != nil {
				return
			}
		}
	}
}

// read returns the profiles of some stories in their order.
func (r *eventRemake) read(ctx context.Context, some []placed) ([]event.Profile, error) {
	ids, ties := make([]int64, len(some)), make(map[int64]uint64, len(some))
	for i, p := range some {
		ids[i], ties[p.id] = p.id, p.tie
	}
	stories, err := eventStoriesPlaced(ctx, r.store.stmtCache, ids)
	if err != nil {
		return nil, err
	}
	profiles := make([]event.Profile, len(stories))
	for i := range stories {
		profiles[i] = r.reader.Read(&stories[i])
		profiles[i].Tie = ties[profiles[i].ID]
	}
	slices.SortFunc(profiles, func(a, b event.Profile) int { return a.Compare(&b) })
	return profiles, nil
}

// decide decides the next stories in their order, and stores that.
func (r *eventRemake) decide(ctx context.Context, profiles []event.Profile) error {
	for i := range profiles {
		if err := r.decideOne(ctx, &profiles[i]); err != nil {
			return err
		}
	}
	if len(profiles) == 0 {
		return nil
	}
	upto := dayOfTime(profiles[len(profiles)-1].Time)
	err := r.transact(ctx, func(v *saver) error {
		if err := r.near.saveRows(v); err != nil {
			return err
		}
		if err := r.near.saveBonds(v); err != nil {
			return err
		}
		return r.saveDays(ctx, v, upto)
	})
	r.forget(upto)
	clear(r.near.touched)
	return err
}

func (r *eventRemake) decideOne(ctx context.Context, p *event.Profile) error {
	if err := r.near.readSlots(ctx, p); err != nil {
		return err
	}
	r.near.add(p)
	r.days[dayOfTime(p.Time)] = true
	r.recent = append(r.recent, placed{p.ID, p.Time, p.Tie})
	candidates, err := r.near.Before(ctx, p)
	if err != nil {
		return err
	}
	_, err = r.near.Put(ctx, p, r.decider.Decide(p, candidates))
	return err
}

// saveDays stores the keys of the days before one: no story of these follows.
func (r *eventRemake) saveDays(ctx context.Context, v *saver, upto int64) error {
	for _, day := range slices.Sorted(maps.Keys(r.days)) {
		if day >= upto || !r.days[day] {
			continue
		}
		if err := r.saveDay(ctx, v, day); err != nil {
			return err
		}
		r.days[day] = false
	}
	return nil
}

// saveDay stores the keys of a day as far as they differ from what is stored.
func (r *eventRemake) saveDay(ctx context.Context, v *saver, day int64) error {
	numbers := make([]int64, slotsADay)
	for i := range numbers {
		numbers[i] = day*slotsADay + int64(i)
	}
	stored, err := readSlots(ctx, r.store.stmtCache, numbers)
	if err != nil {
		return err
	}
	for _, number := range numbers {
		made := r.near.slots[number]
		if made == nil {
			made = &slot{}
		}
		if slices.Equal(made.postings, stored[number].postings) {
			made.added, made.anew = nil, false
			continue
		}
		made.anew = true
		if err := made.save(v, number); err != nil {
			return err
		}
	}
	return nil
}

// forget drops from memory what lies too far before a day.
func (r *eventRemake) forget(day int64) {
	first := day - event.Window - 1
	old := 0
	for old < len(r.recent) && dayOfTime(r.recent[old].time) < first {
		id := r.recent[old].id
		r.near.leave(&r.near.rows[id].Profile)
		delete(r.near.rows, id)
		old++
	}
	r.recent = append(r.recent[:0:0], r.recent[old:]...)
	for number := range r.near.slots {
		if number < first*slotsADay {
			delete(r.near.slots, number)
		}
	}
}

// end stores what is left, deletes what no story has, and says that events are as
// of a change.
func (r *eventRemake) end(ctx context.Context, mark news.Mark) error {
	gone, err := queryIDs(ctx, r.store.read, `SELECT e.story_id FROM event_stories e
		WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = e.story_id) OR EXISTS (SELECT 1 FROM same_as a WHERE a.story_id = e.story_id)`)
	if err != nil {
		return err
	}
	days, err := queryIDs(ctx, r.store.read, `SELECT DISTINCT slot >> 8 FROM event_keys`)
	if err != nil {
		return err
	}
	return r.transact(ctx, func(v *saver) error {
		if err := r.saveDays(ctx, v, math.MaxInt64); err != nil {
			return err
		}
		for _, day := range days {
			if _, ok := r.days[day]; !ok {
				if _, err := v.exec(`DELETE FROM event_keys WHERE slot BETWEEN ?1 AND ?2`, day*slotsADay, (day+1)*slotsADay-1); err != nil {
					return err
				}
			}
		}
		if _, err := v.exec(`DELETE FROM event_stories WHERE story_id IN (SELECT value FROM json_each(?))`, array(gone)); err != nil {
			return err
		}
		if err := v.regroupAllEvents(); err != nil {
			return err
		}
		_, err := v.exec(`UPDATE event_state SET version = ?, seq = ?, nonce = ?`, event.Version, mark.Seq, mark.Nonce)
		return err
	})
}
