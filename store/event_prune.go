package store

import "database/sql"

// leaveEvent lets the numbers of a story that is deleted, and of those that are the
// same, lead on to another story of its event, and what a person said of it be said
// of that one.
func (v *saver) leaveEvent(root int64, gone []int64) error {
	heirs, err := v.ids(`WITH own AS (SELECT began FROM event_stories WHERE story_id = ?1)
		SELECT s.id FROM (SELECT began AS id FROM own
			UNION SELECT e.story_id FROM own CROSS JOIN event_stories e ON e.began = own.began AND e.began <> e.story_id) o
		CROSS JOIN stories s ON s.id = o.id WHERE o.id <> ?1 ORDER BY o.id LIMIT 1`, root)
	if err != nil {
		return err
	}
	if len(heirs) == 0 {
		_, err := v.exec(`DELETE FROM event_numbers WHERE story_id IN (SELECT value FROM json_each(?))`, array(gone))
		return err
	}
	if _, err := v.exec(`UPDATE event_numbers SET story_id = ?2 WHERE story_id IN (SELECT value FROM json_each(?1))`, array(gone), heirs[0]); err != nil {
		return err
	}
	if _, err := v.exec(`INSERT OR REPLACE INTO event_numbers (number, story_id) SELECT value, ?2 FROM json_each(?1)`, array(gone), heirs[0]); err != nil {
		return err
	}
	return v.inheritLinks(gone, heirs[0])
}

func (v *saver) inheritLinks(gone []int64, heir int64) error {
	var links []eventLink
	err := v.each(`SELECT story_id, other_id, apart, at FROM event_links WHERE story_id IN (SELECT value FROM json_each(?1))
		UNION ALL SELECT other_id, story_id, apart, at FROM event_links WHERE other_id IN (SELECT value FROM json_each(?1))`,
		[]any{array(gone)}, func(r *sql.Rows) error {
			var l eventLink
			var at stamp
			err := r.Scan(&l.story, &l.other, &l.apart, &at)
			l.at = at.time()
			links = append(links, l)
			return err
		})
	if err != nil {
		return err
	}
	for _, l := range links {
		if err := v.linkEvents(heir, l.other, l.apart, l.at); err != nil {
			return err
		}
	}
	return nil
}
