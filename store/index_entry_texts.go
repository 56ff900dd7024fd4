package store

import (
	"database/sql"
	"maps"
	"slices"
)

func (r *indexEntryReader) itemRanges() string { return idRanges(slices.Collect(maps.Keys(r.items))) }

// texts adds the present and earlier texts of items about one story, their
// authors and chain, and the feed's language where the story has none.
func (r *indexEntryReader) texts() error {
	err := r.query(`SELECT i.id, CASE i.cluster WHEN 0 THEN i.text ELSE '' END,
		CASE i.cluster WHEN 0 THEN i.author ELSE '' END, f.language, coalesce(i.chain, i.id)
		FROM json_each(?) j CROSS JOIN items i ON i.id BETWEEN j.value ->> 0 AND j.value ->> 1 CROSS JOIN feeds f ON f.id = i.feed_id`,
		func(rows *sql.Rows) error {
			var item, chain int64
			var text, author, language string
			if err := rows.Scan(&item, &text, &author, &language, &chain); err != nil {
				return err
			}
			for _, at := range r.items[item] {
				e := &r.entries[at]
				e.Chain = max(e.Chain, chain)
				r.author(at, author)
				if e.Language == "" {
					e.Language = language
				}
				r.sayNew(at, text)
			}
			return nil
		}, r.itemRanges())
	if err != nil {
		return err
	}
	return r.query(`SELECT t.item_id, t.text FROM json_each(?) j CROSS JOIN past_texts t ON t.item_id BETWEEN j.value ->> 0 AND j.value ->> 1
		ORDER BY t.id`, func(rows *sql.Rows) error {
		var item int64
		var text string
		err := rows.Scan(&item, &text)
		for _, at := range r.items[item] {
			r.sayNew(at, text)
		}
		return err
	}, r.itemRanges())
}

// tags adds the items' tags and your own.
func (r *indexEntryReader) tags() error {
	err := r.query(`SELECT t.item_id, t.tag FROM json_each(?) j CROSS JOIN item_tags t ON t.item_id BETWEEN j.value ->> 0 AND j.value ->> 1 ORDER BY t.item_id, t.position`,
		func(rows *sql.Rows) error {
			var item int64
			var tag string
			err := rows.Scan(&item, &tag)
			for _, i := range r.items[item] {
				r.add(&r.entries[i].Tags, tag)
			}
			return err
		}, r.itemRanges())
	if err != nil || r.shared.others && !r.shared.tags {
		return err
	}
	return r.query(`SELECT t.story_id, t.tag
		FROM json_each(?1) j CROSS JOIN story_tags t ON t.story_id BETWEEN j.value ->> 0 AND j.value ->> 1
		UNION ALL SELECT a.root_id, t.tag
		FROM json_each(?1) j CROSS JOIN same_as a ON a.root_id BETWEEN j.value ->> 0 AND j.value ->> 1 CROSS JOIN story_tags t ON t.story_id = a.story_id
		ORDER BY 2`,
		func(rows *sql.Rows) error {
			var story int64
			var tag string
			err := rows.Scan(&story, &tag)
			if i, ok := r.at[story]; ok {
				r.add(&r.entries[i].Tags, tag)
			}
			return err
		}, r.ids)
}

// revisions adds the headlines that a story, or the stories beside it, had
// before.
func (r *indexEntryReader) revisions() error {
	headlines, bytes := map[int64]int{}, map[int64]int{} // of an item, what was given to the stories beside
	return r.query(`SELECT v.item_id, coalesce(a.root_id, v.story_id, 0), v.field, v.value FROM json_each(?) j
		CROSS JOIN revisions v ON v.item_id BETWEEN j.value ->> 0 AND j.value ->> 1 LEFT JOIN same_as a ON a.story_id = v.story_id ORDER BY v.id`,
		func(rows *sql.Rows) error {
			var item, story int64
			var field, value string
			if err := rows.Scan(&item, &story, &field, &value); err != nil {
				return err
			}
			headlines[item]++
			beside := headlines[item] <= maxNeighbourHeadlines && bytes[item] <= maxNeighbourBytes
			bytes[item] += len(value)
			for _, i := range r.items[item] {
				e := &r.entries[i]
				if story != 0 && field == "title" && (story == e.ID || beside) {
					r.headline(i, value)
				}
				own := story == e.ID || story == 0 && e.ClusterSize == 1
				e.AddFlag("has-revisions", own)
				e.AddFlag("edited", own && field != "published")
			}
			return nil
		}, r.itemRanges())
}

// appendNewTo appends a value unless the slice contains it.
func appendNewTo[T comparable](all *[]T, value T) {
	if !slices.Contains(*all, value) {
		*all = append(*all, value)
	}
}
