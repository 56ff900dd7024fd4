package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// ErrRunning means that another process works on the archive; the error that
// wraps it names the process.
var ErrRunning = errors.New("another process is at work on this archive")

// runLock takes the run lock, without waiting, for what is being done. The
// system frees it when the process ends, however it ends.
func (a *Archive) runLock(doing string) (unlock func(), err error) { return runLock(a.dir, doing) }

func runLock(dir, doing string) (unlock func(), err error) {
	path := runLockPath(dir)
	lock := flock.New(path)
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("take the lock %s: %w", path, err)
	}
	if !ok {
		holder, _ := os.ReadFile(path) //nolint:errcheck // a courtesy: the lock is what counts
		return nil, fmt.Errorf("%w: %s", ErrRunning, strings.TrimSpace(string(holder)))
	}
	holder := fmt.Sprintf("process %d, archive %s, since %s\n", os.Getpid(), doing, time.Now().Format(time.RFC3339))
	if err := os.WriteFile(path, []byte(holder), 0o600); err != nil {
		_ = lock.Unlock()
		return nil, fmt.Errorf("write the lock %s: %w", path, err)
	}
	return func() { _ = lock.Unlock() }, nil
}

func runLockPath(dir string) string { return filepath.Join(dir, "run.lock") }
