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

// privateFile is where the secrets of a backup lie.
func privateFile(file string) string { return file + "." + private.File }

// private copies private.db beside the backup, after the database was
// copied, so that no feed in that copy lacks its secret. It is in place before
// the backup is. Where there is nothing to copy, or it is left out, what an
// earlier backup of the same name had goes.
func (b *Backup) private(ctx context.Context, dir, part string, o BackupOptions) error {
	path := filepath.Join(dir, private.File)
	file := privateFile(b.File)
	_, err := os.Stat(path)
	switch {
	case o.NoPrivate || errors.Is(err, fs.ErrNotExist):
		for _, old := range []string{checksumFile(file), file} {
			if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		return nil
	case err != nil:
		return err
	}
	if err := checkReplaceable(file, o.Force); err != nil {
		return err
	}
	temp := filepath.Join(part, private.File)
	if err := private.CopyTo(ctx, path, temp); err != nil {
		return err
	}
	if err := private.Verify(ctx, temp); err != nil {
		return fmt.Errorf("the copy is not whole: %w", err)
	}
	sum, _, err := checksum(ctx, temp)
	if err != nil {
		return err
	}
	if err := syncPath(temp); err != nil {
		return err
	}
	if err := os.Remove(checksumFile(file)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(temp, file); err != nil {
		return fmt.Errorf("put the secrets' backup in place: %w", err)
	}
	b.Private = file
	return writeSum(file, sum)
}

// restorePrivate takes the secrets of a backup, if it has any, into the
// private.db of a folder. What is there stays: it is newer. A file that
// cannot be read is put aside.
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
