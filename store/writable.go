package store

import (
	"errors"
	"io/fs"
	"path/filepath"
	"syscall"
)

// Writable reports whether the archive in the file at path can be written to:
// the file, its folder, in which SQLite creates its log, and existing log
// files. Missing files do not count.
func Writable(path string) bool {
	for _, p := range []string{filepath.Dir(path), path, path + walSuffix, path + shmSuffix} {
		if err := mayWrite(p); errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
			return false
		}
	}
	return true
}

// The files that SQLite keeps beside a database.
const (
	walSuffix     = "-wal"
	shmSuffix     = "-shm"
	journalSuffix = "-journal"
)
