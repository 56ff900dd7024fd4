package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// importFile is locked, shared, by every import that runs: what it saves it
// indexes itself, at its end.
func importFile(dir string) string { return filepath.Join(dir, "import.lock") }

// announceImport tells other processes that an import runs, until done.
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

// keepUp brings the index up to what a sync or a tag has saved. What many
// thousands of changes an import has left for its end it leaves too: that
// takes the import minutes, and this process has its own work done. So it does
// while another process holds the index. what says what is found later.
func (a *Archive) keepUp(ctx context.Context, what string, progress Progress) error {
	if a.importing() {
		mark, err := a.index.Mark(ctx)
		last, lastErr := a.store.LastChange(ctx)
		if err == nil && lastErr == nil && last.Seq-mark.Seq > readerMost {
			a.log.Info(what + " will be found when the import that is running ends")
			return nil
		}
	}
	_, err := a.CatchUp(ctx, progress)
	if errors.Is(err, ErrIndexLocked) {
		a.log.Warn("the index is busy: "+what+" will be found after the next sync", "because", err)
		return nil
	}
	return err
}
