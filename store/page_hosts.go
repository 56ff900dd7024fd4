package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"newsarchive/internal/news"
)

// FailingHost is a host whose pages cannot be fetched.
type FailingHost struct {
	Host    string `json:"host"`
	Stories int    `json:"stories"` // whose last attempt failed, or was refused
	Error   string `json:"error"`   // the most frequent one
}

// FailingHosts returns the hosts whose pages could not be fetched, those with
// the most stories first.
func (s *Store) FailingHosts(ctx context.Context) ([]FailingHost, error) {
	hosts := map[string]map[string]int{}
	err := queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var address, reason string
		if err := rows.Scan(&address, &reason); err != nil {
			return err
		}
		host := news.Site(address)
		if hosts[host] == nil {
			hosts[host] = map[string]int{}
		}
		hosts[host][reason]++
		return nil
	}, `SELECT (SELECT f.url FROM page_fetches f WHERE f.story_id = q.story_id ORDER BY f.at DESC, f.id DESC LIMIT 1) AS url, q.error
		FROM page_queue q WHERE q.state IN ('waiting', 'resting') AND q.attempts > 0 AND url IS NOT NULL`)
	if err != nil {
		return nil, fmt.Errorf("find hosts whose pages cannot be fetched: %w", err)
	}
	all := make([]FailingHost, 0, len(hosts))
	for host, reasons := range hosts {
		f := FailingHost{Host: host}
		most := 0
		for reason, n := range reasons {
			f.Stories += n
			if n > most || n == most && reason < f.Error {
				f.Error, most = reason, n
			}
		}
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b FailingHost) int {
		return cmp.Or(cmp.Compare(b.Stories, a.Stories), cmp.Compare(a.Host, b.Host))
	})
	return all, nil
}

// FeedPages counts those of a feed's stories whose pages are wanted.
type FeedPages struct {
	Texts   int `json:"texts"`   // they have a text
	Waiting int `json:"waiting"` // for their turn, or for an address outside of Google News
	Failing int `json:"failing"` // the last attempt failed
	None    int `json:"none"`    // they will have none: gone, no article, forgotten
}

// FeedPages counts the stories of all feeds, by the feed's number. Feeds without
// any are left out.
func (s *Store) FeedPages(ctx context.Context) (map[int64]FeedPages, error) {
	all := map[int64]FeedPages{}
	err := queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var feed int64
		var c FeedPages
		err := rows.Scan(&feed, &c.Texts, &c.Failing, &c.Waiting, &c.None)
		all[feed] = c
		return err
	}, `WITH page (root, has, fails, waits) AS MATERIALIZED (SELECT story_id,
			EXISTS (SELECT 1 FROM page_texts t WHERE t.stands = 1 AND t.story_id IN (SELECT q.story_id UNION ALL SELECT a.story_id FROM same_as a WHERE a.root_id = q.story_id)),
			state IN ('waiting', 'resting') AND attempts > 0, state IN ('waiting', 'unresolved') AND attempts = 0 FROM page_queue q),
		member (root, id) AS (SELECT root, root FROM page UNION ALL SELECT p.root, a.story_id FROM page p JOIN same_as a ON a.root_id = p.root),
		of_feed (feed, root) AS (SELECT DISTINCT y.feed_id, m.root FROM member m JOIN appearances y ON y.story_id = m.id)
		SELECT o.feed, sum(has), sum(NOT has AND fails), sum(NOT has AND waits), sum(NOT has AND NOT fails AND NOT waits)
		FROM of_feed o JOIN page p ON p.root = o.root GROUP BY 1`)
	if err != nil {
		return nil, fmt.Errorf("count the pages of feeds: %w", err)
	}
	return all, nil
}
