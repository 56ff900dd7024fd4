package store

import (
	"database/sql"
	"time"
)

// updateAppearances updates the appearances of an existing item and reports
// whether anything changed. A fetch ends the appearances of missing stories;
// an import ends none. replaces means that the new values are newer than the
// stored ones.
func (v *saver) updateAppearances(item int64, e docEntry, replaces bool) (bool, error) {
	open, err := v.openAppearances(item)
	if err != nil {
		return false, err
	}
	u := appearanceUpdate{saver: v, item: item, entry: e, replaces: replaces}
	seen := make(map[int64]bool, len(e.Stories))
	for i := range e.Stories {
		row, err := v.saveStory(e, i, v.firstSeen(e))
		if err != nil {
			return false, err
		}
		if seen[row.ID] {
			continue
		}
		seen[row.ID] = true
		if appearance, ok := open[row.ID]; ok && !row.copied {
			err = u.update(i, row, appearance)
		} else {
			err = u.start(i, row)
		}
		if err != nil {
			return false, err
		}
	}
	left, err := v.endAbsent(open, seen)
	if err == nil && (u.joined || u.lead) {
		err = v.touchItem(item)
	}
	return u.joined || u.moved || left, err
}

// appearanceUpdate is one update of an item's appearances, and what it changed.
type appearanceUpdate struct {
	*saver
	item     int64
	entry    docEntry
	replaces bool

	joined bool // a story joined the item, or came back
	moved  bool // a story has another position or headline
	lead   bool // one of them is the lead, or was it
}

// update updates the appearance of story i of the entry.
func (u *appearanceUpdate) update(i int, row *storyRow, appearance appearanceRow) error {
	title := u.entry.Stories[i].Title
	switch {
	case !u.replaces && i == 0:
		return u.saveEarlierHeadline(u.item, title)
	case !u.replaces:
		return nil
	}
	moved, err := u.moveAppearance(u.item, appearance, row, title, i+1)
	u.moved = u.moved || moved
	u.lead = u.lead || moved && (appearance.position == 1 || i == 0)
	return err
}

// start starts an appearance of story i of the entry, or inserts those of an
// export. An import cannot bring back a story that has left the item.
func (u *appearanceUpdate) start(i int, row *storyRow) error {
	incoming := &u.entry.Stories[i]
	if row.copied {
		grew, err := u.copiedAppearances(u.item, row, incoming)
		u.joined = u.joined || grew
		if err != nil {
			return err
		}
		return u.copiedStory(u.item, row, incoming)
	}
	left, err := u.lastGone(u.item, row.ID)
	if err != nil || !left.IsZero() && !u.fetched {
		return err
	}
	since := u.firstSeen(u.entry)
	if left.After(since) {
		since = left // the clock went back
	}
	u.joined = true
	return u.openAppearance(u.item, row, incoming, i+1, since)
}

// firstSeen is when the stories of an entry were first seen.
func (v *saver) firstSeen(e docEntry) time.Time {
	if !v.fetched && !e.FirstSeen.IsZero() {
		return e.FirstSeen
	}
	return v.now
}

// appearanceRow is an appearance that has not ended.
type appearanceRow struct {
	id, story int64
	position  int
	title     *string
}

// openAppearances returns the item's appearances that have not ended, by
// story.
func (v *saver) openAppearances(item int64) (map[int64]appearanceRow, error) {
	open := map[int64]appearanceRow{}
	err := v.each(`SELECT id, story_id, position, title FROM appearances WHERE item_id = ? AND gone IS NULL`, []any{item},
		func(r *sql.Rows) error {
			var s appearanceRow
			err := r.Scan(&s.id, &s.story, &s.position, &s.title)
			open[s.story] = s
			return err
		})
	return open, err
}

// lastGone is when a story last left the item; zero if it never has.
func (v *saver) lastGone(item, story int64) (time.Time, error) {
	var gone stamp
	_, err := v.get(`SELECT max(gone) FROM appearances WHERE item_id = ? AND story_id = ?`, []any{item, story}, &gone)
	return gone.time(), err
}

// moveAppearance updates the position and headline of an appearance and
// reports whether they changed.
func (v *saver) moveAppearance(item int64, appearance appearanceRow, row *storyRow, title string, position int) (bool, error) {
	now := row.Title
	if appearance.title != nil {
		now = *appearance.title
	}
	edited := title != "" && title != now
	if !edited && appearance.position == position {
		return false, nil
	}
	if edited {
		if err := v.editTitle(item, row, now, title); err != nil {
			return false, err
		}
	}
	if title == "" {
		title = now
	}
	if (appearance.position == 1) != (position == 1) {
		if err := v.recordPastPosition(appearance); err != nil {
			return false, err
		}
	}
	_, err := v.exec(`UPDATE appearances SET position = ?, title = ? WHERE id = ?`, position, ownTitle(title, row.Title), appearance.id)
	return true, err
}

// editTitle records an item's new headline for its story. It becomes the
// story's own unless that belongs to another feed.
func (v *saver) editTitle(item int64, row *storyRow, was, title string) error {
	own, err := v.ownsHeadline(row.ID)
	if err != nil {
		return err
	}
	own = own && title != row.Title
	if !own || was != row.Title {
		if err := v.revise(item, row.ID, "title", was, false); err != nil {
			return err
		}
	}
	if !own {
		return nil
	}
	return v.retitle(item, row, title)
}

// endAbsent ends the appearances of stories that are missing in a fetch.
func (v *saver) endAbsent(open map[int64]appearanceRow, seen map[int64]bool) (left bool, err error) {
	if !v.fetched {
		return false, nil
	}
	for story, appearance := range open {
		if seen[story] {
			continue
		}
		left = true
		if _, err := v.exec(`UPDATE appearances SET gone = max(?, first_seen) WHERE id = ?`, stamp(v.now), appearance.id); err != nil {
			return false, err
		}
	}
	return left, nil
}
