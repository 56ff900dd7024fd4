package doctor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/internal/pages"
	"newsarchive/store"
)

// restoredPages is how pages.db is restored. Texts refer to pages by number, so
// the file must be of the same archive as the database.
type restoredPages struct {
	dir  string
	keep bool   // the one that is there has all pages that the restored database refers to
	part string // the folder with the copy of the backup's; "": it has none
}

// preparePages decides what becomes of the pages.db in the folder, and copies the
// backup's into the folder if that is needed. temp is the database that is to be
// restored.
func preparePages(ctx context.Context, dir, backup, temp string) (r restoredPages, err error) {
	r.dir = dir
	wanted, err := store.PageRefsOf(ctx, temp)
	if err != nil {
		return r, err
	}
	if r.keep, err = hasPages(ctx, dir, wanted); err != nil || r.keep {
		return r, err
	}
	file := pagesFile(backup)
	if !isThere(file) {
		return r, nil
	}
	if err := checkSum(ctx, file); err != nil {
		return r, err
	}
	if r.part, err = os.MkdirTemp(dir, partPrefix+"*.part"); err != nil {
		return r, err
	}
	if err := copyFile(ctx, file, filepath.Join(r.part, pages.File)); err != nil {
		return r, err
	}
	return r, verifyPages(ctx, r.part)
}

// hasPages reports whether the pages.db in a folder is whole and has pages.
func hasPages(ctx context.Context, dir string, wanted []news.PageRef) (bool, error) {
	if !isThere(archive.PagesPath(dir)) {
		return false, nil
	}
	db, err := pages.Open(ctx, dir)
	if errors.Is(err, pages.ErrDamaged) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer db.Close() //nolint:errcheck // nothing was written
	if err := db.Verify(ctx); errors.Is(err, pages.ErrDamaged) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	have, err := db.Refs(ctx)
	if err != nil {
		return false, err
	}
	missing, _ := differ(slices.Compact(wanted), have)
	return len(missing) == 0, nil
}

// moveAside puts the pages.db of the folder aside, unless it is kept, before the
// database is replaced: no database ever has the pages of another one.
func (r restoredPages) moveAside(at time.Time) (replaced string, err error) {
	path := archive.PagesPath(r.dir)
	if r.keep || !isThere(path) {
		return "", nil
	}
	replaced = asideName(path, at)
	if err := moveAside(path, replaced); err != nil {
		return "", fmt.Errorf("put the old pages aside: %w", err)
	}
	return replaced, syncPath(r.dir)
}

// putBack undoes moveAside, when the database could not be replaced.
func (r restoredPages) putBack(replaced string) error {
	if replaced == "" {
		return nil
	}
	return os.Rename(replaced, archive.PagesPath(r.dir))
}

// place puts the backup's pages.db in place, after the database.
func (r restoredPages) place() error {
	if r.part == "" {
		return nil
	}
	if err := os.Rename(filepath.Join(r.part, pages.File), archive.PagesPath(r.dir)); err != nil {
		return fmt.Errorf("put the pages in place: %w", err)
	}
	return syncPath(r.dir)
}

// clean removes what a restore that ended early has left.
func (r restoredPages) clean() {
	if r.part != "" {
		_ = os.RemoveAll(r.part)
	}
}

func copyFile(ctx context.Context, file, to string) error {
	from, err := os.Open(file)
	if err != nil {
		return err
	}
	defer from.Close() //nolint:errcheck // read only
	w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, _, err = copySum(ctx, w, from, nil)
	if err = errors.Join(err, w.Sync(), w.Close()); err != nil {
		return fmt.Errorf("copy %s: %w", file, err)
	}
	return nil
}
