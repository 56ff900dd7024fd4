package store

// headline is SQL for the headline of an appearance at a moment: the value
// that was replaced next, else the present one.
func headline(appearance, story, at string) string {
	return ` coalesce((SELECT w.value FROM revisions w WHERE w.item_id = ` + appearance + `.item_id AND w.story_id = ` + appearance + `.story_id
		AND w.field = 'title' AND w.replaced > ` + at + ` ORDER BY w.replaced, w.id LIMIT 1), ` + appearance + `.title, ` + story + `.title) `
}

// items reads which items appeared and what they continue.
func (r *logReader) items() error {
	return r.query(`WITH e AS (SELECT i.id, i.feed_id, i.title, i.continues, i.first_seen FROM` + r.scope() + `WHERE` + r.within(`i.first_seen`, ``) + `ORDER BY i.first_seen DESC, i.feed_id, i.id DESC LIMIT ?6)
		SELECT CASE WHEN e.continues IS NULL THEN 'item' ELSE 'continued' END, e.first_seen, ` + feedOf + `,
			e.id, coalesce(s.id, 0), coalesce(e.continues, 0), coalesce(s.publisher, ''), coalesce(` + headline(`y`, `s`, `e.first_seen`) + `, e.title), '',
			coalesce((SELECT ` + headline(`z`, `t`, `e.first_seen`) + ` FROM appearances z JOIN stories t ON t.id = z.story_id
				WHERE z.item_id = e.continues ORDER BY z.position, z.first_seen DESC LIMIT 1), ''),
			(SELECT count(DISTINCT z.story_id) FROM appearances z WHERE z.item_id = e.id AND z.first_seen <= e.first_seen), e.id
		FROM e LEFT JOIN appearances y ON y.id = (SELECT z.id FROM appearances z WHERE z.item_id = e.id ORDER BY z.first_seen, z.position LIMIT 1)
		LEFT JOIN stories s ON s.id = y.story_id`)
}

// wasThere is SQL that is true if the appearance's story was in the item
// before.
func wasThere(appearance string) string {
	return ` EXISTS (SELECT 1 FROM appearances z WHERE z.item_id = ` + appearance + `.item_id AND z.story_id = ` + appearance + `.story_id AND z.id < ` + appearance + `.id) `
}

// arrivals reads which stories joined an existing item or returned to it.
func (r *logReader) arrivals() error {
	return r.query(`WITH e AS (SELECT y.* FROM` + r.scope() + `JOIN appearances y ON y.item_id = i.id
			WHERE` + r.within(`y.first_seen`, `y.story_id`) + `AND y.first_seen > i.first_seen
			ORDER BY y.first_seen DESC, i.feed_id, i.id DESC, ` + wasThere(`y`) + ` DESC, y.position, y.story_id DESC LIMIT ?6)
		SELECT CASE WHEN ` + wasThere(`e`) + `
			THEN 'returned' ELSE 'joined' END, e.first_seen, ` + feedOf + `,
			e.item_id, e.story_id, 0, s.publisher, ` + headline(`e`, `s`, `e.first_seen`) + `, '', '', 0, -e.position
		FROM e JOIN stories s ON s.id = e.story_id`)
}

// itemWentOn is SQL that is true if the item of an ended appearance y
// continued.
const itemWentOn = ` EXISTS (SELECT 1 FROM appearances z WHERE z.item_id = y.item_id AND z.first_seen <= y.gone
	AND (z.gone IS NULL OR z.gone > y.gone)) `

// departures reads which stories left an item that continued.
func (r *logReader) departures() error {
	return r.query(`WITH e AS (SELECT y.* FROM` + r.scope() + `JOIN appearances y ON y.item_id = i.id
			WHERE` + r.within(`y.gone`, `y.story_id`) + `AND` + itemWentOn + `ORDER BY y.gone DESC, i.feed_id, i.id DESC, y.position, y.story_id DESC LIMIT ?6)
		SELECT 'left', e.gone, ` + feedOf + `, e.item_id, e.story_id, 0, s.publisher, ` + headline(`e`, `s`, `e.gone`) + `, '', '', 0, -e.position
		FROM e JOIN stories s ON s.id = e.story_id`)
}

// leads reads which story became the lead when the lead left an item.
func (r *logReader) leads() error {
	return r.query(`WITH e AS (SELECT y.*, (SELECT z.id FROM appearances z WHERE z.item_id = y.item_id AND z.first_seen <= y.gone
				AND (z.gone IS NULL OR z.gone > y.gone) ORDER BY z.position, z.id LIMIT 1) AS next
			FROM` + r.scope() + `JOIN appearances y ON y.item_id = i.id
			WHERE` + r.within(`y.gone`, ``) + `AND y.position = 1 AND` + itemWentOn + `ORDER BY y.gone DESC, i.feed_id, i.id DESC LIMIT ?6)
		SELECT 'lead', e.gone, ` + feedOf + `, e.item_id, z.story_id, 0, s.publisher, ` + headline(`z`, `s`, `e.gone`) + `, '',
			` + headline(`e`, `old`, `e.gone`) + `, 0, 0
		FROM e JOIN stories old ON old.id = e.story_id JOIN appearances z ON z.id = e.next JOIN stories s ON s.id = z.story_id`)
}

