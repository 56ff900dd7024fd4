package store

import (
	"context"
	"time"
)

// ForgetTexts deletes the texts of stories and of those that are the same, with
// all their versions, and returns the stories concerned, whose pages the caller
// deletes. They are never fetched again. The deleted bytes are overwritten;
// [Store.Scrub] overwrites those in the write-ahead log. Backups still have
// them.
func (s *Store) ForgetTexts(ctx context.Context, stories []int64, at time.Time) (all []int64, err error) {
	err = s.transact(ctx, "forget texts", at, func(v *saver) error {
		all, err = v.ids(`WITH root (id) AS (SELECT coalesce(a.root_id, s.id) FROM json_each(?) j JOIN stories s ON s.id = j.value
				LEFT JOIN same_as a ON a.story_id = s.id)
			SELECT id FROM root UNION SELECT a.story_id FROM root r JOIN same_as a ON a.root_id = r.id ORDER BY 1`, array(stories))
		if err != nil {
			return err
		}
		if err := v.forgetTexts(array(all)); err != nil {
			return err
		}
		v.touch(all...)
		return v.logChanges()
	})
	return all, err
}

// forgetTexts deletes the texts of a list of stories and overwrites them.
func (v *saver) forgetTexts(list string) error {
	for _, statement := range []string{`PRAGMA secure_delete = 1`, `CREATE TABLE IF NOT EXISTS ` + scrubTable + ` (since TEXT)`} {
		if _, err := v.exec(statement); err != nil {
			return err
		}
	}
	for _, statement := range []string{
		`DELETE FROM page_texts WHERE story_id IN (SELECT value FROM json_each(?1)) AND ?2 <> ''`,
		`DELETE FROM story_texts WHERE story_id IN (SELECT value FROM json_each(?1)) AND ?2 <> ''`,
		`INSERT INTO page_queue (story_id, state, wanted, asked, attempts, due, outcome, error)
			SELECT value, 'forgotten', ?2, 1, 0, ?2, '', '' FROM json_each(?1) WHERE true
			ON CONFLICT DO UPDATE SET state = 'forgotten', attempts = 0, outcome = '', error = ''`,
	} {
		if _, err := v.exec(statement, list, stamp(v.now)); err != nil {
			return err
		}
	}
	return nil
}
