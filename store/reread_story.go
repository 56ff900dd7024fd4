package store

import "newsarchive/internal/news"

// rereadStory fills in the story of an ordinary item. If no other item links
// the story and its headline is its own, the item's values replace it.
func (v *saver) rereadStory(row *itemRow, it *news.Item) (fields []string, err error) {
	var story storyRow
	var alone bool
	known, err := v.get(`SELECT y.story_id, y.title IS NULL AND NOT EXISTS (SELECT 1 FROM appearances o WHERE o.story_id = y.story_id AND o.item_id <> y.item_id)
		AND NOT EXISTS (SELECT 1 FROM same_as a WHERE a.story_id = y.story_id OR a.root_id = y.story_id)
		FROM appearances y WHERE y.item_id = ? ORDER BY y.id DESC LIMIT 1`, []any{row.ID}, &story.ID, &alone)
	if err != nil || !known {
		return nil, err
	}
	if err := v.readStory(&story); err != nil {
		return nil, err
	}
	incoming := &it.Stories[0]
	was := story
	if alone {
		for _, f := range []struct {
			name string
			old  *string
			now  string
		}{{"title", &story.Title, incoming.Title}, {"author", &story.Author, incoming.Author}, {"image", &story.Image, incoming.Image}, {"language", &story.Language, incoming.Language}} {
			if f.now != "" && f.now != *f.old {
				*f.old = f.now
				fields = append(fields, f.name)
			}
		}
	}
	date, rank := dateOf(it, 0, false)
	if !date.IsZero() && date != story.Published && (rank > story.rank || alone && rank == story.rank) {
		story.Published, story.rank = date, rank
		fields = append(fields, "published")
	}
	if len(fields) == 0 {
		return nil, nil
	}
	if story.Published != was.Published {
		if err := v.recordPastDate(was.Story); err != nil {
			return nil, err
		}
	}
	story.Effective = effective(story.Published, story.FirstSeen, v.zone)
	_, err = v.exec(`UPDATE stories SET title = ?, author = ?, image = ?, language = ?, published = ?, rank = ?, effective = ?, day = ? WHERE id = ?`,
		story.Title, story.Author, story.Image, story.Language, story.Published, story.rank, story.Effective, story.Effective.In(v.zone), story.ID)
	v.touch(story.ID)
	return fields, err
}
