package store

import "newsarchive/internal/news"

// These functions record replaced values for [Store.AsOf].

// recordPastText keeps the plain text that an item had until now.
func (v *saver) recordPastText(item int64, text string) error {
	known, err := v.ids(`SELECT id FROM past_texts WHERE item_id = ? AND text = ?`, item, text)
	if err != nil {
		return err
	}
	if len(known) == 0 {
		id, err := v.exec(`INSERT INTO past_texts (item_id, text) VALUES (?, ?)`, item, text)
		if err != nil {
			return err
		}
		known = append(known, id)
	}
	_, err = v.exec(`INSERT INTO edits (item_id, text_id, own, at) VALUES (?, ?, 0, ?)`, item, known[0], stamp(v.now))
	return err
}

// recordPastDate keeps the date that a story had until now.
func (v *saver) recordPastDate(was news.Story) error {
	_, err := v.exec(`INSERT INTO past_dates (story_id, published, effective, day, at) VALUES (?, ?, ?, ?, ?)`,
		was.ID, was.Published.String(), was.Effective, was.Effective.In(v.zone), stamp(v.now))
	return err
}

// recordPastPosition keeps the position that an appearance had until now.
func (v *saver) recordPastPosition(appearance appearanceRow) error {
	_, err := v.exec(`INSERT INTO moves (appearance_id, position, at) VALUES (?, ?, ?)`, appearance.id, appearance.position, stamp(v.now))
	return err
}

// moveSameAs moves the stories that are the same as one root to another root,
// and records the earlier state.
func (v *saver) moveSameAs(from, to int64) error {
	_, err := v.exec(`INSERT INTO past_same_as (story_id, root_id, reason, since, at)
		SELECT story_id, root_id, reason, since, ? FROM same_as WHERE root_id = ?`, stamp(v.now), from)
	if err == nil {
		_, err = v.exec(`UPDATE same_as SET root_id = ?, since = ? WHERE root_id = ?`, to, stamp(v.now), from)
	}
	return err
}
