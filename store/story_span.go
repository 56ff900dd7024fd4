package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Span counts the clusters, publishers and days of some stories.
type Span struct {
	Clusters   int    `json:"clusters"`
	Publishers int    `json:"publishers"`
	First      string `json:"first"` // day
	Last       string `json:"last"`
}

// SpanOf counts the publishers and chains of stories and returns their first
// and last day. A story counts for its latest chain.
func (s *Store) SpanOf(ctx context.Context, stories []int64) (span Span, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		return rows.Scan(&span.Publishers, &span.First, &span.Last, &span.Clusters)
	}, `SELECT count(DISTINCT nullif(s.publisher, '')), coalesce(min(s.day), ''), coalesce(max(s.day), ''),
		(SELECT count(DISTINCT latest) FROM (SELECT max(coalesce(i.chain, i.id)) AS latest
			FROM (SELECT value AS root, value AS id FROM json_each(?1)
				UNION ALL SELECT a.root_id, a.story_id FROM json_each(?1) j JOIN same_as a ON a.root_id = j.value) m
			JOIN appearances y ON y.story_id = m.id JOIN items i ON i.id = y.item_id GROUP BY m.root))
		FROM json_each(?1) j JOIN stories s ON s.id = j.value`, array(stories))
	if err != nil {
		return Span{}, fmt.Errorf("count publishers and days: %w", err)
	}
	return span, nil
}
