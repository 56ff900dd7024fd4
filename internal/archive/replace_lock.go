package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// replaceFile is locked while a restore replaces the database and makes its
// index. A program that keeps the archive open closes it then (see [Keeper]).
func replaceFile(dir string) string { return filepath.Join(dir, "replace.lock") }

// LockReplacing asks the programs that keep the archive in a folder open to
// close it, until done is called.
func LockReplacing(ctx context.Context, dir string) (done func(), err error) {
	lock := flock.New(replaceFile(dir))
	ok, err := lock.TryLockContext(ctx, time.Millisecond)
	if err == nil && !ok {
		err = context.Cause(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("take the lock %s: %w", lock.Path(), err)
	}
	return func() { _ = lock.Close() }, nil
}

// replacing reports whether a restore replaces the database of the archive in a
// folder.
func replacing(dir string) bool {
	path := replaceFile(dir)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return false
	}
	lock := flock.New(path, flock.SetFlag(os.O_RDONLY))
	ok, err := lock.TryRLock()
	if ok {
		_ = lock.Close()
	}
	return err == nil && !ok
}
