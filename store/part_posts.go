package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// ErrNotParted means that something which version 1 put together cannot be
// parted; the error says why. It stays as it is.
var ErrNotParted = errors.New("it cannot be parted")

// ReadPost reads the item of a post's file, as an import does.
type ReadPost func(raw, path string) (news.Item, error)

// PartPosts parts an item to which several files belong, in one transaction:
// the file that was read first keeps the item and its ids, and each other
// becomes an item of its own, with its earlier versions, as if each had been
// imported on its day by today's rules. It returns how many items that brought;
// 0 when the item has one file. The error wraps [ErrNotParted] when a file can no
// longer be read as an item, or was pruned.
func (s *Store) PartPosts(ctx context.Context, item int64, read ReadPost, at time.Time) (brought int, err error) {
	err = s.transact(ctx, fmt.Sprintf("part the posts of item %d", item), at, func(v *saver) error {
		var versions []PostVersion
		err := v.each(selectVersions, []any{item}, func(r *sql.Rows) (err error) {
			versions, err = appendVersion(versions, r)
			return err
		})
		if err != nil {
			return err
		}
		files := filesOf(versions)
		if len(files) < 2 {
			return nil
		}
		brought = len(files) - 1
		if err := v.partPosts(item, files, read); err != nil {
			if !fatal(err) && !errors.Is(err, ErrNotParted) {
				err = fmt.Errorf("%w: %w", ErrNotParted, err)
			}
			return err
		}
		v.now = at
		return v.logChanges()
	})
	return brought, err
}

func (v *saver) partPosts(item int64, files []PostFile, read ReadPost) error {
	said := make([][]news.Item, len(files))
	var others []*news.Item
	for i, f := range files {
		for _, p := range f {
			it, err := read(p.Raw, p.Path)
			if err != nil {
				return fmt.Errorf("%w: %w", ErrNotParted, err)
			}
			said[i] = append(said[i], it)
		}
		for k := range said[i] {
			if i > 0 {
				others = append(others, &said[i][k])
			}
		}
	}
	places, err := v.locations(item, files)
	if err != nil {
		return err
	}
	if err := v.keepFile(item, files[0], said[0], others); err != nil {
		return err
	}
	for i := 1; i < len(files); i++ {
		if err := v.newFile(files[i], said[i], places[i]); err != nil {
			return fmt.Errorf("%s: %w", files[i][0].Path, err)
		}
	}
	return nil
}

// newFile saves a file that was part of another's item, each version as of the
// time when it was read.
func (v *saver) newFile(f PostFile, said []news.Item, places []location) error {
	var e docEntry
	at := location{path: f[0].Path}
	for _, l := range places {
		if l.site != "" {
			at = l
		}
	}
	for i := range f {
		it := &said[i]
		v.now = f[i].Imported
		bareFeed(it)
		it.Post = &news.Post{Path: f[i].Path, Raw: it.Post.Raw, Site: at.site, SitePath: at.path}
		v.faults = repairItem(it)
		if i == 0 {
			if err := v.settleNew(&e, it); err != nil {
				return err
			}
		}
		e.Item = it
		id, err := v.saveItem(e)
		if err == nil && id == 0 {
			err = fmt.Errorf("%w: it was pruned", ErrNotParted)
		}
		if err != nil {
			return err
		}
		e.item = id
		if err := v.keepFaults(e); fatal(err) {
			return err
		}
	}
	for _, l := range places {
		if err := v.savePostFile(e.item, l.site, l.path); err != nil {
			return err
		}
	}
	return nil
}

// settleNew gives a file that is to be an item of its own a key, or finds the
// item of a feed that it is and that has no file yet.
func (v *saver) settleNew(e *docEntry, it *news.Item) error {
	feed, err := v.importFeed(it.Feed)
	if err == nil {
		err = v.useFeed(feed)
	}
	if err == nil {
		*e, err = v.newDocEntry(it)
	}
	if err != nil {
		return err
	}
	e.resolved = true
	if it.Feed.URL != news.LocalFeed && (e.link != "" || e.GUID != "") {
		row, err := v.findItem(e)
		if err != nil {
			return err
		}
		if row != nil {
			taken, err := v.ids(`SELECT 1 FROM posts WHERE item_id = ? LIMIT 1`, row.ID)
			if err != nil {
				return err
			}
			if len(taken) == 0 {
				e.item, e.key = row.ID, row.key
				return nil
			}
		}
	}
	key := postKey(it.Post)
	e.key = key
	for n := 2; ; n++ {
		taken, err := v.ids(`SELECT 1 FROM items WHERE feed_id = ? AND key = ?`, v.feed.id, e.key)
		if err != nil || len(taken) == 0 {
			return err
		}
		e.key = fmt.Sprintf("%s~%d", key, n)
	}
}
