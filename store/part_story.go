package store

import (
	"cmp"
	"slices"

	"newsarchive/internal/news"
)

// appearances ends that the item links the stories that only other files told
// of: as if it never had.
func (k *keeping) appearances() error {
	mine, err := k.linked(k.own)
	if err != nil {
		return err
	}
	theirs, err := k.linked(k.others)
	if err != nil {
		return err
	}
	theirs = slices.DeleteFunc(theirs, func(story int64) bool { return slices.Contains(mine, story) })
	_, err = k.exec(`DELETE FROM appearances WHERE item_id = ?1 AND story_id IN (SELECT value FROM json_each(?2))
		AND EXISTS (SELECT 1 FROM appearances WHERE item_id = ?1 AND story_id NOT IN (SELECT value FROM json_each(?2)))`, k.row.ID, array(theirs))
	k.touch(theirs...)
	return err
}

// linked returns the known stories at the addresses that items link.
func (k *keeping) linked(items []*news.Item) (stories []int64, err error) {
	for _, it := range items {
		for _, st := range it.Stories {
			key, shared, err := k.addressKey(st.Link)
			if err != nil {
				return nil, err
			}
			if key == "" || shared {
				continue
			}
			known, err := k.ids(`SELECT story_id FROM story_keys WHERE key = ?`, key)
			if err != nil {
				return nil, err
			}
			stories = append(stories, known...)
		}
	}
	return stories, nil
}

// story gives the story of an ordinary item its headline again, and where no
// other item links it, all that its file says.
func (k *keeping) story() error {
	now := *k.own[len(k.own)-1]
	if k.row.Cluster || !now.IsOrdinary() {
		return nil
	}
	row, err := k.storyOf(k.row.ID)
	if err != nil || row == nil {
		return err
	}
	beside, err := k.ids(`SELECT 1 FROM appearances WHERE story_id = ?1 AND item_id <> ?2
		UNION SELECT 1 FROM same_as WHERE story_id = ?1 OR root_id = ?1`, row.ID, k.row.ID)
	if err != nil {
		return err
	}
	alone := len(beside) == 0
	title := newest(k.own, storyTitle)
	if row.Title != title && title != "" && (alone || said(k.others, storyTitle, row.Title)) {
		if k.unknown(row.Title, title, storyTitle) {
			if _, err := k.remember(k.row.ID, row.ID, "title", row.Title); err != nil {
				return err
			}
		}
		if _, err := k.exec(`UPDATE appearances SET title = ? WHERE story_id = ? AND item_id <> ? AND title IS NULL`, row.Title, row.ID, k.row.ID); err != nil {
			return err
		}
		row.Title = title
	}
	if alone {
		k.alone(row)
	}
	_, err = k.exec(`UPDATE stories SET title = ?, publisher = ?, site = ?, author = ?, image = ?, language = ?, published = ?, rank = ?,
		effective = ?, day = ?, twin = ? WHERE id = ?`,
		row.Title, row.Publisher, row.Site, row.Author, row.Image, row.Language, row.Published, row.rank,
		row.Effective, row.Effective.In(k.zone), twinOf(row, news.StoryKey(row.Link)), row.ID)
	if err == nil {
		_, err = k.exec(`UPDATE appearances SET title = ? WHERE story_id = ? AND item_id = ? AND gone IS NULL`, ownTitle(title, row.Title), row.ID, k.row.ID)
	}
	k.touch(row.ID)
	return err
}

// alone sets what a story that no other item links has from the item's file.
func (k *keeping) alone(row *storyRow) {
	of := func(get func(*news.Story) string) func(*news.Item) string {
		return func(it *news.Item) string {
			if len(it.Stories) == 0 {
				return ""
			}
			return get(&it.Stories[0])
		}
	}
	row.Publisher = k.settled(row.Publisher, of(func(st *news.Story) string { return st.Publisher }))
	row.Site = k.settled(row.Site, of(func(st *news.Story) string { return cmp.Or(news.Site(st.Link), st.Site) }))
	row.Author = k.settled(row.Author, of(func(st *news.Story) string { return st.Author }))
	row.Image = k.settled(row.Image, of(func(st *news.Story) string { return st.Image }))
	row.Language = k.settled(row.Language, of(func(st *news.Story) string { return st.Language }))
	date := func(it *news.Item) string {
		if len(it.Stories) == 0 {
			return ""
		}
		date, _ := dateOf(it, 0, false)
		return date.String()
	}
	if said(k.others, date, row.Published.String()) {
		row.Published, row.rank = dateOf(k.own[len(k.own)-1], 0, false)
		row.Effective = effective(row.Published, row.FirstSeen, k.zone)
	}
}
