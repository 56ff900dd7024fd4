package pages

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// readOnlyOptions returns how to open a file without changing any: with SQLite's
// locks where the log and its index are there, without where there is no log.
// A log without its index cannot be read: the pages in it would be missing.
func readOnlyOptions(path string) (string, error) {
	f, err := os.Open(path) // SQLite's own error does not say why it cannot be read
	if err != nil {
		return "", err
	}
	if err := f.Close(); err != nil {
		return "", err
	}
	log, err := os.Stat(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) || err == nil && log.Size() == 0 {
		return "?mode=ro&immutable=1", nil
	}
	if err == nil {
		_, err = os.Stat(path + "-shm")
	}
	if err != nil {
		return "", fmt.Errorf("its last changes are in %s-wal, which needs %[1]s-shm beside it; open the archive once where it can be written to: %w", filepath.Base(path), err)
	}
	return "?mode=ro&_pragma=busy_timeout(10000)", nil
}

// fileURL is a path as SQLite takes it in a DSN.
func fileURL(path string) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}).String()
}

// classify makes SQLite's errors about a damaged file match [ErrDamaged].
func classify(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && (e.Code()&0xff == sqlite3.SQLITE_CORRUPT || e.Code()&0xff == sqlite3.SQLITE_NOTADB) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}
