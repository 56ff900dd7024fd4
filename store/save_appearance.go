package store

import (
	"database/sql"
	"time"

	"newsarchive/internal/news"
)

// newAppearances starts the appearances of a new item's stories.
func (v *saver) newAppearances(item int64, e docEntry, rows []*storyRow, first time.Time) error {
	seen := make(map[int64]bool, len(rows))
	for i, row := range rows {
		if seen[row.ID] {
			continue // linked twice in one item
		}
		seen[row.ID] = true
		v.touch(row.ID)
		if err := v.openAppearance(item, row, &e.Stories[i], i+1, first); err != nil {
			return err
		}
		if row.copied {
			if err := v.copiedStory(item, row, &e.Stories[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// openAppearance starts an appearance, or inserts the appearances of an
// export.
func (v *saver) openAppearance(item int64, row *storyRow, incoming *news.Story, position int, first time.Time) error {
	if len(incoming.Appearances) == 0 || v.fetched {
		return v.insertAppearance(item, row, news.Appearance{Position: position, Title: incoming.Title, FirstSeen: first})
	}
	for _, appearance := range incoming.Appearances {
		if appearance.FirstSeen.IsZero() {
			appearance.FirstSeen = first
		}
		if appearance.Title == "" {
			appearance.Title = incoming.Title
		}
		if err := v.insertAppearance(item, row, appearance); err != nil {
			return err
		}
	}
	return nil
}

func (v *saver) insertAppearance(item int64, row *storyRow, appearance news.Appearance) error {
	if v.fetched && !row.created && appearance.Title != "" && appearance.Title != row.Title {
		// The feed has changed the story's headline.
		own, err := v.ownsHeadline(row.ID)
		if err == nil && own {
			err = v.retitle(item, row, appearance.Title)
		}
		if err != nil {
			return err
		}
	}
	_, err := v.exec(`INSERT INTO appearances (feed_id, item_id, story_id, position, title, first_seen, gone) VALUES (?,?,?,?,?,?,?)`,
		v.feed.id, item, row.ID, appearance.Position, ownTitle(appearance.Title, row.Title), stamp(appearance.FirstSeen), stamp(appearance.Gone))
	return err
}

// ownTitle is an appearance's headline for the database: null if it is the
// story's own.
func ownTitle(title, storys string) any {
	if title == "" || title == storys {
		return nil
	}
	return title
}

// ownsHeadline reports whether the current feed was the first to link the
// story. The newest headline of that feed is the story's own.
func (v *saver) ownsHeadline(story int64) (bool, error) {
	var feed int64
	_, err := v.get(`SELECT feed_id FROM appearances WHERE story_id = ? ORDER BY id LIMIT 1`, []any{story}, &feed)
	return feed == v.feed.id, err
}

// retitle gives a story a new headline. The old one becomes a revision, and
// the headline of other items' appearances that still have it.
func (v *saver) retitle(item int64, row *storyRow, title string) error {
	if err := v.revise(item, row.ID, "title", row.Title, true); err != nil {
		return err
	}
	if _, err := v.exec(`UPDATE appearances SET title = ? WHERE story_id = ? AND title IS NULL`, row.Title, row.ID); err != nil {
		return err
	}
	row.Title = title
	key := news.StoryKey(row.Link)
	if _, err := v.exec(`UPDATE stories SET title = ?, twin = ? WHERE id = ?`, title, twinOf(row, key), row.ID); err != nil {
		return err
	}
	return v.joinTwin(row, docEntry{}, key)
}

// appearanceRow is an appearance that has not ended.
type appearanceRow struct {
	id, story int64
	position  int
	title     *string
}

// updateAppearances updates the appearances of an existing item and reports
// whether anything changed. A fetch ends the appearances of missing stories;
// an import ends none. replaces means that the new values are newer than the
// stored ones.
func (v *saver) updateAppearances(item int64, e docEntry, replaces bool) (changed bool, err error) {
	open, err := v.openAppearances(item)
	if err != nil {
		return false, err
	}
	joined, lead := false, false
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
		if row.copied {
			grew, err := v.copiedAppearances(item, row, &e.Stories[i])
			if err == nil {
				err = v.copiedStory(item, row, &e.Stories[i])
			}
			if err != nil {
				return false, err
			}
			joined = joined || grew
			continue
		}
		appearance, ok := open[row.ID]
		if !ok {
			stayed, err := v.lastGone(item, row.ID)
			if err != nil {
				return false, err
			}
			if !stayed.IsZero() && !v.fetched {
				continue // an import cannot bring back what has left
			}
			joined = true
			since := v.firstSeen(e)
			if stayed.After(since) {
				since = stayed // the clock went back
			}
			if err := v.openAppearance(item, row, &e.Stories[i], i+1, since); err != nil {
				return false, err
			}
			continue
		}
		if !replaces {
			if i == 0 {
				if err := v.saveEarlierHeadline(item, e.Stories[i].Title); err != nil {
					return false, err
				}
			}
			continue
		}
		moved, err := v.moveAppearance(item, appearance, row, e.Stories[i].Title, i+1)
		if err != nil {
			return false, err
		}
		changed = changed || moved
		lead = lead || moved && (appearance.position == 1 || i == 0)
	}
	left, err := v.endAbsent(open, seen)
	if err != nil {
		return false, err
	}
	changed = changed || joined || left
	if changed && (joined || lead) {
		err = v.touchItem(item)
	}
	return changed, err
}

// firstSeen is when the stories of an entry were first seen.
func (v *saver) firstSeen(e docEntry) time.Time {
	if !v.fetched && !e.FirstSeen.IsZero() {
		return e.FirstSeen
	}
	return v.now
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
