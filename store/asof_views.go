package store

import "strings"

// Views of the archive at a moment, :at, with the names of the tables and the
// columns that the package reads. The moment is a row of its own, so that a
// connection can go from one to another and keep its prepared statements.

// asofViews returns the statements that make the views. When stories have
// changed their root since, they hold for this moment only.
func asofViews(moment string, rejoined bool) string {
	same := viewOfSameAs
	if rejoined {
		same = tableOfSameAs
	}
	views := strings.Join([]string{viewOfStories, viewOfAppearances, viewOfItems(), viewOfRevisions, viewsOfNotes, same}, ";")
	return `BEGIN; CREATE TEMP TABLE moment (at TEXT NOT NULL); INSERT INTO temp.moment VALUES ('` + moment + `');` +
		strings.ReplaceAll(views, ":at", "(SELECT at FROM temp.moment)") + `; COMMIT`
}

// setMoment sets the moment of views that are there.
const setMoment = `UPDATE temp.moment SET at = ?`

// The value at the moment is the first one that was replaced later, else the
// present one.

const viewOfStories = `
CREATE TEMP VIEW stories AS SELECT s.id, s.link,
	coalesce((SELECT v.value FROM main.revisions v JOIN main.edits e ON e.revision_id = v.id
		WHERE v.story_id = s.id AND v.field = 'title' AND e.own = 1 AND e.at > :at ORDER BY e.at, e.id LIMIT 1), s.title) AS title,
	s.publisher, s.site, s.author, s.image, s.language,
	nullif(coalesce((SELECT d.published FROM main.past_dates d WHERE d.story_id = s.id AND d.at > :at ORDER BY d.at, d.id LIMIT 1),
		s.published), '') AS published, s.rank,
	coalesce((SELECT d.effective FROM main.past_dates d WHERE d.story_id = s.id AND d.at > :at ORDER BY d.at, d.id LIMIT 1),
		s.effective) AS effective,
	coalesce((SELECT d.day FROM main.past_dates d WHERE d.story_id = s.id AND d.at > :at ORDER BY d.at, d.id LIMIT 1), s.day) AS day,
	s.twin, s.first_seen
FROM main.stories s WHERE s.first_seen <= :at`

// An appearance's headline changes only while the appearance lasts. It is
// null, meaning the story's own, if it is so now and no headline was replaced.
const viewOfAppearances = `
CREATE TEMP VIEW appearances AS SELECT y.id, y.feed_id, y.item_id, y.story_id,
	coalesce((SELECT m.position FROM main.moves m WHERE m.appearance_id = y.id AND m.at > :at ORDER BY m.at, m.id LIMIT 1), y.position) AS position,
	CASE WHEN EXISTS (SELECT 1 FROM main.revisions v JOIN main.edits e ON e.revision_id = v.id
		WHERE v.story_id = y.story_id AND v.field = 'title' AND e.at > :at)
	THEN nullif(coalesce((SELECT v.value FROM main.revisions v JOIN main.edits e ON e.revision_id = v.id
			WHERE v.story_id = y.story_id AND v.item_id = y.item_id AND v.field = 'title' AND e.at > :at
			AND e.at > y.first_seen AND (y.gone IS NULL OR e.at <= y.gone) ORDER BY e.at, e.id LIMIT 1),
		y.title, (SELECT s.title FROM main.stories s WHERE s.id = y.story_id)),
		(SELECT s.title FROM temp.stories s WHERE s.id = y.story_id))
	ELSE y.title END AS title,
	y.first_seen, CASE WHEN y.gone <= :at THEN y.gone END AS gone
FROM main.appearances y WHERE y.first_seen <= :at`

// The HTML of a cluster has no history of its own; its past values are
// unknown.
func viewOfItems() string {
	return `
CREATE TEMP VIEW items AS SELECT i.id, i.feed_id, i.key, i.guid,
	` + itemFieldAsOf("link") + `, i.related, ` + itemFieldAsOf("title") + `, ` + itemFieldAsOf("published") + `, i.published_raw, i.updated, i.updated_raw,
	` + itemFieldAsOf("author") + `, ` + itemFieldAsOf("summary") + `, CASE WHEN i.cluster = 1 THEN '' ELSE ` + strings.TrimSuffix(itemFieldAsOf("content"), " AS content") + ` END AS content,
	coalesce((SELECT t.text FROM main.past_texts t JOIN main.edits e ON e.text_id = t.id
		WHERE t.item_id = i.id AND e.at > :at ORDER BY e.at, e.id LIMIT 1), i.text) AS text,
	` + itemFieldAsOf("image") + `, i.language, i.cluster, i.continues, i.chain, i.fetched, i.first_seen,
	min(coalesce(i.last_seen, (SELECT f.succeeded FROM main.feeds f WHERE f.id = i.feed_id), i.first_seen), :at) AS last_seen
FROM main.items i WHERE i.first_seen <= :at`
}

