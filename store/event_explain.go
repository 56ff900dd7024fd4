package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"newsarchive/internal/event"
)

// EventReason says why a story is of its event.
type EventReason struct {
	Story int64 `json:"story"`
	// With is the earlier story of the event that it is most like; 0: it is the
	// first in the order of dates, which began the event.
	With int64 `json:"with,omitempty"`
	// Score is how like it is to the earlier stories of the event that it was
	// compared with, in the mean, from 0 to 1; Of is how many these are.
	Score float64 `json:"score,omitempty"`
	Of    int     `json:"of,omitempty"`
	// What the two stories have in common.
	Words []string `json:"words,omitempty"` // those that tell most first
	Same  bool     `json:"same_headline,omitempty"`
	Item  int64    `json:"item,omitempty"` // one that links both
	Days  float64  `json:"days"`           // between them
	// Of a story that began an event which is alike, and one, with others: the story
	// that began the one that it is most like, and how like the two are in the mean
	// over all pairs of their stories.
	Alike      int64   `json:"alike,omitempty"`
	AlikeScore float64 `json:"alike_score,omitempty"`
	// Said is what a person said of the story and others.
	Said []EventSaid `json:"said,omitempty"`
}

// EventSaid is what a person said of a story and another one.
type EventSaid struct {
	Other int64     `json:"other"`
	Apart bool      `json:"apart,omitempty"` // they are of two events; else of one
	At    time.Time `json:"at"`
}

// ExplainEvents says of each of the stories, which are roots, why it is of its
// event.
func (s *Store) ExplainEvents(ctx context.Context, stories []int64) ([]EventReason, error) {
	n := newNeighbours(s.stmtCache)
	reader := event.NewReader()
	if err := n.readLinks(ctx); err != nil {
		return nil, err
	}
	if err := n.readRows(ctx, stories); err != nil {
		return nil, err
	}
	said, err := s.eventsSaid(ctx, stories)
	if err != nil {
		return nil, err
	}
	var reasons []EventReason
	for _, id := range stories {
		r := EventReason{Story: id, Said: said[id]}
		if row := n.rows[id]; !row.absent {
			if err := s.explainEvent(ctx, n, reader, &row.Profile, &r); err != nil {
				return nil, fmt.Errorf("explain the event of story %d: %w", id, err)
			}
		}
		reasons = append(reasons, r)
	}
	return reasons, nil
}

func (s *Store) explainEvent(ctx context.Context, n *neighbours, reader *event.Reader, p *event.Profile, r *EventReason) error {
	candidates, err := n.Before(ctx, p)
	if err != nil {
		return err
	}
	d := new(event.Decider).Decide(p, candidates)
	if d.With == 0 {
		return s.explainMerge(ctx, r)
	}
	r.With, r.Score, r.Of = d.With, d.Score, d.Of
	both, err := eventStories(ctx, s.stmtCache, []int64{p.ID, d.With})
	if err != nil || len(both) < 2 {
		return err
	}
	at := slices.IndexFunc(both, func(st event.Story) bool { return st.ID == p.ID })
	e := reader.Explain(&both[at], &both[1-at])
	r.Words, r.Same, r.Item, r.Days = e.Words, e.Whole, e.Cluster, e.Days
	return nil
}

// explainMerge says with which event the one that a story began is one.
func (s *Store) explainMerge(ctx context.Context, r *EventReason) error {
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		return rows.Scan(&r.Alike, &r.AlikeScore)
	}, `WITH near AS (SELECT high AS id, sum FROM event_bonds WHERE low = ?1 UNION ALL SELECT low, sum FROM event_bonds WHERE high = ?1),
		sizes AS (SELECT b.value AS id, 1 + (SELECT count(*) FROM event_stories e WHERE e.began = b.value AND e.began <> e.story_id) AS n
			FROM (SELECT ?1 AS value UNION SELECT id FROM near) b)
		SELECT near.id, near.sum / 1e6 / other.n / own.n AS mean FROM near
		JOIN sizes other ON other.id = near.id JOIN sizes own ON own.id = ?1
		JOIN event_unions u ON u.began = ?1 JOIN event_unions w ON w.began = near.id AND w.top = u.top
		ORDER BY mean DESC, near.id LIMIT 1`, r.Story)
	if err != nil {
		return fmt.Errorf("read which event is alike: %w", err)
	}
	return nil
}

// eventsSaid returns what a person said of stories.
func (s *Store) eventsSaid(ctx context.Context, stories []int64) (map[int64][]EventSaid, error) {
	said := map[int64][]EventSaid{}
	err := queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var id int64
		var e EventSaid
		var at stamp
		err := rows.Scan(&id, &e.Other, &e.Apart, &at)
		e.At = at.time()
		said[id] = append(said[id], e)
		return err
	}, `WITH own (root, id) AS (SELECT value, value FROM json_each(?1)
			UNION ALL SELECT a.root_id, a.story_id FROM json_each(?1) j JOIN same_as a ON a.root_id = j.value)
		SELECT o.root, l.other_id, l.apart, l.at FROM own o CROSS JOIN event_links l ON l.story_id = o.id
		UNION ALL SELECT o.root, l.story_id, l.apart, l.at FROM own o CROSS JOIN event_links l ON l.other_id = o.id ORDER BY 1, 4, 2`, array(stories))
	if err != nil {
		return nil, fmt.Errorf("read what was said of events: %w", err)
	}
	return said, nil
}
