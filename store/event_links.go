package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// What a person says of events is about pairs of stories, so that it lasts when
// events change: a story is of one event with another, or of two. A join makes one
// of two events, whatever belongs to them now or later; a split keeps stories from
// the event of another story.

// eventLink is what a person said of a story and another one.
type eventLink struct {
	story, other int64
	apart        bool // they are of two events
	at           time.Time
}

// JoinEvents makes the events of the stories one.
func (s *Store) JoinEvents(ctx context.Context, stories []int64, now time.Time) error {
	return s.transact(ctx, "join events", now, func(v *saver) error {
		roots, err := v.rootsOf(stories)
		if err != nil {
			return err
		}
		for _, other := range roots[1:] {
			if err := v.linkEvents(roots[0], other, false, now); err != nil {
				return err
			}
		}
		return v.logChanges()
	})
}

// SplitEvent takes stories out of their event: together, they are of another one
// than the rest. What was said of both sides together does not hold any more.
func (s *Store) SplitEvent(ctx context.Context, stories, rest []int64, now time.Time) error {
	return s.transact(ctx, "split an event", now, func(v *saver) error {
		out, err := v.rootsOf(stories)
		if err != nil {
			return err
		}
		left, err := v.rootsOf(rest)
		if err != nil {
			return err
		}
		if err := v.partLinked(out, left, now); err != nil {
			return err
		}
		if left, err = v.oneOfEach(left); err != nil {
			return err
		}
		for i, story := range out {
			for _, other := range left {
				if err := v.linkEvents(story, other, true, now); err != nil {
					return err
				}
			}
			if i > 0 {
				if err := v.linkEvents(story, out[0], false, now); err != nil {
					return err
				}
			}
		}
		return v.logChanges()
	})
}

// oneOfEach returns one of the stories of each event that was found, before alike
// ones were merged.
func (v *saver) oneOfEach(stories []int64) ([]int64, error) {
	return v.ids(`SELECT min(j.value) FROM json_each(?) j LEFT JOIN event_stories e ON e.story_id = j.value
		GROUP BY coalesce(e.began, 0)`, array(stories))
}

// partLinked takes back that stories of two sides are of one event.
func (v *saver) partLinked(out, rest []int64, now time.Time) error {
	var pairs [][2]int64
	err := v.each(`SELECT story_id, other_id FROM event_links WHERE apart = 0 AND (
			story_id IN (SELECT value FROM json_each(?1)) AND other_id IN (SELECT value FROM json_each(?2))
			OR story_id IN (SELECT value FROM json_each(?2)) AND other_id IN (SELECT value FROM json_each(?1)))`,
		[]any{array(out), array(rest)}, func(r *sql.Rows) error {
			var p [2]int64
			err := r.Scan(&p[0], &p[1])
			pairs = append(pairs, p)
			return err
		})
	if err != nil {
		return err
	}
	for _, p := range pairs {
		if err := v.linkEvents(p[0], p[1], true, now); err != nil {
			return err
		}
	}
	return nil
}

func (v *saver) rootsOf(stories []int64) (roots []int64, err error) {
	for _, id := range stories {
		root, err := v.root(id)
		if err != nil {
			return nil, err
		}
		ok, err := v.get(`SELECT id FROM stories WHERE id = ?`, []any{root}, &root)
		if err == nil && !ok {
			err = ErrNotFound
		}
		if err != nil {
			return nil, fmt.Errorf("story %d: %w", id, err)
		}
		appendNewTo(&roots, root)
	}
	return roots, nil
}

// copyEventLink is linkEvents for a statement of an export: one that is there
// already changes nothing.
func (v *saver) copyEventLink(one, other int64, apart bool, at time.Time) error {
	there, err := v.get(`SELECT 1 FROM event_links WHERE story_id = ? AND other_id = ? AND at >= ?`,
		[]any{min(one, other), max(one, other), stamp(at)}, new(int))
	if err != nil || there {
		return err
	}
	return v.linkEvents(one, other, apart, at)
}

// linkEvents keeps what was said of two stories at a moment, unless something was
// said of them later.
func (v *saver) linkEvents(one, other int64, apart bool, at time.Time) error {
	if one == other {
		return nil
	}
	v.touch(one, other)
	_, err := v.exec(`INSERT INTO event_links (story_id, other_id, apart, at) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET apart = excluded.apart, at = excluded.at WHERE excluded.at >= at`,
		min(one, other), max(one, other), apart, stamp(at))
	return err
}

// selectEventLinks reads what was said of pairs of roots.
const selectEventLinks = `SELECT coalesce(a.root_id, l.story_id) AS one, coalesce(b.root_id, l.other_id) AS other, l.apart FROM event_links l
	LEFT JOIN same_as a ON a.story_id = l.story_id LEFT JOIN same_as b ON b.story_id = l.other_id`

// readLinks reads what a person said of events.
func (n *neighbours) readLinks(ctx context.Context) error {
	clear(n.apart)
	clear(n.joined)
	err := queryRows(ctx, n.db, func(rows *sql.Rows) error {
		var one, other int64
		var apart bool
		if err := rows.Scan(&one, &other, &apart); err != nil {
			return err
		}
		switch {
		case one == other:
		case apart:
			n.apart[one] = append(n.apart[one], other)
			n.apart[other] = append(n.apart[other], one)
		default:
			n.joined[one], n.joined[other] = true, true
		}
		return nil
	}, selectEventLinks)
	if err != nil {
		return fmt.Errorf("read what was said of events: %w", err)
	}
	return nil
}

// told returns those of the stories of which a person said something: their events
// are decided again.
func (n *neighbours) told(stories []int64) map[int64]bool {
	told := map[int64]bool{}
	for _, id := range stories {
		if n.joined[id] || len(n.apart[id]) > 0 {
			told[id], n.regroup = true, true
		}
	}
	return told
}
