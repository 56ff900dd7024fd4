package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Value is one value of a facet and the number of stories that have it.
type Value struct {
	Value string `json:"value"`
	Count int    `json:"count"`
	// Key is what names the value in a query where its text does not: the number
	// of a feed. It may be empty.
	Key string `json:"-"`
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
		column = feedLabel
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
