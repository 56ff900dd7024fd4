package store

import "database/sql"

// change notes that something of an entry came at a moment.
func (r *entryReader) change(i int, at stamp) {
	if at.time().After(r.changed[i].time()) {
		r.changed[i] = at
	}
}

// changes finds when each entry last changed: beside the stays, which were
// read already, by the dates of whatever else came, went or was edited.
func (r *entryReader) changes() error {
	list, err := r.itemIDs()
	if err != nil {
		return err
	}
	err = r.query(`SELECT e.item_id, max(e.at) FROM json_each(?1) j JOIN edits e ON e.item_id = j.value GROUP BY 1
		UNION ALL SELECT t.item_id, max(t.added) FROM json_each(?1) j JOIN item_tags t ON t.item_id = j.value
			WHERE t.added IS NOT NULL GROUP BY 1
		UNION ALL SELECT v.item_id, max(v.replaced) FROM json_each(?1) j JOIN revisions v ON v.item_id = j.value GROUP BY 1`,
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
	err = r.query(`SELECT DISTINCT t.item_id FROM json_each(?1) j JOIN past_texts t ON t.item_id = j.value`,
		func(rows *sql.Rows) error {
			var item int64
			err := rows.Scan(&item)
			for _, i := range r.items[item] {
				r.entries[i].flag("retold", true)
			}
			return err
		}, list)
	if err != nil {
		return err
	}
	err = r.query(`WITH member (root, id) AS (
			SELECT value, value FROM json_each(?1)
			UNION ALL SELECT root_id, story_id FROM json_each(?1) JOIN same_as ON root_id = value)
		SELECT m.root, t.added FROM member m JOIN story_tags t ON t.story_id = m.id WHERE t.added IS NOT NULL
		UNION ALL SELECT m.root, v.at FROM member m JOIN stays y ON y.story_id = m.id JOIN moves v ON v.stay_id = y.id
		UNION ALL SELECT value, t.added FROM json_each(?1) JOIN story_texts t ON t.story_id = value
		UNION ALL SELECT value, d.at FROM json_each(?1) JOIN past_dates d ON d.story_id = value
		UNION ALL SELECT root_id, a.since FROM json_each(?1) JOIN same_as a ON a.root_id = value`,
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
			e.Changed, e.ChangedDay = at.time(), Instant(at.time()).In(r.zone)
		}
	}
	return err
}
