package index

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Leftovers returns the files and folders that killed writers and rebuilds left
// behind, none while one of them runs.
func (x *Index) Leftovers() ([]string, error) {
	var all []string
	err := x.whileIdle(func() error {
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
			next, _ := filepath.Match(nextPrefix+"*", e.Name())
			temp, _ := filepath.Match(currentFile+".*.tmp", e.Name())
			n, inUse := genNumber(e.Name()), genNumber(filepath.Base(gen))
			if build || next || temp || gen != "" && n > 0 && n != inUse && n != inUse-1 {
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
	return x.whileIdle(func() error {
		for _, path := range all {
			if err := os.RemoveAll(path); err != nil {
				return err
			}
		}
		return nil
	})
}

// whileIdle runs fn under the locks of writers and rebuilds. Where another
// process has one, or without an index, it does nothing.
func (x *Index) whileIdle(fn func() error) error {
	if _, err := os.Stat(x.dir); err != nil {
		return nil //nolint:nilerr // there is no index
	}
	for _, name := range []string{rebuildFile, lockFile} {
		l := x.lock(name)
		ok, err := l.TryLock()
		switch {
		case x.lockless(err):
			continue
		case err != nil:
			return fmt.Errorf("lock %s: %w", l.Path(), err)
		case !ok:
			return nil
		}
		defer l.Close() //nolint:errcheck // releases the lock
	}
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
