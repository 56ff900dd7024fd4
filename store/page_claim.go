package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// WantedPage is a page whose turn it is.
type WantedPage struct {
	Story    int64
	Address  string
	Title    string
	Site     string // of the publisher
	Attempts int    // that failed, in a row
	Asked    bool   // a person asked for it
}

// pageClaim is how long a claim holds. A process that was killed leaves its
// claims: the pages are fetched again once, after this time or a
// [Store.ReleasePages].
const pageClaim = 10 * time.Minute

// WantedPages returns up to limit pages whose turn it is: those of the first
// stories in the order given, then what a person asked for, then the newest.
// Pages that a process has claimed are left out. Only the pages of some stories
// are considered if only is not nil.
//
// The list is a plan: claim each page with [Store.ClaimPage] before it is
// fetched.
func (s *Store) WantedPages(ctx context.Context, first, only []int64, limit int, at time.Time) (all []WantedPage, err error) {
	some := ``
	if only != nil {
		some = ` AND q.story_id IN (SELECT coalesce(a.root_id, j.value) FROM json_each(?4) j LEFT JOIN same_as a ON a.story_id = j.value)`
	}
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var w WantedPage
		err := rows.Scan(&w.Story, &w.Address, &w.Title, &w.Site, &w.Attempts, &w.Asked)
		if w.Address != "" {
			all = append(all, w)
		}
		return err
	}, `WITH turns AS MATERIALIZED (SELECT coalesce(a.root_id, j.value) AS id, min(j.key) AS turn FROM json_each(?1) j
			LEFT JOIN same_as a ON a.story_id = j.value GROUP BY 1),
		plan AS MATERIALIZED (SELECT q.story_id, s.title, s.site, q.attempts, q.asked,
				row_number() OVER (ORDER BY t.turn IS NULL, t.turn, q.asked DESC, s.effective DESC, s.id DESC) AS place
			FROM page_queue q JOIN stories s ON s.id = q.story_id LEFT JOIN turns t ON t.id = q.story_id
			WHERE q.state = 'waiting' AND q.due <= ?2 AND (q.claimed IS NULL OR q.claimed <= ?2)`+some+`
			AND NOT EXISTS (SELECT 1 FROM same_as a JOIN page_queue o ON o.story_id = a.root_id WHERE a.story_id = q.story_id)
			ORDER BY place LIMIT ?3)
		SELECT p.story_id, coalesce(`+addressOf(`p.story_id`)+`, ''), p.title, p.site, p.attempts, p.asked FROM plan p ORDER BY p.place`,
		array(first), stamp(at), limit, array(only))
	if err != nil {
		return nil, fmt.Errorf("read which pages are wanted: %w", err)
	}
	return all, nil
}

// ClaimPage claims a wanted page for the caller and reports whether it could: no
// other process may fetch it until [Store.SavePage] or [Store.ReleasePages].
func (s *Store) ClaimPage(ctx context.Context, story int64, at time.Time) (ok bool, err error) {
	err = s.transact(ctx, fmt.Sprintf("claim the page of story %d", story), at, func(v *saver) error {
		claimed, err := v.ids(`UPDATE page_queue SET claimed = ?2 WHERE story_id = ?1 AND state = 'waiting' AND due <= ?3
			AND (claimed IS NULL OR claimed <= ?3) RETURNING story_id`, story, stamp(v.now.Add(pageClaim)), stamp(v.now))
		ok = len(claimed) > 0
		return err
	})
	return ok, err
}

// ReleasePages gives up claims without an attempt, such as when a host's budget
// is used up: of these stories, or of all if stories is nil. The latter is for
// a process that knows to be the only one.
func (s *Store) ReleasePages(ctx context.Context, stories []int64) error {
	return s.transact(ctx, "release pages", time.Now(), func(v *saver) error {
		some := ``
		if stories != nil {
			some = ` AND story_id IN (SELECT value FROM json_each(?1))`
		}
		_, err := v.exec(`UPDATE page_queue SET claimed = NULL WHERE claimed IS NOT NULL AND (?1 IS NOT NULL)`+some, array(stories))
		return err
	})
}
