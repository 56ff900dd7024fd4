package store

import "newsarchive/internal/news"

// saveEarlierVersion saves an earlier version of an item, from the same
// document or a later import. Different values become revisions.
func (v *saver) saveEarlierVersion(item int64, incoming *news.Item) error {
	row, err := v.itemBy(`id = ?`, item)
	if err != nil || row == nil {
		return err
	}
	defer func(was bool) { v.fetched = was }(v.fetched)
	v.fetched = false // an earlier version is not the present state
	edit := edit{saver: v, row: row}
	if err := edit.apply(incoming); err != nil {
		return err
	}
	if edit.indexed {
		if err := v.touchItem(item); err != nil {
			return err
		}
	}
	if !incoming.IsOrdinary() || row.Cluster {
		return nil
	}
	if err := v.saveEarlierHeadline(item, incoming.Stories[0].Title); err != nil {
		return err
	}
	headline, err := v.headlineOf(item)
	if err != nil {
		return err
	}
	story, err := v.storyOf(item)
	if err != nil || story == nil {
		return err
	}
	return v.addLinkKey(story, incoming.Stories[0].Link, headline)
}

// saveEarlierHeadline saves another headline of an item's story as a revision.
func (v *saver) saveEarlierHeadline(item int64, title string) error {
	if title == "" {
		return nil
	}
	var story int64
	var now string
	known, err := v.get(`SELECT s.id, coalesce(y.title, s.title) FROM appearances y JOIN stories s ON s.id = y.story_id WHERE y.item_id = ?
		ORDER BY y.gone IS NOT NULL, y.position, y.id DESC LIMIT 1`, []any{item}, &story, &now)
	if err != nil || !known || title == now {
		return err
	}
	_, err = v.remember(item, story, "title", title)
	return err
}

// saveEarlierText saves a plain text that was never the item's present one.
func (v *saver) saveEarlierText(item int64, text string) error {
	added, err := v.ids(`INSERT INTO past_texts (item_id, text) SELECT ?1, ?2
		WHERE NOT EXISTS (SELECT 1 FROM past_texts WHERE item_id = ?1 AND text = ?2) RETURNING id`, item, text)
	if err != nil || len(added) == 0 {
		return err
	}
	return v.touchItem(item)
}
