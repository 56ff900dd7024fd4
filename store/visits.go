package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/private"
)

const (
	// windowItems is the smallest document of which it is said that all of its
	// items are new.
	windowItems = 10
	// moveAfter is how long a permanent redirect must have led to the same
	// address before a feed adopts it.
	moveAfter = 24 * time.Hour
	// LongSilence is how long no server must have answered at a feed's address
	// for the address to count as anybody's: then what answers is the feed only if
	// it has an item that is known.
	LongSilence = 90 * 24 * time.Hour
)

// ErrStranger means that a feed's address answers again after [LongSilence], with
// no item that is known: it may be another's by now. Nothing is saved.
var ErrStranger = errors.New("after months without an answer there is a feed with none of the known items")

// stranger reports whether a document is to be refused with [ErrStranger].
func (v *saver) stranger(entries []docEntry) bool {
	since := v.feed.silent.time()
	return !since.IsZero() && !v.feed.empty && v.now.Sub(since) >= LongSilence &&
		!slices.ContainsFunc(entries, func(e docEntry) bool { return e.item != 0 })
}

// RecordFetch writes a fetch without a document to the ledger and updates the
// feed's state. Of what it returns, Moved may be set.
func (s *Store) RecordFetch(ctx context.Context, f Fetch) (saved Saved, err error) {
	err = s.transact(ctx, "record the fetch of "+f.URL, f.At, func(v *saver) error {
		err := v.recordFetch(f)
		saved = v.saved
		return err
	})
	return saved, err
}

// recordFetch writes a fetch to the ledger and updates the feed's state.
func (v *saver) recordFetch(f Fetch) error {
	f.URL, f.Moved = private.Bare(f.URL), private.Bare(f.Moved)
	_, err := v.exec(`INSERT INTO fetches (feed_id, url, at, took, outcome, status, bytes, items, new_items, new_stories, error)
		VALUES (?,?,?,?,?,?,?,?,?,?,?)`, f.FeedID, f.URL, stamp(f.At), time.Duration(f.Took).Milliseconds(), f.Outcome,
		orNull(int64(f.Status)), f.Bytes, f.Items, f.NewItems, f.NewStories, f.Error)
	if err != nil {
		return err
	}
	if f.Outcome == OutcomeFailed {
		return v.recordFailure(f)
	}
	plan := Plan{Due: f.Due}
	if f.Plan != nil {
		plan = f.Plan(v.saved)
	}
	_, err = v.exec(`UPDATE feeds SET fetched = ?1, succeeded = ?1, due = ?2, failures = 0, error = ?3,
		etag = ?4, last_modified = ?5, body_hash = ?6, failing = NULL, failure = '', unreachable = NULL,
		whole = CASE WHEN ?8 THEN ?1 ELSE whole END, brought = CASE WHEN ?9 THEN ?1 ELSE brought END,
		full_window = CASE WHEN ?10 THEN ?1 ELSE full_window END, pace = coalesce(?11, pace), pace_by = coalesce(?12, pace_by),
		rhythm = coalesce(?13, rhythm) WHERE id = ?7`,
		stamp(f.At), stamp(plan.Due), f.Error, f.ETag, f.LastModified, f.BodyHash, f.FeedID,
		f.Whole, f.NewItems > 0, v.saved.FullWindow, secondsOrNull(plan.Pace), textOrNull(plan.PaceBy), textOrNull(plan.Rhythm))
	if err != nil {
		return err
	}
	if f.Whole && f.Outcome != OutcomeUnchanged {
		if _, err := v.exec(`UPDATE feeds SET asks = ?, asks_by = ? WHERE id = ? AND (asks, asks_by) IS NOT (?1, ?2)`,
			int64(f.Asks/time.Second), f.AsksBy, f.FeedID); err != nil {
			return err
		}
	}
	return v.recordMove(f, plan.Due)
}

// recordFailure updates the state of a feed that could not be fetched.
func (v *saver) recordFailure(f Fetch) error {
	_, err := v.exec(`UPDATE feeds SET fetched = ?1, due = ?2, failures = failures + 1, error = ?3, failure = ?4,
		failing = min(coalesce(failing, ?1), ?1),
		unreachable = CASE WHEN ?5 THEN min(coalesce(unreachable, ?1), ?1) WHEN ?4 = ?6 THEN unreachable END WHERE id = ?7`,
		stamp(f.At), stamp(f.Due), f.Error, f.Kind, f.Kind.NoAnswer(), news.FailStranger, f.FeedID)
	return err
}

// recordMove remembers where permanent redirects led. When they lead there for
// the second time, [moveAfter] later at least, and an item is there that was known
// before, that becomes the feed's address, unless another feed has it.
func (v *saver) recordMove(f Fetch, due time.Time) error {
	var to string
	var since stamp
	if _, err := v.get(`SELECT moving_to, moving FROM feeds WHERE id = ?`, []any{f.FeedID}, &to, &since); err != nil {
		return err
	}
	began := since.time()
	switch {
	case f.Moved == "" && to == "":
		return nil
	case f.Moved != to || began.After(f.At):
		since = stamp(f.At)
		if f.Moved == "" {
			since = stamp{}
		}
		_, err := v.exec(`UPDATE feeds SET moving_to = ?, moving = ? WHERE id = ?`, f.Moved, since, f.FeedID)
		return err
	case f.At.Sub(began) < moveAfter:
		return nil
	}
	taken, err := v.ids(`SELECT feed_id FROM feed_addresses WHERE url = ? AND feed_id <> ?`, feedAddress(f.Moved), f.FeedID)
	if err != nil || len(taken) > 0 {
		return err // another feed has it: both keep their addresses
	}
	known, err := v.ids(`SELECT id FROM items WHERE feed_id = ? AND last_seen IS NULL AND first_seen < ? LIMIT 1`, f.FeedID, since)
	if err != nil || len(known) == 0 {
		return err
	}
	if err := v.moveFeed(f.FeedID, f.Moved); err != nil {
		return err
	}
	v.saved.Moved = f.Moved
	_, err = v.exec(`UPDATE feeds SET due = ? WHERE id = ?`, stamp(due), f.FeedID)
	return err
}
