package index

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Leftovers returns the files and folders that killed rebuilds left behind, none
// while a rebuild runs.
func (x *Index) Leftovers() ([]string, error) {
	var all []string
	err := x.whileNotRebuilding(func() error {
		entries, err := os.ReadDir(x.dir)
		if err != nil {
			return err
		}
		gen, err := x.current()
		if err != nil {
			gen = "" // nothing is in use: it will be made again
		}
		for _, e := range entries {
			path := x.path(e.Name())
			build, _ := filepath.Match(buildPrefix+"*", e.Name())
			temp, _ := filepath.Match(currentFile+".*.tmp", e.Name())
			if build || temp || gen != "" && genNumber(e.Name()) > 0 && path != gen {
				all = append(all, path)
			}
		}
		return nil
	})
	return all, err
}

// RemoveLeftovers removes them.
func (x *Index) RemoveLeftovers() error {
	all, err := x.Leftovers()
	if err != nil || len(all) == 0 {
		return err
	}
	return x.whileNotRebuilding(func() error {
		for _, path := range all {
			if err := os.RemoveAll(path); err != nil {
				return err
			}
		}
		return nil
	})
}

// whileNotRebuilding runs fn under the lock of rebuilds. Where another process
// has it, or without an index, it does nothing.
func (x *Index) whileNotRebuilding(fn func() error) error {
	if _, err := os.Stat(x.dir); err != nil {
		return nil //nolint:nilerr // there is no index
	}
	l := x.lock(rebuildFile)
	ok, err := l.TryLock()
	if x.lockless(err) {
		return fn()
	}
	if err != nil {
		return fmt.Errorf("lock %s: %w", l.Path(), err)
	}
	if !ok {
		return nil
	}
	defer l.Close() //nolint:errcheck // releases the lock
	return fn()
}

// Rebuilding reports whether another process rebuilds the index.
func (x *Index) Rebuilding() bool { return isHeld(x.path(rebuildFile)) }

func isHeld(path string) bool {
	if _, err := os.Stat(path); err != nil {
		return false
	}
	l := flock.New(path)
	ok, err := l.TryLock()
	if ok {
		_ = l.Close()
	}
	return err == nil && !ok
}
