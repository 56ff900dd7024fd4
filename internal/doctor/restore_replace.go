package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"newsarchive/store"
)

// replaceDatabase puts a database in the place of the existing one, if any, and
// returns the new name of the old one.
//
// The order makes it safe. First the old write-ahead log is checkpointed into
// the old file and removed while no other process has it open, so that it cannot
// be applied to the new file. Then the old file gets a second name. Then one
// rename replaces it.
func replaceDatabase(ctx context.Context, temp, path string, at time.Time) (replaced string, err error) {
	if _, err := os.Lstat(path); err == nil {
		replaced = asideName(path, at)
		release, err := seize(ctx, path)
		switch {
		case err == nil:
			defer release() //nolint:errcheck // nothing was written
			if err := linkOrCopy(path, replaced); err != nil {
				return "", fmt.Errorf("keep the old database: %w", err)
			}
		case errors.Is(err, store.ErrLocked):
			return "", err
		default:
			// It cannot be read, so its log cannot be checkpointed and is moved
			// with it.
			if err := moveAside(path, replaced); err != nil {
				return "", fmt.Errorf("put the old database aside: %w", err)
			}
		}
	} else if err := moveAside(path, path+".orphan"); err != nil {
		return "", fmt.Errorf("put what an old database left aside: %w", err)
	}
	if err := syncPath(filepath.Dir(path)); err != nil {
		return replaced, err
	}
	if err := os.Rename(temp, path); err != nil {
		return replaced, fmt.Errorf("put the database in place: %w", err)
	}
	return replaced, syncPath(filepath.Dir(path))
}

// asideTime is the moment in the name of a file that was put aside.
const asideTime = "20060102T150405Z"

// asideName returns the name under which a replaced file is kept.
func asideName(path string, at time.Time) string {
	return freeName(path+".replaced-"+at.Format(asideTime), "")
}

// freeName returns a name that no file has: a run a moment ago may have taken the
// first.
func freeName(begin, end string) string {
	name := begin + end
	for n := 2; n < 1000; n++ {
		if _, err := os.Lstat(name); err != nil {
			break
		}
		name = fmt.Sprintf("%s-%d%s", begin, n, end)
	}
	return name
}

// seizePatience is how long a restore waits for programs that keep the archive
// open: they close it when they see that it is being replaced.
const seizePatience = 4 * time.Second

// seize takes the database for oneself, as [store.Seize] does, with patience.
func seize(ctx context.Context, path string) (release func() error, err error) {
	for began := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		release, err = store.Seize(ctx, path)
		if !errors.Is(err, store.ErrLocked) || time.Since(began) > seizePatience || ctx.Err() != nil {
			return release, err
		}
	}
}

// linkOrCopy gives a file a second name, or makes a copy if the file system has
// no hard links.
func linkOrCopy(path, name string) error {
	if err := os.Link(path, name); err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close() //nolint:errcheck // read only
	to, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = to.ReadFrom(from)
	return errors.Join(err, to.Sync(), to.Close())
}

// moveAside renames a database with its log; the log first.
func moveAside(path, name string) error {
	for _, suffix := range []string{"-journal", "-wal", "-shm", ""} {
		if err := os.Rename(path+suffix, name+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
