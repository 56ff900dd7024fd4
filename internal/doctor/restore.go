package doctor

import (
	"context"
	"errors"
	"fmt"
	"os"
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
	err = r.index(ctx, dir, o)
	return r, err
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
