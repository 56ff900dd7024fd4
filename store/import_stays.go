package store

import (
	"database/sql"
	"slices"

	"newsarchive/internal/news"
)

// copiedStays adds the stays of a story in a known item that a copy tells of,
// and ends those that it knows to have ended, where no fetch here has seen
// the feed since. It reports whether anything changed.
func (v *saver) copiedStays(item int64, row *storyRow, said *news.Story) (changed bool, err error) {
	known, ids, err := v.staysOf(item, row.ID)
	if err != nil {
		return false, err
	}
	for _, stay := range said.Stays {
		if stay.FirstSeen.IsZero() {
			stay.FirstSeen = row.FirstSeen
		}
		// The same stay may have ended meanwhile, there or here.
		at := slices.IndexFunc(known, stay.Same)
		if at < 0 {
			at = slices.IndexFunc(known, func(k news.Stay) bool {
				return k.FirstSeen.Equal(stay.FirstSeen) && (k.Gone.IsZero() || stay.Gone.IsZero()) && !slices.ContainsFunc(said.Stays, k.Same)
			})
		}
		// It may tell of a time that is known otherwise.
		beside := slices.ContainsFunc(known, func(k news.Stay) bool { return overlap(k, stay) })
		switch {
		case at >= 0 && known[at].Gone.IsZero() && !stay.Gone.IsZero() && v.feed.succeeded.time().Before(stay.Gone):
			known[at].Gone = stay.Gone
			_, err = v.exec(`UPDATE stays SET gone = ?, position = ? WHERE id = ?`, stamp(stay.Gone), stay.Position, ids[at])
		case at >= 0 || beside:
			continue
		default:
			err = v.insertStay(item, row, stay)
		}
		if err != nil {
			return changed, err
		}
		changed = true
	}
	if changed {
		v.touch(row.ID)
	}
	return changed, nil
}

// staysOf reads when an item linked a story.
func (v *saver) staysOf(item, story int64) (stays []news.Stay, ids []int64, err error) {
	err = v.each(`SELECT id, first_seen, gone FROM stays WHERE item_id = ? AND story_id = ? ORDER BY id`, []any{item, story},
		func(r *sql.Rows) error {
			var id int64
			var first, gone stamp
			err := r.Scan(&id, &first, &gone)
			stays, ids = append(stays, news.Stay{FirstSeen: first.time(), Gone: gone.time()}), append(ids, id)
			return err
		})
	return stays, ids, err
}

// overlap reports whether two stays have a moment in common.
func overlap(a, b news.Stay) bool {
	return (b.Gone.IsZero() || a.FirstSeen.Before(b.Gone)) && (a.Gone.IsZero() || b.FirstSeen.Before(a.Gone))
}
