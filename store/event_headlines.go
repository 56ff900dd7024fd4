package store

import (
	"context"
	"database/sql"
	"fmt"

	"newsarchive/internal/learn"
)

// maxEventHeadlines is how many headlines are read together.
const maxEventHeadlines = 4000

// EventHeadlines returns the headlines of the events of some stories, which are
// roots, with up to most of each event beside that of its first story, the lowest
// ids first. Events of one story are left out, and the newest of very many.
func (s *Store) EventHeadlines(ctx context.Context, stories []int64, most int) (all []learn.Headline, err error) {
	err = queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var h learn.Headline
		err := rows.Scan(&h.Event, &h.Publisher, &h.Title, &h.Language)
		all = append(all, h)
		return err
	}, `WITH event AS (SELECT DISTINCT e.began FROM json_each(?1) j CROSS JOIN event_stories e ON e.story_id = j.value),
		other AS MATERIALIZED (SELECT began, story_id FROM (SELECT x.began, x.story_id, row_number() OVER (PARTITION BY x.began ORDER BY x.story_id) AS nth
			FROM event v CROSS JOIN event_stories x ON x.began = v.began AND x.began <> x.story_id) WHERE nth <= ?2),
		member AS (SELECT began, story_id FROM other UNION SELECT began, began FROM other ORDER BY 1, 2 LIMIT ?3)
		SELECT m.began, s.publisher, s.title, s.language FROM member m CROSS JOIN stories s ON s.id = m.story_id
		ORDER BY m.began, s.id`, array(stories), most, maxEventHeadlines)
	if err != nil {
		return nil, fmt.Errorf("read the headlines of events: %w", err)
	}
	return all, nil
}
