package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// The states of a story's page in the queue.
const (
	pageUnresolved = "unresolved" // wanted, but no address is known outside of Google News
	pageWaiting    = "waiting"
	pageDone       = "done"    // it was read, or will never be more than it is
	pageResting    = "resting" // the attempts are used up
	pageGone       = "gone"
	pageForgotten  = "forgotten"
)

// retryAfter returns how long to wait after an attempt, the n-th in a row that
// failed, and whether to try again at all.
func retryAfter(n int) (wait time.Duration, again bool) {
	waits := []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour, 3 * 24 * time.Hour, 7 * 24 * time.Hour}
	if n > len(waits) {
		return 0, false
	}
	return waits[max(n, 1)-1], true
}

// addressOf is SQL for the address of a story's page: its own link, else where
// its Google News link leads, else one of its keys, and else any of these of a
// story that is the same; null when only Google's are known. A key is the last
// choice: it is normalised, so that http, for one, has become https.
func addressOf(story string) string {
	return ` (SELECT o.address FROM (
		SELECT 1 AS place, s.link AS address FROM stories s WHERE s.id = ` + story + ` AND` + isPublished(`s.link`) + `
		UNION ALL SELECT 2, r.address FROM story_keys k JOIN resolutions r ON r.token = substr(k.key, 7)
			WHERE k.story_id = ` + story + ` AND k.key LIKE 'gnews:%' AND r.address <> ''
		UNION ALL SELECT 3, k.key FROM story_keys k WHERE k.story_id = ` + story + ` AND k.key LIKE 'http%'
		UNION ALL SELECT 4, s.link FROM same_as a JOIN stories s ON s.id = a.story_id WHERE a.root_id = ` + story + ` AND` + isPublished(`s.link`) + `
		UNION ALL SELECT 4, s.link FROM same_as a JOIN stories s ON s.id = a.root_id WHERE a.story_id = ` + story + ` AND` + isPublished(`s.link`) + `
		UNION ALL SELECT 5, r.address FROM same_as a JOIN story_keys k ON k.story_id = a.story_id JOIN resolutions r ON r.token = substr(k.key, 7)
			WHERE a.root_id = ` + story + ` AND k.key LIKE 'gnews:%' AND r.address <> ''
		UNION ALL SELECT 6, k.key FROM same_as a JOIN story_keys k ON k.story_id = a.story_id WHERE a.root_id = ` + story + ` AND k.key LIKE 'http%'
		UNION ALL SELECT 6, k.key FROM same_as a JOIN story_keys k ON k.story_id = a.root_id WHERE a.story_id = ` + story + ` AND k.key LIKE 'http%'
		ORDER BY 1, 2 LIMIT 1) o) `
}

// isPublished is SQL for whether a link is a web address that is not Google
// News's.
func isPublished(link string) string {
	return ` (` + link + ` LIKE 'http%' AND ` + link + ` NOT LIKE 'http%://news.google.com/%' AND ` + link + ` NOT LIKE 'http%://%google.com/url?%') `
}

// WantPages puts the pages of stories into the queue, as a person's wish, and
// returns how many are waiting now. Those that were read are queued only with
// again. A story whose text was forgotten is not.
func (s *Store) WantPages(ctx context.Context, stories []int64, again bool, at time.Time) (n int, err error) {
	err = s.transact(ctx, "ask for pages", at, func(v *saver) error {
		queued, err := v.ids(`INSERT INTO page_queue (story_id, state, wanted, asked, attempts, due, outcome, error)
			SELECT DISTINCT coalesce(a.root_id, s.id), 'unresolved', ?2, 1, 0, ?2, '', ''
			FROM json_each(?1) j JOIN stories s ON s.id = j.value LEFT JOIN same_as a ON a.story_id = s.id WHERE true
			ON CONFLICT DO UPDATE SET state = 'unresolved', asked = 1, attempts = 0, due = min(due, excluded.due),
				wanted = CASE state WHEN 'waiting' THEN wanted WHEN 'unresolved' THEN wanted ELSE excluded.wanted END
			WHERE state NOT IN ('forgotten', 'done') OR state = 'done' AND ?3 RETURNING story_id`, array(stories), stamp(v.now), again)
		if err != nil {
			return err
		}
		n = len(queued)
		return v.findAddresses(queued)
	})
	return n, err
}

// QueuedPages counts the stories whose pages wait for their turn, and those that
// are wanted but have no address outside of Google News. It reads indexes of just
// these rows.
func (s *Store) QueuedPages(ctx context.Context) (waiting, unresolved int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM page_queue WHERE state = 'waiting'),
		(SELECT count(*) FROM page_queue WHERE state = 'unresolved')`).Scan(&waiting, &unresolved)
	if err != nil {
		return 0, 0, fmt.Errorf("count the pages that are wanted: %w", classify(err))
	}
	return waiting, unresolved, nil
}

// UnresolvedPages returns up to limit stories, the newest, whose pages are
// wanted and of which only Google News's addresses are known.
func (s *Store) UnresolvedPages(ctx context.Context, limit int) (all []int64, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		all = append(all, id)
		return err
	}, `SELECT story_id FROM page_queue WHERE state = 'unresolved' ORDER BY story_id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("read which pages have no address: %w", err)
	}
	return all, nil
}

