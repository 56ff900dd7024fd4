package store

import "database/sql"

// added reads when feeds were added.
func (r *logReader) added() error {
	return r.query(`WITH e AS (SELECT id AS feed_id, * FROM feeds WHERE (?3 = 0 OR id = ?3) AND added >= ?4 AND added < ?5)
		SELECT 'added', e.added, ` + feedOf + `, 0, 0, 0, '', e.url, '', '', 0, e.feed_id FROM e ORDER BY e.added DESC, e.feed_id LIMIT ?6`)
}

// fetches reads runs of failed fetches: when they started, their number, and
// the next good fetch. The older part of the ledger has only days.
func (r *logReader) fetches() error {
	var run *Event // the current feed's open run of failures
	end := func() {
		if run != nil {
			r.keep(*run)
		}
		run = nil
	}
	err := queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		e := Event{Kind: EventFailing}
		var first, last stamp
		var failed bool
		if err := rows.Scan(&e.Feed, &e.FeedLabel, &first, &last, &failed, &e.Count, &e.Error); err != nil {
			return err
		}
		e.At, e.Last = first.time(), last.time()
		if run != nil && run.Feed != e.Feed {
			end()
		}
		switch {
		case failed && run != nil:
			run.Count += e.Count
			run.Last, run.Error = e.Last, e.Error
		case failed:
			run = &e
		case run != nil:
			failures := run.Count
			end()
			r.keep(Event{At: e.At, Kind: EventRecovered, Feed: e.Feed, FeedLabel: e.FeedLabel, Count: failures})
		}
		return nil
	}, `WITH e AS (
			SELECT feed_id, at AS first, at AS last, outcome, 1 AS n, error, id FROM fetches
			UNION ALL SELECT feed_id, first, last, outcome, fetches, error, 0 FROM fetch_days)
		SELECT `+feedOf+`, e.first, e.last, e.outcome = 'failed', e.n, e.error FROM e
		WHERE (?1 = 0 OR e.feed_id = ?1) AND e.feed_id IN (SELECT feed_id FROM fetches WHERE outcome = 'failed'
			UNION SELECT feed_id FROM fetch_days WHERE outcome = 'failed')
		ORDER BY e.feed_id, e.first, e.id`, r.Feed)
	end()
	return err
}

// keep adds an event of the ledger if it is within the bounds. A run of
// failures counts if part of it is.
func (r *logReader) keep(e Event) {
	last := e.At
	if e.Last.After(last) {
		last = e.Last
	}
	if last.Before(r.Since) || !r.Until.IsZero() && !e.At.Before(r.Until) {
		return
	}
	r.events = append(r.events, e)
}
