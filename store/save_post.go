package store

import (
	"database/sql"
	"os"
	"path/filepath"
	"slices"

	"newsarchive/internal/news"
)

// A post is identified by its site and the path within it, or it is an item of
// a feed, identified by feed and link or guid, unless another file is that
// item. An identical file with the same path in another root is the same post:
// the site has moved.

// postKey is the key of an item that is identified only by its file.
func postKey(p *news.Post) string { return "post:" + p.Site + ":" + p.SitePath }

// resolvePost finds the item of a post, or chooses the key of a new one. The
// item may belong to another feed than the post's source names.
func (v *saver) resolvePost(e *docEntry) error {
	e.resolved = true
	item, err := v.postItem(e)
	if err != nil {
		return err
	}
	if item != 0 {
		row, err := v.itemBy(`id = ?`, item)
		if err != nil {
			return err
		}
		var feed int64
		if _, err := v.get(`SELECT feed_id FROM items WHERE id = ?`, []any{item}, &feed); err != nil {
			return err
		}
		e.item, e.key = item, row.key
		return v.useFeed(feed)
	}
	if e.Feed.URL == news.LocalFeed || e.link == "" && e.GUID == "" {
		e.key = postKey(e.Post)
		return nil
	}
	row, err := v.findItem(e)
	if err != nil || row == nil {
		return err
	}
	other, err := v.ids(`SELECT 1 FROM posts WHERE item_id = ? LIMIT 1`, row.ID)
	if len(other) == 0 {
		e.item = row.ID
		return err
	}
	e.key = postKey(e.Post)
	return err
}

// postItem returns the item that a file was imported as before; 0 if there is
// none.
func (v *saver) postItem(e *docEntry) (item int64, err error) {
	p := e.Post
	known, err := v.get(`SELECT item_id FROM post_files WHERE path = ? AND site = ?`, []any{p.SitePath, p.Site}, &item)
	if err != nil {
		return 0, err
	}
	if known {
		return v.postItemUnlessParted(item, p)
	}
	if known, err := v.get(`SELECT id FROM items WHERE feed_id = ? AND key = ?`, []any{v.feed.id, postKey(p)}, &item); err != nil || known {
		return item, err
	}
	same, err := v.ids(`SELECT f.item_id FROM post_files f WHERE (f.path = ?1 OR f.path = ?2 AND f.site = '')
		AND ?3 IS (SELECT raw FROM posts p WHERE p.item_id = f.item_id ORDER BY id DESC LIMIT 1) ORDER BY f.item_id LIMIT 1`,
		p.SitePath, p.Path, rawBlob(p.Raw))
	if err != nil || len(same) > 0 {
		return slices.Concat(same, []int64{0})[0], err
	}
	// Version 1 stored no site: take the only file with this path if its headline is alike.
	old, err := v.ids(`SELECT DISTINCT item_id FROM post_files WHERE path = ? AND site = '' LIMIT 2`, p.Path)
	if err != nil || len(old) != 1 {
		return 0, err
	}
	title, err := v.headlineOf(old[0])
	if err != nil || !alike(title, e.Headline()) {
		return 0, err
	}
	return old[0], nil
}

// postItemUnlessParted returns the item of a file. It returns 0 if the item
// also came from an identical file of another site that still exists, and this
// file has changed: then the two are different posts.
func (v *saver) postItemUnlessParted(item int64, p *news.Post) (int64, error) {
	same, err := v.ids(`SELECT 1 WHERE ?2 IS (SELECT raw FROM posts WHERE item_id = ?1 ORDER BY id DESC LIMIT 1)`, item, rawBlob(p.Raw))
	if err != nil || len(same) > 0 {
		return item, err
	}
	parted := false
	err = v.each(`SELECT site, path FROM post_files WHERE item_id = ? AND site NOT IN ('', ?)`, []any{item, p.Site}, func(r *sql.Rows) error {
		var site, path string
		err := r.Scan(&site, &path)
		if _, missing := os.Stat(filepath.Join(site, filepath.FromSlash(path))); missing == nil && filepath.IsAbs(site) {
			parted = true
		}
		return err
	})
	if err != nil || !parted {
		return item, err
	}
	_, err = v.exec(`DELETE FROM post_files WHERE path = ? AND site = ?`, p.SitePath, p.Site)
	return 0, err
}

// savePosts adds the files that the item was imported from, unless they are
// stored already.
func (v *saver) savePosts(item int64, it *news.Item) error {
	if it.Post == nil {
		return nil
	}
	if it.Post.Imported.IsZero() {
		return v.savePost(item, it.Post)
	}
	known := map[news.Post]int{} // file → number of stored copies
	err := v.each(`SELECT path, raw, imported FROM posts WHERE item_id = ?`, []any{item}, func(r *sql.Rows) error {
		var p news.Post
		var imported stamp
		err := r.Scan(&p.Path, &p.Raw, &imported)
		p.Imported = imported.time()
		known[p]++
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range slices.Concat(it.EarlierPosts, []news.Post{*it.Post}) {
		if known[p]--; known[p] >= 0 {
			continue
		}
		at := p.Imported
		if at.IsZero() {
			at = v.now
		}
		if _, err := v.exec(`INSERT INTO posts (item_id, path, raw, imported) VALUES (?, ?, ?, ?)`,
			item, p.Path, rawBlob(p.Raw), stamp(at)); err != nil {
			return err
		}
		if err := v.savePostFile(item, "", p.Path); err != nil {
			return err
		}
	}
	return nil
}

// savePost adds one file unless it equals the newest stored version.
func (v *saver) savePost(item int64, p *news.Post) error {
	_, err := v.exec(`INSERT INTO posts (item_id, path, raw, imported)
		SELECT ?1, coalesce((SELECT path FROM posts WHERE item_id = ?1 ORDER BY path = ?2 DESC, id DESC LIMIT 1), ?2), ?3, ?4
		WHERE ?3 IS NOT (SELECT raw FROM posts WHERE item_id = ?1 ORDER BY id DESC LIMIT 1)`,
		item, p.Path, rawBlob(p.Raw), stamp(v.now))
	if err != nil || !p.Located() {
		return err
	}
	return v.savePostFile(item, p.Site, p.SitePath)
}

// savePostFile records which file an item comes from.
func (v *saver) savePostFile(item int64, site, path string) error {
	_, err := v.exec(`INSERT INTO post_files (path, site, item_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, path, site, item)
	return err
}
