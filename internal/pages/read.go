package pages

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"newsarchive/internal/news"
)

// Stored is a page with its ids.
type Stored struct {
	ID    int64
	Story int64
	news.Page
}

const columns = `id, story, fetched, status, url, hash, head, body`

// Page returns the page of an id. The error wraps [ErrNoPage] when there is
// none, and [ErrDamaged] when it cannot be read.
func (d *DB) Page(ctx context.Context, id int64) (Stored, error) {
	s, err := d.scan(d.db.QueryRowContext(ctx, `SELECT `+columns+` FROM pages WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoPage
	}
	if err != nil {
		return Stored{ID: id, Story: s.Story}, fmt.Errorf("read page %d: %w", id, classify(err))
	}
	return s, nil
}

// All iterates over the pages whose ids are above after, in the order of their
// ids. A page that is damaged comes with its ids and an error that wraps
// [ErrDamaged], and the others follow; any other error is the last that comes.
// No transaction is open while the loop's body runs, which may use the DB.
func (d *DB) All(ctx context.Context, after int64) iter.Seq2[Stored, error] {
	return d.iterate(ctx, `SELECT coalesce(min(id), 0) FROM pages WHERE id > ?1`, after, 0)
}

// OfStory is [DB.All] for the pages of one story.
func (d *DB) OfStory(ctx context.Context, story int64) iter.Seq2[Stored, error] {
	return d.iterate(ctx, `SELECT coalesce(min(id), 0) FROM pages WHERE id > ?1 AND story = ?2`, 0, story)
}

func (d *DB) iterate(ctx context.Context, next string, after, story int64) iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		for {
			var id int64
			if err := d.db.QueryRowContext(ctx, next, after, story).Scan(&id); err != nil {
				yield(Stored{}, fmt.Errorf("read the pages after %d: %w", after, classify(err)))
				return
			}
			if id == 0 {
				return
			}
			s, err := d.Page(ctx, id)
			after = id
			switch {
			case errors.Is(err, ErrNoPage): // forgotten meanwhile
				continue
			case !yield(s, err) || err != nil && !errors.Is(err, ErrDamaged):
				return
			}
		}
	}
}

func (d *DB) scan(row *sql.Row) (s Stored, err error) {
	var fetched int64
	var hash, packedHead, packedBody []byte
	if err := row.Scan(&s.ID, &s.Story, &fetched, &s.Status, &s.URL, &hash, &packedHead, &packedBody); err != nil {
		return s, err
	}
	s.Fetched = time.UnixMilli(fetched).UTC()
	written, err := d.pack.unpacked(packedHead)
	if err != nil {
		return s, err
	}
	var h head
	if err := json.Unmarshal(written, &h); err != nil {
		return s, fmt.Errorf("%w: its header: %w", ErrDamaged, err)
	}
	s.Asked, s.Redirects, s.Header = h.Asked, h.Redirects, h.Header
	if s.Body, err = d.pack.unpacked(packedBody); err != nil {
		return s, err
	}
	if sum := sha256.Sum256(s.Body); string(sum[:]) != string(hash) {
		return s, fmt.Errorf("%w: its body is not the one that was kept", ErrDamaged)
	}
	return s, nil
}
