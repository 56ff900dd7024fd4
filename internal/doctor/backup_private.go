package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"newsarchive/internal/private"
)

// privateFile returns the path of a backup's private.db.
func privateFile(file string) string { return file + "." + private.File }

// private copies private.db beside the backup, after the database, so that no
// feed of the copy lacks its secret.
func (b *Backup) private(ctx context.Context, dir, part string, o BackupOptions) (err error) {
	path := filepath.Join(dir, private.File)
	b.Private, err = beside(ctx, privateFile(b.File), part, o.Force, !o.NoPrivate && isThere(path), func(temp string) error {
		if err := private.CopyTo(ctx, path, temp); err != nil {
			return err
		}
		if err := private.Verify(ctx, temp); err != nil {
			return fmt.Errorf("the copy is damaged: %w", err)
		}
		return nil
	})
	return err
}

// restorePrivate merges the secrets of a backup, if it has any, into the
// private.db of a folder. Existing secrets are newer and are kept. A private.db
// that cannot be read is moved aside.
func restorePrivate(ctx context.Context, dir, backup string) (restored bool, err error) {
	file := privateFile(backup)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	want, err := readSum(file)
	if err != nil {
		return false, err
	}
	if sum, _, err := checksum(ctx, file); err != nil || want != "" && sum != want {
		return false, errors.Join(fmt.Errorf("%s: %w", file, ErrChecksum), err)
	}
	secrets, err := private.Load(ctx, file)
	if err != nil {
		return false, err
	}
	path := filepath.Join(dir, private.File)
	if err := private.Verify(ctx, path); err != nil {
		if err := moveAside(path, path+".replaced"); err != nil {
			return false, err
		}
	}
	db, err := private.Open(ctx, path)
	if err != nil {
		return false, err
	}
	return true, errors.Join(db.Merge(ctx, secrets), db.Close())
}