const viewOfRevisions = `
CREATE TEMP VIEW revisions AS SELECT v.id, v.item_id, v.story_id, v.field, v.value,
	coalesce((SELECT max(e.at) FROM main.edits e WHERE e.revision_id = v.id AND e.at <= :at), v.replaced) AS replaced
FROM main.revisions v WHERE v.replaced <= :at OR EXISTS (SELECT 1 FROM main.edits e WHERE e.revision_id = v.id AND e.at <= :at)`

const viewsOfNotes = `
CREATE TEMP VIEW story_texts AS SELECT * FROM main.story_texts WHERE added <= :at;
CREATE TEMP VIEW page_texts AS SELECT id, story_id, page, url, fetched, min(seen, :at) AS seen, reader, kind, reason, headline, byline, section,
	language, canonical, image, published, modified, paywalled, stands, hash, captions, text, html FROM main.page_texts WHERE fetched <= :at;
CREATE TEMP VIEW page_fetches AS SELECT * FROM main.page_fetches WHERE at <= :at;
CREATE TEMP VIEW story_tags AS SELECT * FROM main.story_tags WHERE added IS NULL OR added <= :at;
CREATE TEMP VIEW marks AS SELECT * FROM main.marks WHERE at <= :at;
CREATE TEMP VIEW read_upto AS SELECT * FROM main.read_upto WHERE moment <= :at;
CREATE TEMP VIEW read_lists AS SELECT * FROM main.read_lists WHERE moment <= :at;
CREATE TEMP VIEW item_tags AS SELECT * FROM main.item_tags WHERE added IS NULL OR added <= :at;
CREATE TEMP VIEW enclosures AS SELECT item_id, position, url, type, length, duration, title, added,
	CASE WHEN gone <= :at THEN gone END AS gone FROM main.enclosures WHERE added IS NULL OR added <= :at;
CREATE TEMP VIEW item_people AS SELECT item_id, position, role, name, email, url, added,
	CASE WHEN gone <= :at THEN gone END AS gone FROM main.item_people WHERE added IS NULL OR added <= :at;
CREATE TEMP VIEW item_texts AS SELECT item_id, position, kind, html, text, added,
	CASE WHEN gone <= :at THEN gone END AS gone FROM main.item_texts WHERE added IS NULL OR added <= :at;
CREATE TEMP VIEW posts AS SELECT * FROM main.posts WHERE imported <= :at;
CREATE TEMP VIEW edits AS SELECT * FROM main.edits WHERE at <= :at;
CREATE TEMP VIEW past_texts AS SELECT * FROM main.past_texts t
	WHERE EXISTS (SELECT 1 FROM main.edits e WHERE e.text_id = t.id AND e.at <= :at);
CREATE TEMP VIEW moves AS SELECT * FROM main.moves WHERE at <= :at;
CREATE TEMP VIEW past_dates AS SELECT * FROM main.past_dates WHERE at <= :at;
CREATE TEMP VIEW fetches AS SELECT * FROM main.fetches WHERE at <= :at`

const viewOfSameAs = `
CREATE TEMP VIEW same_as AS SELECT * FROM main.same_as WHERE since <= :at`

// When a story has changed its root since, a table is faster than a view.
const tableOfSameAs = `
CREATE TEMP TABLE same_as (story_id INTEGER PRIMARY KEY, root_id INTEGER NOT NULL, reason TEXT, since TEXT);
INSERT OR IGNORE INTO same_as SELECT story_id, root_id, reason, since FROM main.past_same_as WHERE since <= :at AND at > :at ORDER BY at;
INSERT OR IGNORE INTO same_as SELECT story_id, root_id, reason, since FROM main.same_as WHERE since <= :at;
CREATE INDEX temp.same_as_root_then ON same_as (root_id)`

// itemFieldAsOf is the column of an item's field at the moment.
func itemFieldAsOf(field string) string {
	return `coalesce((SELECT v.value FROM main.revisions v JOIN main.edits e ON e.revision_id = v.id
		WHERE v.item_id = i.id AND v.story_id IS NULL AND v.field = '` + field + `' AND e.at > :at ORDER BY e.at, e.id LIMIT 1), i.` + field + `) AS ` + field
}
