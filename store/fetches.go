package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// Outcome is how a fetch ended.
type Outcome string

// The outcomes of a fetch.
const (
	OutcomeNew       Outcome = "new"       // a document was read
	OutcomeUnchanged Outcome = "unchanged" // the server answered so, or the body is equal
	OutcomePartial   Outcome = "partial"   // a truncated document was read
	OutcomeFailed    Outcome = "failed"
	// OutcomePutOff is that of a feed that was not asked, as its host is left
	// alone for now. The fetch log has no such rows.
	OutcomePutOff Outcome = "put off"
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

	// Kind is that of a failure.
	Kind news.FailureKind `json:"kind,omitempty"`
	// Whole says that the document came in full, not as "not modified".
	Whole bool `json:"-"`

	// For the next request, after a good fetch.
	ETag         string    `json:"-"`
	LastModified string    `json:"-"`
	BodyHash     string    `json:"-"`
	Due          time.Time `json:"-"` // when the next fetch is due
	// Moved is where permanent redirects led; see [Saved].Moved.
	Moved string `json:"-"`
	// Asks and AsksBy are what the document asks for, if it came in full.
	Asks   time.Duration `json:"-"`
	AsksBy string        `json:"-"`
	// Plan, if not nil, plans the next fetch by what this one brought. It runs
	// in the transaction that saves it.
	Plan func(Saved) Plan `json:"-"`
	// Skip, if not nil, leaves out new items of the document.
	Skip Skip `json:"-"`
}

// Plan says when the next fetch of a feed is due, and why then.
type Plan struct {
	Due    time.Time
	Pace   time.Duration // the interval by itself
	PaceBy string        // what asked for it
	Rhythm string        // of the feed's items, from now on
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
