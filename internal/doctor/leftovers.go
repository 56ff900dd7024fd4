package doctor

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"newsarchive/internal/archive"
	"newsarchive/internal/pages"
	"newsarchive/store"
)

// folder reports whether the archive can be written to.
func (x *examiner) folder() {
	if x.archive.ReadOnly() {
		x.unwritable(x.dir, store.ErrReadOnly)
		return
	}
	for _, dir := range []string{x.dir, archive.IndexPath(x.dir)} {
		if _, err := os.Stat(dir); err != nil {
			continue // it is made when needed
		}
		f, err := os.CreateTemp(dir, ".write-*")
		if err == nil {
			_ = f.Close()
			err = os.Remove(f.Name())
		}
		if err != nil {
			x.unwritable(dir, err)
		}
	}
}

func (x *examiner) unwritable(dir string, err error) {
	x.report.Findings = append(x.report.Findings, Finding{
		Check: "folder", Grade: GradeError, What: err.Error(),
		Why: "nothing can be saved there", Fix: "give yourself the right to write to " + dir + ", or copy the archive elsewhere",
	})
}

// locks reports the processes that hold a lock. That is no error.
func (x *examiner) locks(ctx context.Context) error {
	if !x.Fix { // with Fix this process holds the run lock
		holder, held, err := archive.Holder(x.dir)
		if err != nil {
			return err
		}
		if held {
			err := x.add(ctx, Finding{
				Check: "locks", Grade: GradeNote, What: "the run lock is held: " + holder,
				Why: "another sync, prune or restore waits for it to end", Fix: "nothing; the system frees it when that process ends, however it ends",
			})
			if err != nil {
				return err
			}
		}
	}
	if x.index.Rebuilding() {
		return x.add(ctx, Finding{
			Check: "locks", Grade: GradeNote, What: "another process rebuilds the index",
			Why: "searches use the old one until it is done", Fix: "nothing",
		})
	}
	return nil
}

// leftovers reports the files that killed processes have left, which --fix
// removes, and the databases that a restore has kept, which a person may remove.
func (x *examiner) leftovers(ctx context.Context) error {
	left, err := x.index.Leftovers()
	if err != nil {
		return err
	}
	if len(left) > 0 {
		err := x.add(ctx, Finding{
			Check: "leftovers", Grade: GradeError, What: firstOf(left) + " of an index that is not in use",
			Why: "it only takes space: " + megabytes(left), Fix: "--fix removes it",
			repair: func(context.Context) error { return x.index.RemoveLeftovers() },
		})
		if err != nil {
			return err
		}
	}
	if parts := glob(x.dir, partPrefix+"*.part"); len(parts) > 0 && x.idle() {
		err := x.add(ctx, Finding{
			Check: "leftovers", Grade: GradeError, What: firstOf(parts) + " of a restore that did not end",
			Why: "it only takes space: " + megabytes(parts), Fix: "--fix removes it",
			repair: func(context.Context) error { return removeAll(parts) },
		})
		if err != nil {
			return err
		}
	}
	if old := append(glob(x.dir, archive.DatabaseFile+".replaced-*"), glob(x.dir, pages.File+".replaced-*")...); len(old) > 0 {
		return x.add(ctx, Finding{
			Check: "leftovers", Grade: GradeNote, What: firstOf(old) + " kept by a restore",
			Why: "it takes space: " + megabytes(old), Fix: "remove it when you are satisfied with the restored archive",
		})
	}
	return nil
}

// idle reports that no other process holds the run lock.
func (x *examiner) idle() bool {
	if x.Fix {
		return true // this process holds it
	}
	_, held, err := archive.Holder(x.dir)
	return !held && err == nil
}

func glob(dir, pattern string) (found []string) {
	entries, _ := os.ReadDir(dir) //nolint:errcheck // an unreadable folder has no leftovers
	for _, e := range entries {
		if ok, _ := filepath.Match(pattern, e.Name()); ok {
			found = append(found, filepath.Join(dir, e.Name()))
		}
	}
	return found
}

func removeAll(paths []string) error {
	for _, p := range paths {
		if err := os.RemoveAll(p); err != nil {
			return err
		}
	}
	return nil
}

// firstOf names the first of some paths, and how many more there are.
func firstOf(paths []string) string {
	if len(paths) == 1 {
		return filepath.Base(paths[0])
	}
	return fmt.Sprintf("%s and %d more", filepath.Base(paths[0]), len(paths)-1)
}

func megabytes(paths []string) string {
	var sum int64
	for _, p := range paths {
		sum += archive.DiskSize(p)
	}
	return fmt.Sprintf("%d MiB", (sum+1<<20-1)>>20)
}

// largeLog is the size, in bytes, from which on the write-ahead log is reported.
const largeLog = 256 << 20

// space reports a large write-ahead log and a disk that is almost full.
func (x *examiner) space(ctx context.Context) error {
	if wal := archive.DiskSize(x.store.Path() + "-wal"); wal > largeLog {
		err := x.add(ctx, Finding{
			Check: "disk", Grade: GradeError, What: fmt.Sprintf("the write-ahead log has %d MiB", wal>>20),
			Why: "a process has read an old state for long, or was killed; reading becomes slow", Fix: "--fix brings it into the database",
			repair: x.store.Checkpoint,
		})
		if err != nil {
			return err
		}
	}
	free, ok := freeSpace(x.dir)
	index := archive.DiskSize(archive.IndexPath(x.dir))
	need := uint64(index + index/2 + 16<<20) //nolint:gosec // sizes are not negative
	if !ok || free >= need {
		return nil
	}
	return x.add(ctx, Finding{
		Check: "disk", Grade: GradeError, What: fmt.Sprintf("%d MiB are free on the disk", free>>20),
		Why: fmt.Sprintf("a rebuild of the index takes %d MiB beside the old one", need>>20), Fix: "free some space, or move the archive",
	})
}
