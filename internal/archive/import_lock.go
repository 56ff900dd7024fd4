package archive

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// importFile is locked, shared, while an import runs. An import indexes what it
// saves at its end.
func importFile(dir string) string { return filepath.Join(dir, "import.lock") }

// announceImport takes a shared lock, by which other processes see that an
// import runs, until done is called.
func (a *Archive) announceImport(ctx context.Context) (done func(), err error) {
	lock := flock.New(importFile(a.dir))
	if _, err := lock.TryRLockContext(ctx, time.Millisecond); err != nil {
		return nil, fmt.Errorf("take the lock %s: %w", lock.Path(), err)
	}
	return func() { _ = lock.Close() }, nil
}

// importing reports whether an import runs.
func (a *Archive) importing() bool {
	if _, err := os.Stat(importFile(a.dir)); err != nil {
		return false
	}
	lock := flock.New(importFile(a.dir))
	ok, err := lock.TryLock()
	if ok {
		_ = lock.Close()
	}
	return err == nil && !ok
}
