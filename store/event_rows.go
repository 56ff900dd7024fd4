package store

import (
	"maps"
	"slices"
	"strings"
)

// rowsAtOnce is how many rows of event_stories one statement stores.
const (
	rowsAtOnce   = 16
	rowArguments = 6
)

// insertEventRows stores a row of event_stories for each of n times rowArguments arguments.
func insertEventRows(n int) string {
	return `INSERT INTO event_stories (story_id, began, nth, copied, bonds, profile) VALUES (?, ?, ?, ?, ?, ?)` +
		strings.Repeat(`, (?, ?, ?, ?, ?, ?)`, n-1) + `
		ON CONFLICT DO UPDATE SET began = excluded.began, nth = excluded.nth, copied = excluded.copied, bonds = excluded.bonds, profile = excluded.profile
		WHERE excluded.began <> began OR excluded.nth <> nth OR excluded.copied <> copied OR excluded.bonds <> bonds OR excluded.profile <> profile`
}

// saveRows stores the rows that changed, and deletes those of stories that are gone.
func (n *neighbours) saveRows(v *saver) error {
	many, one := insertEventRows(rowsAtOnce), insertEventRows(1)
	var args []any
	for _, id := range slices.Sorted(maps.Keys(n.dirty)) {
		row := n.rows[id]
		if row.absent {
			if _, err := v.exec(`DELETE FROM event_stories WHERE story_id = ?`, id); err != nil {
				return err
			}
			continue
		}
		args = append(args, id, row.Event, row.Nth, row.copied, appendBonds(nil, row.bonds), appendProfile(make([]byte, 0, 64+8*len(row.Terms)), &row.Profile))
		if len(args) == rowsAtOnce*rowArguments {
			if _, err := v.exec(many, args...); err != nil {
				return err
			}
			args = args[:0]
		}
	}
	for ; len(args) > 0; args = args[rowArguments:] {
		if _, err := v.exec(one, args[:rowArguments]...); err != nil {
			return err
		}
	}
	clear(n.dirty)
	return nil
}
