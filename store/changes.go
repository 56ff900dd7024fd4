package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"newsarchive/internal/news"
)

// ErrUnknownMark means that the change log does not contain the change, or no
// longer does. A reader that followed the log from there must start over.
var ErrUnknownMark = errors.New("the change log does not know the mark")

// LastChange returns the mark of the newest change; the zero mark when the log
// is empty.
func (s *Store) LastChange(ctx context.Context) (m news.Mark, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT seq, nonce FROM changes ORDER BY seq DESC LIMIT 1`).Scan(&m.Seq, &m.Nonce)
	if errors.Is(err, sql.ErrNoRows) {
		return news.Mark{}, nil
	}
	if err != nil {
		return news.Mark{}, fmt.Errorf("read the change log: %w", classify(err))
	}
	return m, nil
}

// Change is one entry of the change log: a story whose document in the index
// must be rebuilt or removed.
type Change struct {
	news.Mark
	Story int64
}

// ChangesAfter returns up to limit changes after the mark, in order. An empty
// result means that there are none. It returns [ErrUnknownMark] when the log
// does not contain the mark.
func (s *Store) ChangesAfter(ctx context.Context, after news.Mark, limit int) (all []Change, err error) {
	if err := s.knows(ctx, after); err != nil {
		return nil, err
	}
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var c Change
		err := rows.Scan(&c.Seq, &c.Story, &c.Nonce)
		all = append(all, c)
		return err
	}, `SELECT seq, story_id, nonce FROM changes WHERE seq > ? ORDER BY seq LIMIT ?`, after.Seq, limit)
	if err != nil {
		return nil, fmt.Errorf("read the change log: %w", err)
	}
	return all, nil
}

// Changes returns the distinct stories of up to limit changes after the mark,
// and the mark of the last of these changes. It returns [ErrUnknownMark] when
// the log does not contain the mark.
func (s *Store) Changes(ctx context.Context, after news.Mark, limit int) (stories []int64, last news.Mark, err error) {
	all, err := s.ChangesAfter(ctx, after, limit)
	if err != nil {
		return nil, news.Mark{}, err
	}
	last = after
	seen := make(map[int64]bool, len(all))
	for _, c := range all {
		last = c.Mark
		if !seen[c.Story] {
			seen[c.Story] = true
			stories = append(stories, c.Story)
		}
	}
	return stories, last, nil
}

// countedChanges is the number of changes whose stories are counted exactly: that
// takes a few milliseconds, which every search pays.
const countedChanges = 2000

// NotIndexed returns how many distinct stories changed after an index's mark.
// Stories that are the same count once; of changes beyond the first 2,000, each
// counts. It returns [ErrUnknownMark] when the log does not contain the mark: the
// index belongs to another history, or is ahead of this one.
func (s *Store) NotIndexed(ctx context.Context, after news.Mark) (stories int, err error) {
	if err := s.knows(ctx, after); err != nil {
		return 0, err
	}
	err = queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error { return rows.Scan(&stories) },
		`WITH first AS (SELECT seq, story_id FROM changes WHERE seq > ?1 ORDER BY seq LIMIT ?2)
		SELECT (SELECT count(DISTINCT coalesce(a.root_id, f.story_id)) FROM first f LEFT JOIN same_as a ON a.story_id = f.story_id) +
		(SELECT count(*) FROM changes WHERE seq > (SELECT max(seq) FROM first))`, after.Seq, countedChanges)
	if err != nil {
		return 0, fmt.Errorf("read the change log: %w", err)
	}
	return stories, nil
}

// knows returns [ErrUnknownMark] unless the mark is zero or a change of this
// log.
func (s *Store) knows(ctx context.Context, m news.Mark) error {
	if m.Seq == 0 {
		return nil
	}
	nonces, err := queryIDs(ctx, s.stmtCache, `SELECT nonce FROM changes WHERE seq = ?`, m.Seq)
	switch {
	case err != nil:
		return fmt.Errorf("read the change log: %w", err)
	case !slices.Contains(nonces, m.Nonce):
		return ErrUnknownMark
	}
	return nil
}

// Knows reports whether the mark is zero or a change of this log.
func (s *Store) Knows(ctx context.Context, m news.Mark) (bool, error) {
	err := s.knows(ctx, m)
	if errors.Is(err, ErrUnknownMark) {
		return false, nil
	}
	return err == nil, err
}

// countChanges returns the number of changes after the mark.
func (s *Store) countChanges(ctx context.Context, after news.Mark) (n int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM changes WHERE seq > ?`, after.Seq).Scan(&n)
	return n, classify(err)
}
