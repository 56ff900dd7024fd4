package archive

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// announcement is a file that is locked, shared, while a process does something
// that others make way for.
type announcement string

const (
	// importRuns: what is saved is indexed at the end.
	importRuns announcement = "import.lock"
	// syncRuns: what feeds bring is indexed meanwhile, every few seconds at most.
	syncRuns announcement = "feeds.lock"
)

// announce takes the shared lock of an announcement until done is called.
func (a *Archive) announce(ctx context.Context, what announcement) (done func(), err error) {
	lock := flock.New(filepath.Join(a.dir, string(what)))
	if _, err := lock.TryRLockContext(ctx, time.Millisecond); err != nil {
		return nil, fmt.Errorf("take the lock %s: %w", lock.Path(), err)
	}
	return func() { _ = lock.Close() }, nil
}

// announced reports whether a process has taken the lock of an announcement.
func (a *Archive) announced(what announcement) bool {
	path := filepath.Join(a.dir, string(what))
	if _, err := os.Stat(path); err != nil {
		return false
	}
	lock := flock.New(path)
	ok, err := lock.TryLock()
	if ok {
		_ = lock.Close()
	}
	return err == nil && !ok
}

// importing reports whether an import runs.
func (a *Archive) importing() bool { return a.announced(importRuns) }
