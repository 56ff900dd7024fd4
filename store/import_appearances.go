package store

import (
	"database/sql"
	"slices"

	"newsarchive/internal/news"
)

// copiedAppearances adds an export's appearances of a story in an existing
// item. It ends those that have ended in the export, unless a fetch here has
// seen the feed since. It reports whether anything changed.
func (v *saver) copiedAppearances(item int64, row *storyRow, incoming *news.Story) (changed bool, err error) {
	known, ids, err := v.appearancesOf(item, row.ID)
	if err != nil {
		return false, err
	}
	for _, appearance := range incoming.Appearances {
		if appearance.FirstSeen.IsZero() {
			appearance.FirstSeen = row.FirstSeen
		}
		// The same appearance may have ended since, here or in the export.
		at := slices.IndexFunc(known, appearance.Same)
		if at < 0 {
			at = slices.IndexFunc(known, func(k news.Appearance) bool {
				return k.FirstSeen.Equal(appearance.FirstSeen) && (k.Gone.IsZero() || appearance.Gone.IsZero()) && !slices.ContainsFunc(incoming.Appearances, k.Same)
			})
		}
		// It may overlap an appearance that is stored here.
		overlaps := slices.ContainsFunc(known, func(k news.Appearance) bool { return overlap(k, appearance) })
		switch {
		case at >= 0 && known[at].Gone.IsZero() && !appearance.Gone.IsZero() && v.feed.succeeded.time().Before(appearance.Gone):
			known[at].Gone = appearance.Gone
			_, err = v.exec(`UPDATE appearances SET gone = ?, position = ? WHERE id = ?`, stamp(appearance.Gone), appearance.Position, ids[at])
		case at >= 0 || overlaps:
			continue
		default:
			err = v.insertAppearance(item, row, appearance)
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

// appearancesOf returns the appearances of a story in an item, with their ids.
func (v *saver) appearancesOf(item, story int64) (appearances []news.Appearance, ids []int64, err error) {
	err = v.each(`SELECT id, first_seen, gone FROM appearances WHERE item_id = ? AND story_id = ? ORDER BY id`, []any{item, story},
		func(r *sql.Rows) error {
			var id int64
			var first, gone stamp
			err := r.Scan(&id, &first, &gone)
			appearances, ids = append(appearances, news.Appearance{FirstSeen: first.time(), Gone: gone.time()}), append(ids, id)
			return err
		})
	return appearances, ids, err
}

// overlap reports whether two appearances overlap in time.
func overlap(a, b news.Appearance) bool {
	return (b.Gone.IsZero() || a.FirstSeen.Before(b.Gone)) && (a.Gone.IsZero() || b.FirstSeen.Before(a.Gone))
}
