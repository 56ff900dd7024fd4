package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// RestoreOptions say how a backup is restored.
type RestoreOptions struct {
	archive.Options
	Force    bool             // replace an archive that exists
	Progress archive.Progress // of the copy in MiB, then of the index in stories
	// Step receives the name of each step, and the unit that Progress then counts.
	Step func(doing, unit string)
}

// Restored is what a restore did.
type Restored struct {
	Backup
	Checked bool `json:"checksum_checked"` // there was a checksum beside it
	// Replaced is where the database that was there is now.
	Replaced string `json:"replaced,omitempty"`
	Indexed  int    `json:"indexed"`
	// Secrets says that the backup had a copy of private.db.
	Secrets bool `json:"secrets"`
	// Pages says that pages.db is the backup's; KeptPages that the one that was
	// there has all its pages and stays; ReplacedPages is where another one is now.
	Pages         bool   `json:"pages"`
	KeptPages     bool   `json:"kept_pages"`
	ReplacedPages string `json:"replaced_pages,omitempty"`
}

// partPrefix is the prefix of the name of a database that is being restored.
const partPrefix = "restore-"

// Restore brings the archive in a folder back to the state of a backup. It
// copies the backup into the folder and verifies the copy; only then does one
// rename put it in the place of the database. The old database is kept under
// another name. After a crash at any time the folder holds the old archive or
// the new one; an index that belongs to neither is rebuilt by the next command
// that opens it. The passwords and private addresses of the backup are merged
// before that; existing ones are kept.
//
// A pages.db in the folder stays if it has all pages that the restored texts were
// read from; else it is kept under another name, and that of the backup takes its
// place if there is one.
//
// The error wraps [ErrExists] when there is an archive and Force is not set,
// [ErrChecksum] or [store.ErrDamaged] when the backup is damaged, and
// [archive.ErrRunning] or [store.ErrLocked] when another process works on the archive.
func Restore(ctx context.Context, dir, file string, o RestoreOptions) (r Restored, err error) {
	r.File = file
	if _, err := os.Stat(file); err != nil {
		return r, err
	}
	path := archive.DatabasePath(dir)
	if _, err := os.Stat(path); err == nil && !o.Force {
		return r, fmt.Errorf("an archive %w: %s", ErrExists, path)
	}
	if !store.Writable(path) {
		return r, fmt.Errorf("restore to %s: %w", dir, store.ErrReadOnly)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return r, fmt.Errorf("make the archive's folder: %w", err)
	}
	unlock, err := archive.Lock(dir, "restore")
	if err != nil {
		return r, err
	}
	defer unlock()
	unlockPages, err := archive.LockPages(dir, "restore")
	if err != nil {
		return r, err
	}
	defer unlockPages()
	temp, err := r.fetch(ctx, dir, o)
	defer os.Remove(temp) //nolint:errcheck // after a restore it has moved
	if err != nil {
		return r, err
	}
	o.step("checking", "")
	began := time.Now()
	if r.Contents, _, err = store.Verify(ctx, temp); err != nil {
		return r, err
	}
	r.Verified = time.Since(began)
	if err := ctx.Err(); err != nil {
		return r, err
	}
	o.step("checking the pages", "")
	kept, err := preparePages(ctx, dir, file, temp)
	defer kept.clean()
	if err != nil {
		return r, fmt.Errorf("restore the pages: %w", err)
	}
	if r.Secrets, err = restorePrivate(ctx, dir, file); err != nil {
		return r, fmt.Errorf("restore passwords and private addresses: %w", err)
	}
	replaced, err := archive.LockReplacing(ctx, dir)
	if err != nil {
		return r, err
	}
	defer replaced()
	if r.ReplacedPages, err = kept.moveAside(o.Clock()()); err != nil {
		return r, err
	}
	if r.Replaced, err = replaceDatabase(ctx, temp, path, o.Clock()()); err != nil {
		return r, errors.Join(err, kept.putBack(r.ReplacedPages))
	}
	if err := kept.place(); err != nil {
		return r, err
	}
	r.Pages, r.KeptPages = kept.part != "", kept.keep
	return r, r.index(ctx, dir, o)
}

func (o RestoreOptions) step(doing, unit string) {
	if o.Step != nil {
		o.Step(doing, unit)
	}
}

// fetch copies the backup into the folder and compares its checksum.
func (r *Restored) fetch(ctx context.Context, dir string, o RestoreOptions) (temp string, err error) {
	want, err := readSum(r.File)
	if err != nil {
		return "", err
	}
	o.step("copying", "MiB")
	began := time.Now()
	from, err := os.Open(r.File)
	if err != nil {
		return "", err
	}
	defer from.Close() //nolint:errcheck // read only
	info, err := from.Stat()
	if err != nil {
		return "", err
	}
	to, err := os.CreateTemp(dir, partPrefix+"*.part")
	if err != nil {
		return "", err
	}
	r.SHA256, r.Bytes, err = copySum(ctx, to, from, func(n int64) {
		o.Progress.Report(int(n>>20), int(info.Size()>>20)+1)
	})
	if err = errors.Join(err, to.Sync(), to.Close()); err != nil {
		return to.Name(), fmt.Errorf("copy %s: %w", r.File, err)
	}
	r.Copied, r.Checked = time.Since(began), want != ""
	if want != "" && r.SHA256 != want {
		return to.Name(), fmt.Errorf("%s: %w", r.File, ErrChecksum)
	}
	return to.Name(), nil
}

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

// index builds the index of the restored database.
func (r *Restored) index(ctx context.Context, dir string, o RestoreOptions) error {
	a, err := archive.Open(ctx, dir, o.Options)
	if err != nil {
		return err
	}
	defer a.Close() //nolint:errcheck // nothing was written
	o.step("indexing", "stories")
	if err := a.Reindex(ctx, o.Progress); err != nil {
		return fmt.Errorf("the database is restored, but not its index: %w", err)
	}
	stats, err := a.Stats(ctx)
	r.Indexed = stats.Indexed
	return err
}
