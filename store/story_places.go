package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Place is where a story appears: the latest item that links it or a story
// that is the same.
type Place struct {
	Item     int64
	GUID     string
	Chain    int64
	Position int
	Feeds    []string // the labels of all feeds that have it, the latest first
	Tags     []string // of its items
	Text     string   // the text of the latest item
}

// Places returns the place of each of the stories.
func (s *Store) Places(ctx context.Context, stories []int64) (map[int64]Place, error) {
	places := make(map[int64]Place, len(stories))
	const member = `WITH member (root, id) AS (
			SELECT value, value FROM json_each(?1)
			UNION SELECT a.root_id, a.story_id FROM json_each(?1) j JOIN same_as a ON a.root_id = j.value)
		`
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var root int64
		var p Place
		var feed string
		if err := rows.Scan(&root, &p.Item, &p.GUID, &p.Chain, &p.Position, &feed, &p.Text); err != nil {
			return err
		}
		if known, ok := places[root]; ok {
			p = known
		}
		appendNewTo(&p.Feeds, feed)
		places[root] = p
		return nil
	}, member+`SELECT m.root, i.id, i.guid, coalesce(i.chain, i.id), y.position, coalesce(f.name, nullif(f.title, ''), f.url), i.text
		FROM member m JOIN appearances y ON y.story_id = m.id JOIN items i ON i.id = y.item_id JOIN feeds f ON f.id = i.feed_id
		ORDER BY y.gone IS NOT NULL, i.id DESC`, array(stories))
	if err == nil {
		err = queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
			var root int64
			var tag string
			err := rows.Scan(&root, &tag)
			p := places[root]
			appendNewTo(&p.Tags, tag)
			places[root] = p
			return err
		}, member+`SELECT m.root, t.tag FROM member m JOIN appearances y ON y.story_id = m.id
			JOIN item_tags t ON t.item_id = y.item_id ORDER BY t.position`, array(stories))
	}
	if err != nil {
		return nil, fmt.Errorf("read where stories stand: %w", err)
	}
	return places, nil
}

// Span counts the clusters, publishers and days of some stories.
type Span struct {
	Clusters   int    `json:"clusters"`
	Publishers int    `json:"publishers"`
	First      string `json:"first"` // day
	Last       string `json:"last"`
}

// SpanOf counts the publishers and chains of stories and returns their first
// and last day. A story counts for its latest chain.
func (s *Store) SpanOf(ctx context.Context, stories []int64) (span Span, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		return rows.Scan(&span.Publishers, &span.First, &span.Last, &span.Clusters)
	}, `SELECT count(DISTINCT nullif(s.publisher, '')), coalesce(min(s.day), ''), coalesce(max(s.day), ''),
		(SELECT count(DISTINCT latest) FROM (SELECT max(coalesce(i.chain, i.id)) AS latest
			FROM (SELECT value AS root, value AS id FROM json_each(?1)
				UNION ALL SELECT a.root_id, a.story_id FROM json_each(?1) j JOIN same_as a ON a.root_id = j.value) m
			JOIN appearances y ON y.story_id = m.id JOIN items i ON i.id = y.item_id GROUP BY m.root))
		FROM json_each(?1) j JOIN stories s ON s.id = j.value`, array(stories))
	if err != nil {
		return Span{}, fmt.Errorf("count publishers and days: %w", err)
	}
	return span, nil
}

// Value is one value of a facet and the number of stories that have it.
type Value struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Facets returns the names that [Store.Facet] accepts.
func Facets() []string {
	return []string{"publisher", "feed", "tag", "lang", "site", "year", "month", "day"}
}

// Facet counts stories by the values of a facet and returns up to size of the
// most frequent ones. They are ordered by count; years, months and days are
// ordered by time.
func (s *Store) Facet(ctx context.Context, stories []int64, facet string, size int) (values []Value, err error) {
	const plain = `json_each(?1) j JOIN stories s ON s.id = j.value`
	column, from, order := "", plain, `2 DESC, 1`
	switch facet {
	case "publisher":
		column = `s.publisher`
	case "site":
		column = `s.site`
	case "lang":
		column = `s.language`
	case "feed":
		column = `coalesce(f.name, nullif(f.title, ''), f.url)`
		from = plain + ` JOIN appearances y ON y.story_id = s.id JOIN feeds f ON f.id = y.feed_id`
	case "tag":
		column, from = `t.tag`, `(SELECT j.value AS id, t.tag FROM json_each(?1) j JOIN appearances y ON y.story_id = j.value
			JOIN item_tags t ON t.item_id = y.item_id
			UNION SELECT j.value, t.tag FROM json_each(?1) j JOIN story_tags t ON t.story_id = j.value) t JOIN stories s ON s.id = t.id`
	case "year", "month", "day":
		column = fmt.Sprintf(`substr(s.day, 1, %d)`, map[string]int{"year": 4, "month": 7, "day": 10}[facet])
		order = `1`
	default:
		return nil, fmt.Errorf("unknown facet %q", facet)
	}
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var v Value
		err := rows.Scan(&v.Value, &v.Count)
		values = append(values, v)
		return err
	}, `SELECT * FROM (SELECT `+column+` AS v, count(DISTINCT s.id) FROM `+from+` WHERE `+column+` <> ''
		GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?2) ORDER BY `+order, array(stories), size)
	if err != nil {
		return nil, fmt.Errorf("count by %s: %w", facet, err)
	}
	return values, nil
}
