package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"newsarchive/internal/archive"
	"newsarchive/internal/pages"
)

// pagesFile returns the path of a backup's pages.db.
func pagesFile(file string) string { return file + "." + pages.File }

// pages copies pages.db beside the backup, after the database: a page is kept
// before its text, so no text of the copy lacks its page.
func (b *Backup) pages(ctx context.Context, a *archive.Archive, dir, part string, o BackupOptions) error {
	wanted := !o.NoPages && isThere(archive.PagesPath(dir))
	if wanted && a.ReadOnly() {
		if err := readable(archive.PagesPath(dir)); errors.Is(err, fs.ErrPermission) {
			b.WithoutPages, wanted = err, false
		}
	}
	var err error
	b.Pages, err = beside(ctx, pagesFile(b.File), part, o.Force, wanted, func(temp string) error {
		db, err := openPages(ctx, dir, a.ReadOnly())
		if err != nil {
			return err
		}
		defer db.Close() //nolint:errcheck // nothing was written
		copied := filepath.Join(part, pages.File)
		stop := reportSize(copied, archive.DiskSize(archive.PagesPath(dir)), o.Progress)
		err = db.CopyTo(ctx, copied)
		stop()
		if err != nil {
			return err
		}
		if err := verifyPages(ctx, part); err != nil {
			return fmt.Errorf("the copy is damaged: %w", err)
		}
		return os.Rename(copied, temp)
	})
	return err
}

func readable(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return f.Close()
}

func openPages(ctx context.Context, dir string, readOnly bool) (*pages.DB, error) {
	if readOnly {
		return pages.OpenReadOnly(ctx, dir)
	}
	return pages.Open(ctx, dir)
}

// verifyPages checks the pages.db in a folder, to which nothing writes.
func verifyPages(ctx context.Context, dir string) error {
	db, err := pages.OpenReadOnly(ctx, dir)
	if err != nil {
		return err
	}
	return errors.Join(db.Verify(ctx), db.Close())
}
