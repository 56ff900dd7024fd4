package pages

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Robots is a robots.txt file as it was fetched (RFC 9309).
type Robots struct {
	Origin  string // scheme://host[:port], in lower case
	Fetched time.Time
	Status  int // of HTTP; 0 if the server did not answer
	Body    []byte
}

// Robots returns the robots.txt of an origin that was fetched after a moment; ok
// is false when there is none.
func (d *DB) Robots(ctx context.Context, origin string, after time.Time) (r Robots, ok bool, err error) {
	var fetched int64
	var packed []byte
	err = d.db.QueryRowContext(ctx, `SELECT fetched, status, body FROM robots WHERE origin = ? AND fetched > ?`, origin, after.UnixMilli()).
		Scan(&fetched, &r.Status, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		return Robots{}, false, nil
	}
	if err == nil {
		r.Body, err = d.pack.unpacked(packed)
	}
	if err != nil {
		return Robots{}, false, fmt.Errorf("read the robots.txt of %s: %w", origin, classify(err))
	}
	r.Origin, r.Fetched = origin, time.UnixMilli(fetched).UTC()
	return r, true, nil
}

// PutRobots keeps a robots.txt in place of an earlier one of its origin. The
// caller bounds its size.
func (d *DB) PutRobots(ctx context.Context, r Robots) error {
	_, err := d.db.ExecContext(ctx, `INSERT OR REPLACE INTO robots (origin, fetched, status, body) VALUES (?, ?, ?, ?)`,
		r.Origin, r.Fetched.UnixMilli(), r.Status, d.pack.packed(r.Body))
	if err != nil {
		return fmt.Errorf("keep the robots.txt of %s: %w", r.Origin, classify(err))
	}
	return nil
}
