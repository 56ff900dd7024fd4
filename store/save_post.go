package store

import (
	"database/sql"
	"slices"
)

// posts keeps the files that the item was imported from, those that are not
// there already.
func (v *saver) posts(item int64, it *Item) error {
	if it.Post == nil {
		return nil
	}
	if it.Post.Imported.IsZero() {
		return v.post(item, it.Post)
	}
	known := map[Post]int{} // how often each is there
	err := v.each(`SELECT path, raw, imported FROM posts WHERE item_id = ?`, []any{item}, func(r *sql.Rows) error {
		var p Post
		var imported stamp
		err := r.Scan(&p.Path, &p.Raw, &imported)
		p.Imported = imported.time()
		known[p]++
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range slices.Concat(it.EarlierPosts, []Post{*it.Post}) {
		if known[p]--; known[p] >= 0 {
			continue
		}
		at := p.Imported
		if at.IsZero() {
			at = v.now
		}
		if _, err := v.exec(`INSERT INTO posts (item_id, path, raw, imported) VALUES (?, ?, ?, ?)`,
			item, p.Path, p.blob(), stamp(at)); err != nil {
			return err
		}
	}
	return nil
}

// post keeps one file, unless its newest version is there already.
func (v *saver) post(item int64, p *Post) error {
	_, err := v.exec(`INSERT INTO posts (item_id, path, raw, imported)
		SELECT ?1, ?2, ?3, ?4 WHERE ?3 IS NOT (SELECT raw FROM posts WHERE item_id = ?1 AND path = ?2 ORDER BY id DESC LIMIT 1)`,
		item, p.Path, p.blob(), stamp(v.now))
	return err
}
