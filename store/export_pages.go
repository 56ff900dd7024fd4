package store

import (
	"database/sql"

	"newsarchive/internal/news"
)

// pages adds the readings of stories' pages, each to the first item that links
// its story.
func (r *exportReader) pages() error {
	first := map[int64]*news.Story{}
	for i := range r.items {
		for k := range r.items[i].Stories {
			if st := &r.items[i].Stories[k]; first[st.ID] == nil && !r.done[st.ID] {
				first[st.ID] = st
			}
		}
	}
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		reading, err := r.packed.scanReading(r.ctx, r.db, rows)
		if st := first[reading.Story]; st != nil {
			st.Pages = append(st.Pages, reading)
			r.done[reading.Story] = true
		}
		return err
	}, selectReadings+`WHERE t.story_id IN (SELECT y.story_id FROM json_each(?) j JOIN appearances y ON y.item_id = j.value)
		ORDER BY t.story_id,`+oldestFirst, r.ids)
}
