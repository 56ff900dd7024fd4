package store

import (
	"context"
	"time"
)

// LedgerDays is how many days the ledger keeps a row per fetch.
const LedgerDays = 90

// FoldLedger replaces fetches older than [LedgerDays] by one row per feed, day
// and outcome, and returns how many it replaced. Days with failed fetches
// remain visible.
func (s *Store) FoldLedger(ctx context.Context, at time.Time) (folded int, err error) {
	before := stamp(at.UTC().Truncate(24*time.Hour).AddDate(0, 0, -LedgerDays))
	old, err := queryIDs(ctx, s.read, `SELECT 1 FROM feeds f WHERE EXISTS (
		SELECT 1 FROM fetches x WHERE x.feed_id = f.id AND x.at < ?) LIMIT 1`, before)
	if err != nil || len(old) == 0 {
		return 0, err
	}
	err = s.transact(ctx, "fold the ledger", at, func(v *saver) error {
		_, err := v.exec(`INSERT INTO fetch_days (feed_id, day, outcome, fetches, first, last, took, bytes, new_items, new_stories, error)
			SELECT x.feed_id, substr(x.at, 1, 10), x.outcome, 1, x.at, x.at, x.took, x.bytes, x.new_items, x.new_stories, x.error
			FROM feeds f JOIN fetches x ON x.feed_id = f.id WHERE x.at < ? ORDER BY x.at, x.id
			ON CONFLICT DO UPDATE SET fetches = fetches + 1, first = min(first, excluded.first),
			error = CASE WHEN excluded.last >= last THEN excluded.error ELSE error END, last = max(last, excluded.last),
			took = took + excluded.took, bytes = bytes + excluded.bytes,
			new_items = new_items + excluded.new_items, new_stories = new_stories + excluded.new_stories`, before)
		if err != nil {
			return err
		}
		gone, err := v.ids(`DELETE FROM fetches WHERE id IN (
			SELECT x.id FROM feeds f JOIN fetches x ON x.feed_id = f.id WHERE x.at < ?) RETURNING id`, before)
		folded = len(gone)
		return err
	})
	return folded, err
}
