package store

// retold reads when the text of a story's page changed: the second and later
// readings that stand. Count is the version's number.
func (r *logReader) retold() error {
	return r.query(`WITH e AS (SELECT t.id, t.story_id, t.fetched, t.headline, min(i.id) AS item_id, i.feed_id FROM` + r.scope() + `JOIN appearances y ON y.item_id = i.id
			JOIN page_texts t ON t.story_id = y.story_id
			WHERE` + r.within(`t.fetched`, `t.story_id`) + `AND t.stands = 1
			AND EXISTS (SELECT 1 FROM page_texts b WHERE b.story_id = t.story_id AND b.stands = 1 AND (b.fetched, b.url) < (t.fetched, t.url))
			GROUP BY t.id ORDER BY t.fetched DESC, i.feed_id, item_id DESC, t.id DESC LIMIT ?6)
		SELECT 'retold', e.fetched, ` + feedOf + `, e.item_id, e.story_id, 0, s.publisher, coalesce(nullif(e.headline, ''), s.title), 'text', '',
			(SELECT count(*) FROM page_texts b JOIN page_texts t ON t.id = e.id WHERE b.story_id = e.story_id AND b.stands = 1 AND (b.fetched, b.url) <= (t.fetched, t.url)), e.id
		FROM e JOIN stories s ON s.id = e.story_id`)
}

// firstTexts reads when the text of a story's page was first read.
func (r *logReader) firstTexts() error {
	return r.query(`WITH e AS (SELECT t.id, t.story_id, t.fetched, min(i.id) AS item_id, i.feed_id FROM` + r.scope() + `JOIN appearances y ON y.item_id = i.id
			JOIN page_texts t ON t.story_id = y.story_id
			WHERE` + r.within(`t.fetched`, `t.story_id`) + `AND t.stands = 1
			AND NOT EXISTS (SELECT 1 FROM page_texts b WHERE b.story_id = t.story_id AND b.stands = 1 AND (b.fetched, b.url) < (t.fetched, t.url))
			GROUP BY t.id ORDER BY t.fetched DESC, i.feed_id, item_id DESC, t.story_id DESC LIMIT ?6)
		SELECT 'text', e.fetched, ` + feedOf + `, e.item_id, e.story_id, 0, s.publisher, s.title, '', '', 0, e.story_id
		FROM e JOIN stories s ON s.id = e.story_id`)
}

// vanished reads when stories' pages were found to be gone: the first such
// attempt after one that was not.
func (r *logReader) vanished() error {
	return r.query(`WITH e AS (SELECT p.id, p.story_id, p.at, min(i.id) AS item_id, i.feed_id FROM` + r.scope() + `JOIN appearances y ON y.item_id = i.id
			JOIN page_fetches p ON p.story_id = y.story_id
			WHERE` + r.within(`p.at`, `p.story_id`) + `AND p.outcome = 'gone' AND coalesce((SELECT b.outcome FROM page_fetches b
				WHERE b.story_id = p.story_id AND (b.at, b.id) < (p.at, p.id) ORDER BY b.at DESC, b.id DESC LIMIT 1), '') <> 'gone'
			GROUP BY p.id ORDER BY p.at DESC, i.feed_id, item_id DESC, p.id DESC LIMIT ?6)
		SELECT 'page-gone', e.at, ` + feedOf + `, e.item_id, e.story_id, 0, s.publisher, s.title, '', '', 0, e.id
		FROM e JOIN stories s ON s.id = e.story_id`)
}

// noTexts reads when stories' pages brought no text, such as behind a paywall
// that stood for a while: the first such attempt after one that ended otherwise.
func (r *logReader) noTexts() error {
	return r.query(`WITH e AS (SELECT p.id, p.story_id, p.at, p.outcome, p.error, p.text_id, min(i.id) AS item_id, i.feed_id FROM` + r.scope() + `JOIN appearances y ON y.item_id = i.id
			JOIN page_fetches p ON p.story_id = y.story_id
			WHERE` + r.within(`p.at`, `p.story_id`) + `AND p.outcome IN ('worse', 'unreadable', 'refused', 'failed') AND coalesce((SELECT b.outcome || b.error FROM page_fetches b
				WHERE b.story_id = p.story_id AND (b.at, b.id) < (p.at, p.id) ORDER BY b.at DESC, b.id DESC LIMIT 1), '') <> p.outcome || p.error
			GROUP BY p.id ORDER BY p.at DESC, i.feed_id, item_id DESC, p.id DESC LIMIT ?6)
		SELECT 'no-text', e.at, ` + feedOf + `, e.item_id, e.story_id, 0, s.publisher, s.title, '',
			coalesce(nullif(e.error, ''), (SELECT nullif(t.reason, '') FROM page_texts t WHERE t.id = e.text_id),
				(SELECT 'the page is ' || iif(t.kind = 'teaser', 'only a beginning, behind a paywall', 'shorter or another one') FROM page_texts t WHERE t.id = e.text_id),
				'what it said is worse than the text that is kept'), 0, e.id
		FROM e JOIN stories s ON s.id = e.story_id`)
}
