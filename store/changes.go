package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Mark is a place in the change log: a change's number, and the random nonce
// that tells two histories with the same number apart. The zero Mark stands
// before the first change.
type Mark struct {
	Seq   int64 `json:"seq"`
	Nonce int64 `json:"nonce"`
}

// ErrUnknownMark means that the log never had, or no longer has, the change:
// who followed the log from there must begin anew.
var ErrUnknownMark = errors.New("the change log does not know the mark")

// LastChange returns the place of the newest change.
func (s *Store) LastChange(ctx context.Context) (m Mark, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT seq, nonce FROM changes ORDER BY seq DESC LIMIT 1`).Scan(&m.Seq, &m.Nonce)
	if errors.Is(err, sql.ErrNoRows) {
		return Mark{}, nil
	}
	if err != nil {
		return Mark{}, fmt.Errorf("read the change log: %w", classify(err))
	}
	return m, nil
}

// Changes returns up to most distinct stories that changed after the mark,
// and the mark of the last change among them. No stories means that there are
// no later changes. It returns [ErrUnknownMark] when the log does not know
// the mark.
func (s *Store) Changes(ctx context.Context, after Mark, most int) (stories []int64, last Mark, err error) {
	if after.Seq != 0 {
		var nonce int64
		err := s.read.QueryRowContext(ctx, `SELECT nonce FROM changes WHERE seq = ?`, after.Seq).Scan(&nonce)
		if errors.Is(err, sql.ErrNoRows) || err == nil && nonce != after.Nonce {
			return nil, Mark{}, ErrUnknownMark
		}
		if err != nil {
			return nil, Mark{}, fmt.Errorf("read the change log: %w", classify(err))
		}
	}
	last = after
	seen := make(map[int64]bool, most)
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var id int64
		if err := rows.Scan(&last.Seq, &id, &last.Nonce); err != nil {
			return err
		}
		if !seen[id] {
			seen[id] = true
			stories = append(stories, id)
		}
		return nil
	}, `SELECT seq, story_id, nonce FROM changes WHERE seq > ? ORDER BY seq LIMIT ?`, after.Seq, most)
	if err != nil {
		return nil, Mark{}, fmt.Errorf("read the change log: %w", err)
	}
	return stories, last, nil
}

// Waiting returns how many changes come after the mark.
func (s *Store) Waiting(ctx context.Context, after Mark) (n int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM changes WHERE seq > ?`, after.Seq).Scan(&n)
	return n, classify(err)
}
