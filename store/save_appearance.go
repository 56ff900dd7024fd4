package store

import (
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
	if !row.created {
		if err := v.unreadHere(row); err != nil {
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
