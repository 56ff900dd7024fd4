package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/private"
)

// Outcome is how a fetch ended.
type Outcome string

// The outcomes of a fetch.
const (
	OutcomeNew       Outcome = "new"       // a document was read
	OutcomeUnchanged Outcome = "unchanged" // the server answered so, or the body is equal
	OutcomePartial   Outcome = "partial"   // a truncated document was read
	OutcomeFailed    Outcome = "failed"
)

// Fetch is one attempt to fetch a feed: a row in the ledger.
type Fetch struct {
	ID         int64        `json:"id,omitempty"`
	FeedID     int64        `json:"feed"`
	URL        string       `json:"url"`
	At         time.Time    `json:"at"`
	Took       news.Seconds `json:"took"`
	Outcome    Outcome      `json:"outcome"`
	Status     int          `json:"status,omitempty"` // HTTP status; 0: no answer
	Bytes      int64        `json:"bytes"`
	Items      int          `json:"items"` // in the document
	NewItems   int          `json:"new_items"`
	NewStories int          `json:"new_stories"`
	Error      string       `json:"error,omitempty"`

	// For the next request, after a good fetch.
	ETag         string    `json:"-"`
	LastModified string    `json:"-"`
	BodyHash     string    `json:"-"`
	Due          time.Time `json:"-"` // when the next fetch is due
	// Moved is the feed's new address, when its server says that it has
	// moved for good.
	Moved string `json:"-"`
}

// RecordFetch writes a fetch without a document to the ledger and updates the
// feed's state.
func (s *Store) RecordFetch(ctx context.Context, f Fetch) error {
	return s.transact(ctx, "record the fetch of "+f.URL, f.At, func(v *saver) error { return v.recordFetch(f) })
}

// recordFetch writes a fetch to the ledger and updates the feed's state. A
// permanent redirect changes the feed's address unless another feed has it.
func (v *saver) recordFetch(f Fetch) error {
	f.URL, f.Moved = private.Bare(f.URL), private.Bare(f.Moved)
	_, err := v.exec(`INSERT INTO fetches (feed_id, url, at, took, outcome, status, bytes, items, new_items, new_stories, error)
		VALUES (?,?,?,?,?,?,?,?,?,?,?)`, f.FeedID, f.URL, stamp(f.At), time.Duration(f.Took).Milliseconds(), f.Outcome,
		orNull(int64(f.Status)), f.Bytes, f.Items, f.NewItems, f.NewStories, f.Error)
	if err != nil {
		return err
	}
	if f.Outcome == OutcomeFailed {
		_, err := v.exec(`UPDATE feeds SET fetched = ?, due = ?, failures = failures + 1, error = ? WHERE id = ?`,
			stamp(f.At), stamp(f.Due), f.Error, f.FeedID)
		return err
	}
	_, err = v.exec(`UPDATE feeds SET fetched = ?1, succeeded = ?1, due = ?2, failures = 0, error = ?3,
		etag = ?4, last_modified = ?5, body_hash = ?6 WHERE id = ?7`,
		stamp(f.At), stamp(f.Due), f.Error, f.ETag, f.LastModified, f.BodyHash, f.FeedID)
	if err != nil || f.Moved == "" {
		return err
	}
	taken, err := v.ids(`SELECT feed_id FROM feed_addresses WHERE url = ? AND feed_id <> ?`, feedAddress(f.Moved), f.FeedID)
	if err != nil || len(taken) > 0 {
		return err // another feed has it: both keep their addresses
	}
	due := stamp(f.Due)
	if err := v.moveFeed(f.FeedID, f.Moved); err != nil {
		return err
	}
	_, err = v.exec(`UPDATE feeds SET due = ? WHERE id = ?`, due, f.FeedID)
	return err
}

// Fetches returns up to limit rows of a feed's ledger, the newest first.
func (s *Store) Fetches(ctx context.Context, feed int64, limit int) ([]Fetch, error) {
	var all []Fetch
	err := queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var f Fetch
		var at stamp
		var took int64
		err := rows.Scan(&f.ID, &f.FeedID, &f.URL, &at, &took, &f.Outcome, &f.Status, &f.Bytes, &f.Items,
			&f.NewItems, &f.NewStories, &f.Error)
		f.At, f.Took = at.time(), news.Seconds(time.Duration(took)*time.Millisecond)
		all = append(all, f)
		return err
	}, `SELECT id, feed_id, url, at, took, outcome, coalesce(status, 0), bytes, items,
		new_items, new_stories, error FROM fetches WHERE feed_id = ? ORDER BY id DESC LIMIT ?`, feed, limit)
	if err != nil {
		return nil, fmt.Errorf("read the ledger: %w", err)
	}
	return all, nil
}
