package store

import (
	"database/sql"
	"encoding/json"
	"maps"
	"slices"
)

func (r *entryReader) itemIDs() (string, error) {
	ids := slices.Sorted(maps.Keys(r.items))
	if ids == nil {
		ids = []int64{}
	}
	list, err := json.Marshal(ids)
	return string(list), err
}

// texts adds what the items that are about one story say of it, the language
// of its feed where it has none, and their chain.
func (r *entryReader) texts() error {
	list, err := r.itemIDs()
	if err != nil {
		return err
	}
	said := make(map[int][]string, len(r.entries)) // what each entry's text holds
	return r.query(`SELECT i.id, CASE i.cluster WHEN 0 THEN i.text ELSE '' END, f.language, coalesce(i.chain, i.id)
		FROM json_each(?) j JOIN items i ON i.id = j.value JOIN feeds f ON f.id = i.feed_id`,
		func(rows *sql.Rows) error {
			var item, chain int64
			var text, language string
			if err := rows.Scan(&item, &text, &language, &chain); err != nil {
				return err
			}
			for _, at := range r.items[item] {
				e := &r.entries[at]
				e.Chain = max(e.Chain, chain)
				if e.Language == "" {
					e.Language = language
				}
				if said[at] == nil {
					said[at] = []string{e.Text}
				}
				if text != "" && !slices.Contains(said[at], text) {
					said[at] = append(said[at], text)
					if e.Text != "" {
						e.Text += "\n"
					}
					e.Text += text
				}
			}
			return nil
		}, list)
}

// tags adds the items' tags and your own.
func (r *entryReader) tags() error {
	list, err := r.itemIDs()
	if err != nil {
		return err
	}
	err = r.query(`SELECT t.item_id, t.tag FROM json_each(?) j JOIN item_tags t ON t.item_id = j.value ORDER BY t.item_id, t.position`,
		func(rows *sql.Rows) error {
			var item int64
			var tag string
			err := rows.Scan(&item, &tag)
			for _, i := range r.items[item] {
				appendNewTo(&r.entries[i].Tags, tag)
			}
			return err
		}, list)
	if err != nil {
		return err
	}
	return r.query(`WITH member (root, id) AS (
			SELECT value, value FROM json_each(?1)
			UNION ALL SELECT root_id, story_id FROM json_each(?1) JOIN same_as ON root_id = value)
		SELECT m.root, t.tag FROM member m JOIN story_tags t ON t.story_id = m.id ORDER BY t.tag`,
		func(rows *sql.Rows) error {
			var story int64
			var tag string
			err := rows.Scan(&story, &tag)
			if i, ok := r.at[story]; ok {
				appendNewTo(&r.entries[i].Tags, tag)
			}
			return err
		}, r.ids)
}

// revisions adds the headlines that a story, or the stories beside it, had
// before.
func (r *entryReader) revisions() error {
	list, err := r.itemIDs()
	if err != nil {
		return err
	}
	return r.query(`SELECT v.item_id, coalesce(a.root_id, v.story_id, 0), v.field, v.value FROM json_each(?) j
		JOIN revisions v ON v.item_id = j.value LEFT JOIN same_as a ON a.story_id = v.story_id ORDER BY v.id`,
		func(rows *sql.Rows) error {
			var item, story int64
			var field, value string
			if err := rows.Scan(&item, &story, &field, &value); err != nil {
				return err
			}
			for _, i := range r.items[item] {
				e := &r.entries[i]
				if story != 0 && field == "title" {
					e.headline(value)
				}
				own := story == e.ID || story == 0 && e.ClusterSize == 1
				e.flag("has-revisions", own)
				e.flag("edited", own && field != "published")
			}
			return nil
		}, list)
}

// appendNewTo appends a value that is not there yet.
func appendNewTo[T comparable](all *[]T, value T) {
	if !slices.Contains(*all, value) {
		*all = append(*all, value)
	}
}
