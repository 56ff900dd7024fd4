package store

import (
	"database/sql"
	"slices"

	"newsarchive/internal/news"
)

// keepFile leaves to an item what its own file said, as its versions have it,
// and takes from it what only others said. What neither said stays, and so does
// what a fetch has said.
func (v *saver) keepFile(item int64, f PostFile, own []news.Item, others []*news.Item) error {
	row, err := v.itemBy(`id = ?`, item)
	if err != nil {
		return err
	}
	var feed int64
	if _, err := v.get(`SELECT feed_id FROM items WHERE id = ?`, []any{item}, &feed); err != nil {
		return err
	}
	if err := v.useFeed(feed); err != nil {
		return err
	}
	k := keeping{saver: v, row: row, others: others}
	for i := range own {
		k.own = append(k.own, &own[i])
	}
	steps := []func() error{func() error { return k.files(f) }, k.revisions, k.texts}
	if !row.fetched {
		steps = []func() error{func() error { return k.files(f) }, k.fields, k.revisions, k.texts, k.tags, k.more, k.appearances, k.story}
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return v.touchItem(item)
}

// keeping takes from an item what other files said.
type keeping struct {
	*saver
	row         *itemRow
	own, others []*news.Item // of every version, the oldest first
}

// said reports whether any of these items has a value.
func said(items []*news.Item, get func(*news.Item) string, value string) bool {
	return slices.ContainsFunc(items, func(it *news.Item) bool { return get(it) == value })
}

// newest returns the last value that was given, empty if none was.
func newest(items []*news.Item, get func(*news.Item) string) string {
	for _, it := range slices.Backward(items) {
		if value := get(it); value != "" {
			return value
		}
	}
	return ""
}

// settled returns what a field is to be that has a value: what the item's own
// file says of it, else the value, unless another file said that.
func (k *keeping) settled(value string, get func(*news.Item) string) string {
	now := newest(k.own, get)
	if now == "" && !said(k.others, get, value) {
		return value
	}
	return now
}

// unknown reports whether a value that gave way to another is not in any of
// the files, so that it must be kept.
func (k *keeping) unknown(was, now string, get func(*news.Item) string) bool {
	return was != "" && was != now && !said(k.own, get, was) && !said(k.others, get, was)
}

// files keeps the versions of the item's own file.
func (k *keeping) files(f PostFile) error {
	var rows []int64
	for _, p := range f {
		rows = append(rows, p.row)
		if _, err := k.exec(`UPDATE posts SET path = ? WHERE id = ?`, p.Path, p.row); err != nil {
			return err
		}
	}
	_, err := k.exec(`DELETE FROM posts WHERE item_id = ? AND id NOT IN (SELECT value FROM json_each(?))`, k.row.ID, array(rows))
	return err
}

// revised are the fields of an item that have revisions, by name.
func revised() map[string]func(*news.Item) string {
	return map[string]func(*news.Item) string{
		"title":     func(it *news.Item) string { return it.Title },
		"summary":   func(it *news.Item) string { return it.Summary },
		"content":   func(it *news.Item) string { return it.Content },
		"link":      func(it *news.Item) string { return it.Link },
		"author":    func(it *news.Item) string { return it.Author },
		"image":     func(it *news.Item) string { return it.Image },
		"published": func(it *news.Item) string { return it.Published.String() },
	}
}

// fields sets the item's own fields as its file has them.
func (k *keeping) fields() error {
	row := k.row
	get := revised()
	for name, field := range map[string]*string{
		"title": &row.Title, "summary": &row.Summary, "content": &row.Content, "link": &row.Link, "author": &row.Author, "image": &row.Image,
	} {
		was := *field
		*field = k.settled(was, get[name])
		if k.unknown(was, *field, get[name]) {
			if _, err := k.remember(row.ID, 0, name, was); err != nil {
				return err
			}
		}
	}
	was := row.Text
	row.Text = k.settled(was, textOf)
	if k.unknown(was, row.Text, textOf) {
		if err := k.saveEarlierText(row.ID, was); err != nil {
			return err
		}
	}
	row.Related = k.settled(row.Related, func(it *news.Item) string { return it.Related })
	row.Language = k.settled(row.Language, func(it *news.Item) string { return it.Language })
	row.Published, row.PublishedRaw, row.Updated, row.UpdatedRaw = news.Date{}, "", news.Date{}, ""
	row.Cluster = false
	for _, it := range k.own {
		if it.PublishedRaw != "" {
			row.Published, row.PublishedRaw = it.Published, it.PublishedRaw
		}
		if it.UpdatedRaw != "" {
			row.Updated, row.UpdatedRaw = it.Updated, it.UpdatedRaw
		}
		row.Cluster = row.Cluster || it.Cluster
	}
	_, err := k.exec(`UPDATE items SET link = ?, related = ?, title = ?, published = ?, published_raw = ?, updated = ?,
		updated_raw = ?, author = ?, summary = ?, content = ?, text = ?, image = ?, language = ?, cluster = ?, served_all = NULL WHERE id = ?`,
		row.Link, row.Related, row.Title, row.Published, row.PublishedRaw, row.Updated,
		row.UpdatedRaw, row.Author, row.Summary, row.Content, row.Text, row.Image, row.Language, row.Cluster, row.ID)
	return err
}

func textOf(it *news.Item) string { return it.Text }

func storyTitle(it *news.Item) string {
	if len(it.Stories) == 0 {
		return ""
	}
	return it.Stories[0].Title
}

// revisions removes the earlier values that were another file's, or are the
// item's present ones.
func (k *keeping) revisions() error {
	get := revised()
	var gone []int64
	err := k.each(`SELECT id, story_id IS NOT NULL, field, value FROM revisions WHERE item_id = ?`, []any{k.row.ID}, func(r *sql.Rows) error {
		var id int64
		var story bool
		var field, value string
		err := r.Scan(&id, &story, &field, &value)
		of := get[field]
		if story {
			of = storyTitle
		}
		if of == nil {
			return err
		}
		present := !k.row.fetched && value == newest(k.own, of)
		if present || said(k.others, of, value) && !said(k.own, of, value) {
			gone = append(gone, id)
		}
		return err
	})
	if err == nil && len(gone) > 0 {
		_, err = k.exec(`DELETE FROM revisions WHERE id IN (SELECT value FROM json_each(?))`, array(gone))
	}
	return err
}

// texts removes the earlier plain texts in the same way.
func (k *keeping) texts() error {
	var gone []int64
	err := k.each(`SELECT id, text FROM past_texts WHERE item_id = ?`, []any{k.row.ID}, func(r *sql.Rows) error {
		var id int64
		var text string
		err := r.Scan(&id, &text)
		if text == k.row.Text || said(k.others, textOf, text) && !said(k.own, textOf, text) {
			gone = append(gone, id)
		}
		return err
	})
	if err == nil && len(gone) > 0 {
		_, err = k.exec(`DELETE FROM past_texts WHERE id IN (SELECT value FROM json_each(?))`, array(gone))
	}
	return err
}

// tags removes the tags that only other files give.
func (k *keeping) tags() error {
	for _, other := range k.others {
		for _, tag := range other.Tags {
			if slices.ContainsFunc(k.own, func(it *news.Item) bool { return slices.Contains(it.Tags, tag) }) {
				continue
			}
			if _, err := k.exec(`DELETE FROM item_tags WHERE item_id = ? AND tag = ?`, k.row.ID, tag); err != nil {
				return err
			}
		}
	}
	return nil
}

// more gives the item its own file's enclosures, people and texts in the place
// of another's.
func (k *keeping) more() error {
	now := k.own[len(k.own)-1].Details
	if k.row.element || k.row.detailsHash == now.Hash() ||
		!slices.ContainsFunc(k.others, func(it *news.Item) bool { return it.Hash() == k.row.detailsHash }) {
		return nil
	}
	for _, statement := range []string{
		`DELETE FROM enclosures WHERE item_id = ?`, `DELETE FROM item_people WHERE item_id = ?`,
		`DELETE FROM item_texts WHERE item_id = ?`, `DELETE FROM item_details WHERE item_id = ?`,
	} {
		if _, err := k.exec(statement, k.row.ID); err != nil {
			return err
		}
	}
	if err := k.insertDetails(k.row.ID, &now); err != nil {
		return err
	}
	_, err := k.exec(`UPDATE items SET more = ? WHERE id = ?`, now.Hash(), k.row.ID)
	return err
}
