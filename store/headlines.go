package store

import (
	"context"
	"database/sql"
	"fmt"

	"newsarchive/internal/news"
)

// Headlines returns the stories with these ids, in their order, with the
// fields that a list needs: id, link, title, publisher, language and dates.
func (s *Store) Headlines(ctx context.Context, ids []int64) ([]news.Story, error) {
	stories := make([]news.Story, 0, len(ids))
	err := queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var st news.Story
		var seen stamp
		err := rows.Scan(&st.ID, &st.Link, &st.Title, &st.Publisher, &st.Language, &st.Effective, &seen)
		st.FirstSeen = seen.time()
		stories = append(stories, st)
		return err
	}, `SELECT s.id, s.link, s.title, s.publisher, s.language, s.effective, s.first_seen
		FROM json_each(?) j JOIN stories s ON s.id = j.value ORDER BY j.key`, array(ids))
	if err != nil {
		return nil, fmt.Errorf("read headlines: %w", err)
	}
	return stories, nil
}