// wantPage puts a story's page into the queue if its feed asks for that and it
// was never there.
func (v *saver) wantPage(story int64) error {
	if !v.fetched || !v.feed.texts {
		return nil
	}
	root, err := v.root(story)
	if err != nil {
		return err
	}
	queued, err := v.ids(`INSERT INTO page_queue (story_id, state, wanted, asked, attempts, due, outcome, error)
		VALUES (?1, 'unresolved', ?2, 0, 0, ?2, '', '') ON CONFLICT DO NOTHING RETURNING story_id`, root, stamp(v.now))
	v.wanted = append(v.wanted, queued...)
	return err
}

// joinPages sees to it that a page that was read, or whose text was forgotten, is
// not fetched once more for an earlier story that proves to be the same.
func (v *saver) joinPages(later, earlier int64) error {
	_, err := v.exec(`INSERT INTO page_queue (story_id, state, wanted, asked, attempts, due, outcome, error)
		SELECT ?2, q.state, q.wanted, q.asked, 0, q.due, q.outcome, q.error FROM page_queue q
		WHERE q.story_id IN (SELECT ?1 UNION SELECT story_id FROM same_as WHERE root_id = ?1) AND (q.state = 'forgotten'
			OR q.state = 'done' AND EXISTS (SELECT 1 FROM page_texts t WHERE t.story_id = q.story_id AND t.stands = 1))
		ORDER BY q.state = 'forgotten' DESC, q.story_id LIMIT 1
		ON CONFLICT DO UPDATE SET state = excluded.state WHERE state <> 'forgotten'`, later, earlier)
	return err
}

// findAddresses lets those of the stories wait for their turn whose address is
// known.
func (v *saver) findAddresses(stories []int64) error {
	_, err := v.exec(`UPDATE page_queue SET state = 'waiting' WHERE state = 'unresolved'
		AND story_id IN (SELECT value FROM json_each(?1) UNION SELECT a.root_id FROM json_each(?1) JOIN same_as a ON a.story_id = value
			UNION SELECT a.story_id FROM json_each(?1) JOIN same_as a ON a.root_id = value)
		AND`+addressOf(`page_queue.story_id`)+`IS NOT NULL`, array(stories))
	return err
}

// settleAddresses lets stories wait for their turn whose address has become
// known in this transaction.
func (v *saver) settleAddresses(touched []int64) error {
	unresolved, err := v.ids(`SELECT 1 FROM page_queue WHERE state = 'unresolved' LIMIT 1`)
	if err != nil || len(unresolved) == 0 {
		return err
	}
	return v.findAddresses(append(touched, v.wanted...))
}

// settlePage sets when a story's page is fetched again after an attempt, if it
// is.
func (v *saver) settlePage(f PageFetch, r *news.Reading) error {
	var attempts int
	if _, err := v.get(`SELECT attempts FROM page_queue WHERE story_id = ?`, []any{f.Story}, &attempts); err != nil {
		return err
	}
	state, due := pageDone, v.now
	switch {
	case f.Outcome == PageGone:
		state = pageGone
	case f.Outcome == PageFailed, f.Outcome == PageRefused, f.Outcome == PageUnreadable && passing(r.Kind):
		attempts++
		wait, again := retryAfter(attempts)
		if state, due = pageResting, v.now.Add(wait); again {
			state = pageWaiting
		}
		if f.NotBefore.After(due) {
			due = f.NotBefore
		}
	default:
		attempts = 0
	}
	reason := f.Error
	if r != nil && reason == "" {
		reason = r.Reason
	}
	_, err := v.exec(`INSERT INTO page_queue (story_id, state, wanted, asked, attempts, due, outcome, error) VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7)
		ON CONFLICT DO UPDATE SET state = CASE state WHEN 'forgotten' THEN state ELSE excluded.state END, attempts = excluded.attempts,
		due = excluded.due, outcome = excluded.outcome, error = excluded.error`,
		f.Story, state, stamp(v.now), attempts, stamp(due), f.Outcome, reason)
	return err
}

// passing reports whether a page of this kind may be an article another time.
func passing(k news.PageKind) bool {
	switch k {
	case news.PageConsent, news.PageLogin, news.PageBot, news.PageError, news.PageEmpty:
		return true
	}
	return false
}

// isForgotten reports whether a story's text, or that of one that is the same,
// was forgotten.
func (v *saver) isForgotten(story int64) (bool, error) {
	root, err := v.root(story)
	if err != nil {
		return false, err
	}
	known, err := v.ids(`SELECT 1 FROM page_queue WHERE state = 'forgotten'
		AND story_id IN (SELECT ?1 UNION SELECT story_id FROM same_as WHERE root_id = ?1) LIMIT 1`, root)
	if err != nil {
		return false, fmt.Errorf("look whether it was forgotten: %w", err)
	}
	return len(known) > 0, nil
}