// gone reads which items left their feed.
func (r *logReader) gone() error {
	single := ``
	if r.Items == nil {
		single = ` AND i.cluster = 1 `
	}
	return r.query(`WITH e AS (SELECT y.* FROM` + r.scope() + `JOIN appearances y ON y.item_id = i.id
			WHERE` + r.within(`y.gone`, ``) + single + `AND NOT` + itemWentOn + `
			AND NOT EXISTS (SELECT 1 FROM appearances z WHERE z.item_id = y.item_id AND z.gone = y.gone AND (z.position, z.id) < (y.position, y.id))
			ORDER BY y.gone DESC, i.feed_id, i.id DESC LIMIT ?6)
		SELECT 'gone', e.gone, ` + feedOf + `, e.item_id, e.story_id, 0, s.publisher, ` + headline(`e`, `s`, `e.gone`) + `, '', '',
			(SELECT count(DISTINCT z.story_id) FROM appearances z WHERE z.item_id = e.item_id AND z.gone = e.gone), e.item_id
		FROM e JOIN stories s ON s.id = e.story_id`)
}

// revisions reads edits with the old and new value. The new value is the one
// that was replaced next, else the present one. An edit of a lead's headline
// is not repeated as an edit of its item's title.
func (r *logReader) revisions() error {
	return r.query(`WITH e AS (SELECT v.*, i.feed_id FROM` + r.scope() + `JOIN revisions v ON v.item_id = i.id
			WHERE` + r.within(`v.replaced`, `v.story_id`) + `AND NOT (v.field = 'title' AND v.story_id IS NULL AND
				(i.cluster = 1 OR EXISTS (SELECT 1 FROM revisions w WHERE w.item_id = v.item_id AND w.story_id IS NOT NULL AND w.replaced = v.replaced)))
			ORDER BY v.replaced DESC, i.feed_id, i.id DESC, v.story_id IS NULL DESC, v.id DESC LIMIT ?6)
		SELECT CASE WHEN e.story_id IS NULL THEN 'edited' ELSE 'headline' END, e.replaced, ` + feedOf + `,
			e.item_id, coalesce(e.story_id, 0), 0, coalesce(s.publisher, ''),
			coalesce((SELECT w.value FROM revisions w WHERE w.item_id = e.item_id AND w.story_id IS e.story_id AND w.field = e.field
					AND (w.replaced, w.id) > (e.replaced, e.id) ORDER BY w.replaced, w.id LIMIT 1),
				(SELECT z.title FROM appearances z WHERE z.item_id = e.item_id AND z.story_id = e.story_id ORDER BY z.id DESC LIMIT 1), s.title,
				CASE e.field WHEN 'title' THEN i.title WHEN 'summary' THEN i.summary WHEN 'content' THEN i.content WHEN 'link' THEN i.link
					WHEN 'author' THEN i.author WHEN 'image' THEN i.image ELSE i.published END, ''),
			CASE WHEN e.story_id IS NULL THEN e.field ELSE '' END, e.value, 0, e.id
		FROM e JOIN items i ON i.id = e.item_id LEFT JOIN stories s ON s.id = e.story_id`)
}

// pairs reads which stories proved to be the same as an earlier one.
func (r *logReader) pairs() error {
	return r.query(`WITH e AS (SELECT a.*, min(i.id) AS item_id, i.feed_id FROM` + r.scope() + `JOIN appearances y ON y.item_id = i.id
			JOIN same_as a ON a.story_id = y.story_id
			WHERE` + r.within(`a.since`, `a.story_id`) + `GROUP BY a.story_id ORDER BY a.since DESC, i.feed_id, item_id DESC, a.story_id DESC LIMIT ?6)
		SELECT 'same', e.since, ` + feedOf + `, e.item_id, e.story_id, e.root_id, s.publisher, s.title, '', '', 0, e.story_id
		FROM e JOIN stories s ON s.id = e.story_id`)
}

// texts reads when the texts of stories were added.
func (r *logReader) texts() error {
	return r.query(`WITH e AS (SELECT t.story_id, t.added, min(i.id) AS item_id, i.feed_id FROM` + r.scope() + `JOIN appearances y ON y.item_id = i.id
			JOIN story_texts t ON t.story_id = y.story_id
			WHERE` + r.within(`t.added`, `t.story_id`) + `GROUP BY t.story_id ORDER BY t.added DESC, i.feed_id, item_id DESC, t.story_id DESC LIMIT ?6)
		SELECT 'text', e.added, ` + feedOf + `, e.item_id, e.story_id, 0, s.publisher, s.title, '', '', 0, e.story_id
		FROM e JOIN stories s ON s.id = e.story_id`)
}

// posts reads which files were imported.
func (r *logReader) posts() error {
	return r.query(`WITH e AS (SELECT p.id, p.item_id, p.path, p.imported, i.feed_id FROM` + r.scope() + `JOIN posts p ON p.item_id = i.id
			WHERE` + r.within(`p.imported`, ``) + `ORDER BY p.imported DESC, i.feed_id, p.item_id DESC, p.id DESC LIMIT ?6)
		SELECT 'imported', e.imported, ` + feedOf + `, e.item_id, 0, 0, '', e.path, '', '', 0, e.id FROM e`)
}
