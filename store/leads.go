package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
)

// Lead is a headline that was the lead of an item for some time.
type Lead struct {
	Story     int64     `json:"story"`
	Title     string    `json:"title"`
	Publisher string    `json:"publisher,omitempty"`
	Feed      string    `json:"feed"` // its label
	From      time.Time `json:"from"`
	Until     time.Time `json:"until,omitzero"` // zero: still the lead
}

// Leads returns which headlines were leads in the given chains and when,
// ordered by start. A headline that stays the lead in the next item of its
// feed is listed once.
func (s *Store) Leads(ctx context.Context, chains []int64) ([]Lead, error) {
	appearances, err := s.leadAppearances(ctx, chains)
	if err == nil {
		err = s.leadEdits(ctx, chains, appearances)
	}
	if err != nil {
		return nil, fmt.Errorf("read which headlines led: %w", err)
	}
	var all []Lead
	for _, y := range appearances {
		all = append(all, y.leads()...)
	}
	slices.SortStableFunc(all, func(a, b Lead) int { return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Feed, b.Feed)) })
	return joined(all), nil
}

// joined merges consecutive periods of the same headline.
func joined(all []Lead) (out []Lead) {
	for _, l := range all {
		i := slices.IndexFunc(out, func(o Lead) bool {
			return o.Story == l.Story && o.Title == l.Title && o.Feed == l.Feed && (o.Until.IsZero() || !l.From.After(o.Until))
		})
		if i < 0 {
			out = append(out, l)
		} else if l.Until.IsZero() || !out[i].Until.IsZero() && l.Until.After(out[i].Until) {
			out[i].Until = l.Until
		}
	}
	return out
}

// leadAppearance is an appearance with its earlier positions and headlines.
type leadAppearance struct {
	Lead
	item, story int64 // the story itself, not its root
	position    int
	moves       []move
	edits       []move
}

// move is a position or headline that was replaced at a moment.
type move struct {
	position int
	title    string
	until    time.Time
}

func (s *Store) leadAppearances(ctx context.Context, chains []int64) (appearances []*leadAppearance, err error) {
	var last int64
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var y leadAppearance
		var id int64
		var from, gone, moved stamp
		var was sql.NullInt64
		if err := rows.Scan(&id, &y.item, &y.story, &y.Story, &y.Title, &y.Publisher, &y.Feed, &y.position, &from, &gone, &was, &moved); err != nil {
			return err
		}
		y.From, y.Until = from.time(), gone.time()
		if len(appearances) == 0 || id != last {
			appearances, last = append(appearances, &y), id
		}
		if was.Valid {
			of := appearances[len(appearances)-1]
			of.moves = append(of.moves, move{position: int(was.Int64), until: moved.time()})
		}
		return nil
	}, `SELECT y.id, y.item_id, y.story_id, coalesce(a.root_id, y.story_id), coalesce(y.title, s.title), s.publisher,
			`+feedLabel+`, y.position, y.first_seen, y.gone, m.position, m.at
		FROM (SELECT value AS id FROM json_each(?1) UNION ALL SELECT i.id FROM json_each(?1) j JOIN items i ON i.chain = j.value) i
		JOIN appearances y ON y.item_id = i.id
		JOIN stories s ON s.id = y.story_id JOIN feeds f ON f.id = y.feed_id
		LEFT JOIN same_as a ON a.story_id = y.story_id LEFT JOIN moves m ON m.appearance_id = y.id
		WHERE y.position = 1 OR EXISTS (SELECT 1 FROM moves x WHERE x.appearance_id = y.id AND x.position = 1) ORDER BY y.id, m.at, m.id`, array(chains))
	return appearances, err
}

// leadEdits adds the earlier headlines of the appearances.
func (s *Store) leadEdits(ctx context.Context, chains []int64, appearances []*leadAppearance) error {
	return queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var item, story int64
		var title string
		var at stamp
		err := rows.Scan(&item, &story, &title, &at)
		for _, y := range appearances {
			if y.item == item && y.story == story && at.time().After(y.From) && (y.Until.IsZero() || !at.time().After(y.Until)) {
				y.edits = append(y.edits, move{title: title, until: at.time()})
			}
		}
		return err
	}, `SELECT e.item_id, v.story_id, v.value, e.at
		FROM (SELECT value AS id FROM json_each(?1) UNION ALL SELECT i.id FROM json_each(?1) j JOIN items i ON i.chain = j.value) i
		JOIN edits e ON e.item_id = i.id JOIN revisions v ON v.id = e.revision_id
		WHERE v.story_id IS NOT NULL AND v.field = 'title' ORDER BY e.at, e.id`, array(chains))
}

// leads splits an appearance into the periods in which it was the lead, each
// with one headline.
func (y *leadAppearance) leads() (all []Lead) {
	from := y.From
	positions := append(slices.Clone(y.moves), move{position: y.position, until: y.Until})
	for _, p := range positions {
		if p.position == 1 {
			all = append(all, y.headlines(from, p.until)...)
		}
		from = p.until
	}
	return all
}

func (y *leadAppearance) headlines(from, until time.Time) (all []Lead) {
	for _, e := range append(slices.Clone(y.edits), move{title: y.Title, until: until}) {
		if !e.until.IsZero() && !e.until.After(from) {
			continue
		}
		l := y.Lead
		l.Title, l.From, l.Until = e.title, from, e.until
		if !until.IsZero() && (l.Until.IsZero() || l.Until.After(until)) {
			l.Until = until
		}
		all = append(all, l)
		if from = l.Until; from.IsZero() || from.Equal(until) {
			break
		}
	}
	return all
}
