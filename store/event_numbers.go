package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
)

// An event has the number of its oldest story, the one with the lowest id, and
// every story's number leads to the event that it is in: so a number leads on when
// its event is joined to another. That of a deleted story leads on by
// event_numbers.

// EventsOf returns the number of the event of each of the stories, which are roots.
// A story that is alone, or whose event is not decided yet, has its own.
func (s *Store) EventsOf(ctx context.Context, stories []int64) (map[int64]int64, error) {
	events := make(map[int64]int64, len(stories))
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var story, number int64
		err := rows.Scan(&story, &number)
		events[story] = number
		return err
	}, `SELECT a.story, CASE WHEN a.top IS NULL THEN `+oldestOf+`
		ELSE (SELECT min(`+oldestOf+`) FROM (SELECT a.top AS began UNION ALL SELECT began FROM event_unions WHERE top = a.top) a) END
		FROM (SELECT j.value AS story, coalesce(e.began, j.value) AS began, u.top FROM json_each(?) j
			LEFT JOIN event_stories e ON e.story_id = j.value LEFT JOIN event_unions u ON u.began = e.began) a`, array(stories))
	if err != nil {
		return nil, fmt.Errorf("read the events of stories: %w", err)
	}
	return events, nil
}

// oldestOf is the oldest story of those that a.began began an event with: itself, or
// one with a lower id that was seen to be of it later.
const oldestOf = `min(a.began, coalesce((SELECT e.story_id FROM event_stories e
	WHERE e.began = a.began AND e.began <> e.story_id ORDER BY e.story_id LIMIT 1), a.began))`

// EventMembers are the stories of an event.
type EventMembers struct {
	Total   int                  // how many there are
	Stories []int64              // roots, the latest ids first
	Seen    map[int64]FirstSight // when each of all of them was first seen, and by whom it is
}

// EventStories returns up to limit stories of each of the events, by their numbers
// as [Store.EventsOf] returns them.
func (s *Store) EventStories(ctx context.Context, events []int64, limit int) (map[int64]EventMembers, error) {
	all := make(map[int64]EventMembers, len(events))
	for _, number := range events {
		all[number] = EventMembers{Seen: map[int64]FirstSight{}}
	}
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var number, story int64
		var f FirstSight
		var at stamp
		err := rows.Scan(&number, &story, &f.Publisher, &at)
		f.At = at.time()
		m := all[number]
		m.Stories = append(m.Stories, story)
		m.Seen[story] = f
		all[number] = m
		return err
	}, eventMembers, array(events))
	if err != nil {
		return nil, fmt.Errorf("read the stories of events: %w", err)
	}
	for number, m := range all {
		slices.SortFunc(m.Stories, func(a, b int64) int { return cmp.Compare(b, a) })
		m.Total = len(m.Stories)
		m.Stories = m.Stories[:min(limit, m.Total)]
		all[number] = m
	}
	return all, nil
}

// eventMembers selects the stories of events, which are at most [event.MaxStories]
// and what a person joined to them. It joins the stories: asked whether an id is IN
// them, SQLite would list them all first.
const eventMembers = `WITH asked (number, top) AS MATERIALIZED (
		SELECT j.value, coalesce(u.top, e.began, j.value) FROM json_each(?1) j
		LEFT JOIN event_stories e ON e.story_id = j.value LEFT JOIN event_unions u ON u.began = e.began),
	member (number, began) AS MATERIALIZED (
		SELECT number, top FROM asked
		UNION ALL SELECT a.number, u.began FROM asked a CROSS JOIN event_unions u ON u.top = a.top AND u.began <> a.top)
	SELECT m.number, s.id, s.publisher, s.first_seen FROM member m CROSS JOIN stories s ON s.id = m.began
	UNION ALL SELECT m.number, s.id, s.publisher, s.first_seen FROM member m
		CROSS JOIN event_stories e ON e.began = m.began AND e.began <> e.story_id CROSS JOIN stories s ON s.id = e.story_id`

// EventNumber returns the event to which a number leads. The error wraps
// [ErrNotFound] when no story had it.
func (s *Store) EventNumber(ctx context.Context, number int64) (int64, error) {
	root, err := s.Root(ctx, number)
	if errors.Is(err, ErrNotFound) {
		heirs, heirsErr := queryIDs(ctx, s.read, `SELECT coalesce(a.root_id, n.story_id) FROM event_numbers n
			LEFT JOIN same_as a ON a.story_id = n.story_id WHERE n.number = ?`, number)
		if heirsErr != nil || len(heirs) == 0 {
			return 0, errors.Join(heirsErr, fmt.Errorf("event %d: %w", number, ErrNotFound))
		}
		root, err = heirs[0], nil
	}
	if err != nil {
		return 0, err
	}
	events, err := s.EventsOf(ctx, []int64{root})
	return events[root], err
}

// Copies returns the stories that have the headline of an earlier story of their
// event.
func (s *Store) Copies(ctx context.Context) ([]int64, error) {
	ids, err := s.storiesListed(ctx, `event_stories WHERE copied = 1`)
	if err != nil {
		return nil, fmt.Errorf("read which stories are copies: %w", err)
	}
	return ids, nil
}

// FirstSight is when a story was first seen, and by whom it is.
type FirstSight struct {
	At        time.Time
	Publisher string
}

// FirstSeen returns when each of the stories was first seen. Missing ones are left
// out.
func (s *Store) FirstSeen(ctx context.Context, stories []int64) (map[int64]FirstSight, error) {
	seen := make(map[int64]FirstSight, len(stories))
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var id int64
		var at stamp
		var f FirstSight
		err := rows.Scan(&id, &f.Publisher, &at)
		f.At = at.time()
		seen[id] = f
		return err
	}, `SELECT s.id, s.publisher, s.first_seen FROM json_each(?) j JOIN stories s ON s.id = j.value`, array(stories))
	if err != nil {
		return nil, fmt.Errorf("read when stories were first seen: %w", err)
	}
	return seen, nil
}

// AllEventStories returns all stories of the events to which numbers lead. A number
// that leads nowhere has none.
func (s *Store) AllEventStories(ctx context.Context, numbers []int64) (all []int64, err error) {
	for _, number := range numbers {
		event, err := s.EventNumber(ctx, number)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		of, err := s.EventStories(ctx, []int64{event}, math.MaxInt32)
		if err != nil {
			return nil, err
		}
		all = append(all, of[event].Stories...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}
