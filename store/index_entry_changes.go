package store

import (
	"database/sql"

	"newsarchive/internal/news"
)

// change records that part of an entry changed at a moment.
func (r *indexEntryReader) change(i int, at stamp) {
	if at.time().After(r.changed[i].time()) {
		r.changed[i] = at
	}
}

// changes finds when each entry last changed. Appearances were already read;
// this reads the dates of everything else that was added, removed or edited.
func (r *indexEntryReader) changes() error {
	list := r.itemRanges()
	err := r.query(`SELECT e.item_id, max(e.at) FROM json_each(?1) j CROSS JOIN edits e ON e.item_id BETWEEN j.value ->> 0 AND j.value ->> 1 GROUP BY 1
		UNION ALL SELECT t.item_id, max(t.added) FROM json_each(?1) j CROSS JOIN item_tags t ON t.item_id BETWEEN j.value ->> 0 AND j.value ->> 1
			WHERE t.added IS NOT NULL GROUP BY 1
		UNION ALL SELECT v.item_id, max(v.replaced) FROM json_each(?1) j CROSS JOIN revisions v ON v.item_id BETWEEN j.value ->> 0 AND j.value ->> 1 GROUP BY 1`,
		func(rows *sql.Rows) error {
			var item int64
			var at stamp
			err := rows.Scan(&item, &at)
			for _, i := range r.items[item] {
				r.change(i, at)
			}
			return err
		}, list)
	if err != nil {
		return err
	}
	err = r.query(`SELECT DISTINCT t.item_id FROM json_each(?1) j CROSS JOIN past_texts t ON t.item_id BETWEEN j.value ->> 0 AND j.value ->> 1`,
		func(rows *sql.Rows) error {
			var item int64
			err := rows.Scan(&item)
			for _, i := range r.items[item] {
				r.entries[i].AddFlag("retold", true)
			}
			return err
		}, list)
	if err != nil {
		return err
	}
	err = r.query(`WITH own AS (SELECT value ->> 0 AS first, value ->> 1 AS last FROM json_each(?1)),
		twin AS (SELECT root_id, story_id, since FROM own CROSS JOIN same_as ON root_id BETWEEN first AND last)
		SELECT story_id, added FROM own CROSS JOIN story_tags ON story_id BETWEEN first AND last WHERE added IS NOT NULL
		UNION ALL SELECT root_id, t.added FROM twin CROSS JOIN story_tags t USING (story_id) WHERE t.added IS NOT NULL
		UNION ALL SELECT y.story_id, v.at FROM own CROSS JOIN appearances y ON y.story_id BETWEEN first AND last CROSS JOIN moves v ON v.appearance_id = y.id
		UNION ALL SELECT root_id, v.at FROM twin CROSS JOIN appearances y USING (story_id) CROSS JOIN moves v ON v.appearance_id = y.id
		UNION ALL SELECT story_id, added FROM own CROSS JOIN story_texts ON story_id BETWEEN first AND last
		UNION ALL SELECT story_id, fetched FROM own CROSS JOIN page_texts ON story_id BETWEEN first AND last WHERE stands = 1
		UNION ALL SELECT root_id, fetched FROM twin CROSS JOIN page_texts USING (story_id) WHERE stands = 1
		UNION ALL SELECT story_id, at FROM own CROSS JOIN past_dates ON story_id BETWEEN first AND last
		UNION ALL SELECT root_id, since FROM twin`,
		func(rows *sql.Rows) error {
			var story int64
			var at stamp
			err := rows.Scan(&story, &at)
			if i, ok := r.at[story]; ok {
				r.change(i, at)
			}
			return err
		}, r.ids)
	for i, at := range r.changed {
		if e := &r.entries[i]; at.time().After(e.Seen) {
			e.Changed, e.ChangedDay = at.time(), news.Instant(at.time()).In(r.zone)
		}
	}
	return err
}
