package store

import "newsarchive/internal/news"

// describeFeed saves a document's description of its feed; missing values are
// kept.
func (v *saver) describeFeed(f news.Feed) error {
	_, err := v.exec(`UPDATE feeds SET title = coalesce(?1, title), link = coalesce(?2, link), description = coalesce(?4, description),
		image = coalesce(?5, image), copyright = coalesce(?6, copyright) WHERE id = ?3
		AND (coalesce(?1, title), coalesce(?2, link), coalesce(?4, description), coalesce(?5, image), coalesce(?6, copyright))
		IS NOT (title, link, description, image, copyright)`,
		textOrNull(f.Title), textOrNull(f.Link), v.feed.id, textOrNull(f.Description), textOrNull(f.Image), textOrNull(f.Copyright))
	if err != nil {
		return err
	}
	return v.feedLanguage(v.feed.id, f.Language, true)
}

// feedLanguage sets a feed's language; an existing one only if replaces is
// set. It applies to the feed's stories without a language.
func (v *saver) feedLanguage(id int64, language string, replaces bool) error {
	set, err := v.ids(`UPDATE feeds SET language = ?1 WHERE id = ?2 AND ?1 NOT IN ('', language) AND (?3 OR language = '')
		RETURNING id`, language, id, replaces)
	if err != nil || len(set) == 0 {
		return err
	}
	stories, err := v.ids(`SELECT DISTINCT s.id FROM items i JOIN appearances y ON y.item_id = i.id
		LEFT JOIN same_as a ON a.story_id = y.story_id JOIN stories s ON s.id = coalesce(a.root_id, y.story_id)
		WHERE i.feed_id = ? AND s.language = ''`, id)
	v.touch(stories...)
	return err
}
