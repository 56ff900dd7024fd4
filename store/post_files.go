package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"
)

// PostVersion is a post's file as it was read once.
type PostVersion struct {
	Path, Raw string
	Imported  time.Time
	row       int64 // of posts
}

// PostFile is a post's file: its different versions, the oldest first.
type PostFile []PostVersion

// MergedItem is an item to which several files belong.
type MergedItem struct {
	ID    int64
	Files []PostFile // the one that was read first is the item's own
}

// MergedPosts returns the items to which several files belong: version 1 knew
// posts by their links or titles, and put different files together.
func (s *Store) MergedPosts(ctx context.Context) (all []MergedItem, err error) {
	ids, err := queryIDs(ctx, s.read, `SELECT item_id FROM posts GROUP BY item_id HAVING count(DISTINCT path) > 1 ORDER BY item_id`)
	if err != nil {
		return nil, fmt.Errorf("look for merged posts: %w", err)
	}
	for _, id := range ids {
		var versions []PostVersion
		err := queryRows(ctx, s.read, func(rows *sql.Rows) (err error) {
			versions, err = appendVersion(versions, rows)
			return err
		}, selectVersions, id)
		if err != nil {
			return nil, fmt.Errorf("read the posts of item %d: %w", id, err)
		}
		if files := filesOf(versions); len(files) > 1 {
			all = append(all, MergedItem{ID: id, Files: files})
		}
	}
	return all, nil
}

const selectVersions = `SELECT id, path, raw, imported FROM posts WHERE item_id = ? ORDER BY id`

func appendVersion(all []PostVersion, rows *sql.Rows) ([]PostVersion, error) {
	var p PostVersion
	var imported stamp
	err := rows.Scan(&p.row, &p.Path, &p.Raw, &imported)
	p.Imported = imported.time()
	return append(all, p), err
}

// filesOf tells the files apart that the versions of an item's posts are of,
// in the order in which each was first read. Files under different paths are
// different, unless they are one that was imported from two folders. Bytes that
// were read before are a version of the file that had them.
func filesOf(versions []PostVersion) (files []PostFile) {
	owner := map[string]string{} // of bytes: a path
	at := map[string]int{}       // of a path: its place in files
	for _, p := range versions {
		if path, known := owner[p.Raw]; known {
			p.Path = path
		}
		owner[p.Raw] = p.Path
		i, known := at[p.Path]
		if !known {
			i = slices.IndexFunc(files, func(f PostFile) bool { return f.alsoAt(p, versions) })
			if i < 0 {
				i, files = len(files), append(files, nil)
			}
			at[p.Path] = i
		}
		if f := files[i]; len(f) == 0 || f[len(f)-1].Raw != p.Raw {
			files[i] = append(f, p)
		}
	}
	return files
}

// alsoAt reports whether a file and one under another path are the same, read
// from two folders: one path is the end of the other, their texts are alike, and
// no import has read both.
func (f PostFile) alsoAt(p PostVersion, versions []PostVersion) bool {
	last := f[len(f)-1]
	if !strings.HasSuffix(last.Path, "/"+p.Path) && !strings.HasSuffix(p.Path, "/"+last.Path) || !alike(last.Raw, p.Raw) {
		return false
	}
	read := map[time.Time]bool{} // when the one was
	for _, v := range versions {
		if v.Path == last.Path {
			read[v.Imported] = true
		}
	}
	return !slices.ContainsFunc(versions, func(v PostVersion) bool { return v.Path == p.Path && read[v.Imported] })
}

// locations takes from an item the places by which its files are known, and
// returns those of each file; what cannot be told stays with the first.
func (v *saver) locations(item int64, files []PostFile) (places [][]location, err error) {
	places = make([][]location, len(files))
	err = v.each(`SELECT site, path FROM post_files WHERE item_id = ?`, []any{item}, func(r *sql.Rows) error {
		var l location
		err := r.Scan(&l.site, &l.path)
		i := nearestFile(files, l.path)
		places[i] = append(places[i], l)
		return err
	})
	for _, l := range slices.Concat(places[1:]...) {
		if err == nil {
			_, err = v.exec(`DELETE FROM post_files WHERE path = ? AND site = ? AND item_id = ?`, l.path, l.site, item)
		}
	}
	return places, err
}

// location is where a file lies: a row of post_files.
type location struct{ site, path string }

// nearestFile returns the file whose path has the most folders in common with
// a path, from its end.
func nearestFile(files []PostFile, path string) (nearest int) {
	most := 0
	for i, f := range files {
		for _, p := range f {
			if n := commonEnd(p.Path, path); n > most || n == most && p.Path == path {
				nearest, most = i, n
			}
		}
	}
	return nearest
}

// commonEnd counts the parts that two paths have in common, from their ends.
func commonEnd(a, b string) (n int) {
	one, other := strings.Split(a, "/"), strings.Split(b, "/")
	for n < len(one) && n < len(other) && one[len(one)-1-n] == other[len(other)-1-n] {
		n++
	}
	return n
}
