package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Breaker keeps requests from a server that refused them.
type Breaker struct {
	Until    time.Time `json:"until"` // no requests before this
	Failures int       `json:"failures"`
	Reason   string    `json:"reason"`
}

// Breaker returns the breaker with a name; the zero Breaker when there is none.
func (s *Store) Breaker(ctx context.Context, name string) (b Breaker, err error) {
	var until stamp
	err = s.read.QueryRowContext(ctx, `SELECT until, failures, reason FROM breakers WHERE name = ?`, name).Scan(&until, &b.Failures, &b.Reason)
	if errors.Is(err, sql.ErrNoRows) {
		return Breaker{}, nil
	}
	if err != nil {
		return Breaker{}, fmt.Errorf("read the breaker of %s: %w", name, classify(err))
	}
	b.Until = until.time()
	return b, nil
}

// Breakers returns the breakers whose names begin with a prefix, by the rest of
// their names.
func (s *Store) Breakers(ctx context.Context, prefix string) (map[string]Breaker, error) {
	all := map[string]Breaker{}
	err := queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var name string
		var until stamp
		var b Breaker
		err := rows.Scan(&name, &until, &b.Failures, &b.Reason)
		b.Until = until.time()
		all[name] = b
		return err
	}, `SELECT substr(name, length(?1) + 1), until, failures, reason FROM breakers WHERE substr(name, 1, length(?1)) = ?1`, prefix)
	if err != nil {
		return nil, fmt.Errorf("read which servers are left alone: %w", err)
	}
	return all, nil
}

// SetBreaker sets the breaker with a name; the zero Breaker removes it.
func (s *Store) SetBreaker(ctx context.Context, name string, b Breaker) error {
	return s.transact(ctx, "set the breaker of "+name, time.Now(), func(v *saver) error {
		if b == (Breaker{}) {
			_, err := v.exec(`DELETE FROM breakers WHERE name = ?`, name)
			return err
		}
		_, err := v.exec(`INSERT INTO breakers (name, until, failures, reason) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET until = excluded.until, failures = excluded.failures, reason = excluded.reason`,
			name, stamp(b.Until), b.Failures, b.Reason)
		return err
	})
}
