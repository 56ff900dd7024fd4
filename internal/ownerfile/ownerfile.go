// Package ownerfile makes database files that only their owner can read, mode
// 0600, as are the journals that SQLite puts beside them.
package ownerfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Prepare makes the file at path, empty and durable, if there is none. Of one
// that is there, it restricts the mode; see [Restrict]. SQLite gives its journals
// the mode of the file.
func Prepare(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return Restrict(path)
	}
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// Restrict gives the file and its journals, those that are there, mode 0600,
// unless only their owner can use them already.
func Restrict(path string) error {
	for _, suffix := range journals() {
		info, err := os.Stat(path + suffix)
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			err = os.Chmod(path+suffix, 0o600)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Exposed returns those of the files at path and its journals that others than
// their owner may read or write.
func Exposed(path string) (exposed []string) {
	for _, suffix := range journals() {
		if info, err := os.Stat(path + suffix); err == nil && info.Mode().Perm()&0o077 != 0 {
			exposed = append(exposed, path+suffix)
		}
	}
	return exposed
}

// journals are what the names of a database and its journals end with.
func journals() []string { return []string{"", "-journal", "-wal", "-shm"} }
