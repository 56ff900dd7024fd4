package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// ErrRunning means that another process holds the run lock. The error that wraps
// it names the process.
var ErrRunning = errors.New("another process is at work on this archive")

// Lock takes the run lock of the archive in a folder without waiting; doing
// names the command. The system releases the lock when the process ends. The
// error wraps [ErrRunning] while another process holds it.
func Lock(dir, doing string) (unlock func(), err error) { return lockFile(runLockPath(dir), doing) }

// LockPages takes the lock for fetching pages and resolving links, as [Lock]
// does. It is another one than the run lock: pages may take long, and feeds do
// not wait for them.
func LockPages(dir, doing string) (unlock func(), err error) {
	return lockFile(filepath.Join(dir, "pages.lock"), doing)
}

func lockFile(path, doing string) (unlock func(), err error) {
	lock := flock.New(path)
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("take the lock %s: %w", path, err)
	}
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrRunning, holder(path))
	}
	text := fmt.Sprintf("process %d, archive %s, since %s\n", os.Getpid(), doing, time.Now().Format(time.RFC3339))
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		_ = lock.Unlock()
		return nil, fmt.Errorf("write the lock %s: %w", path, err)
	}
	return func() { _ = lock.Unlock() }, nil
}

// Holder reports whether a process holds the run lock of the archive in a
// folder, and how that process describes itself.
func Holder(dir string) (text string, held bool, err error) {
	path := runLockPath(dir)
	if _, err := os.Stat(path); err != nil {
		return "", false, nil //nolint:nilerr // no process has ever held it
	}
	lock := flock.New(path)
	ok, err := lock.TryLock()
	if errors.Is(err, fs.ErrPermission) {
		return "", false, nil // the archive of another user: only that user can tell
	}
	if err != nil {
		return "", false, fmt.Errorf("look at the run lock: %w", err)
	}
	if ok {
		return "", false, lock.Close()
	}
	return holder(path), true, nil
}

// holder returns the description that the process wrote into the lock file. Only
// the lock itself decides.
func holder(path string) string {
	text, _ := os.ReadFile(path) //nolint:errcheck // see above
	return strings.TrimSpace(string(text))
}

func runLockPath(dir string) string { return filepath.Join(dir, "run.lock") }
