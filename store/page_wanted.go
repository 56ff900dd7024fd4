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

// pagesOfSite is how many pages of a publisher's site are wanted at a time, so
// that a site with thousands does not keep the others waiting. It is more than a
// run fetches of a host.
const pagesOfSite = 100

// WantedPages returns up to limit pages whose turn it is: those of the first
// stories in the order given, then what a person asked for, then the newest.
// Only the pages of some stories are considered if only is not nil. Of stories
// that are the same it is the root's page, while that may still come. The caller
// sees to it that one process at a time fetches them.
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
		waiting AS (SELECT q.story_id, s.title, s.site, q.attempts, q.asked,
				row_number() OVER (ORDER BY t.turn IS NULL, t.turn, q.asked DESC, s.effective DESC, s.id DESC) AS place,
				row_number() OVER (PARTITION BY s.site ORDER BY t.turn IS NULL, t.turn, q.asked DESC, s.effective DESC, s.id DESC) AS of_site
			FROM page_queue q JOIN stories s ON s.id = q.story_id LEFT JOIN turns t ON t.id = q.story_id
			WHERE q.state = 'waiting' AND q.due <= ?2`+some+`
			AND NOT EXISTS (SELECT 1 FROM same_as a JOIN page_queue o ON o.story_id = a.root_id
				WHERE a.story_id = q.story_id AND o.state NOT IN ('gone', 'resting'))),
		plan AS MATERIALIZED (SELECT * FROM waiting WHERE of_site <= ?5 OR site = '' ORDER BY place LIMIT ?3)
		SELECT p.story_id, coalesce(`+addressOf(`p.story_id`)+`, ''), p.title, p.site, p.attempts, p.asked FROM plan p ORDER BY p.place`,
		array(first), stamp(at), limit, array(only), pagesOfSite)
	if err != nil {
		return nil, fmt.Errorf("read which pages are wanted: %w", err)
	}
	return all, nil
}
