package private

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"syscall"

	"newsarchive/internal/access"
	"newsarchive/internal/ownerfile"

	"modernc.org/sqlite" // the driver
	sqlite3 "modernc.org/sqlite/lib"
)

// File is the name of the file in an archive's folder.
const File = "private.db"

// Feed is what is kept of one feed.
type Feed struct {
	Shown   string // its address in archive.db
	Address string // the whole address, without login, of a private feed; else empty
	access.Settings
}

// Empty reports whether nothing needs to be kept.
func (f Feed) Empty() bool { return f.Address == "" && f.Settings == (access.Settings{}) }

// For returns the settings that hold when the feed is at another address: all of
// them at the same scheme, host and port.
func (f Feed) For(address string) access.Settings {
	if SameOrigin(f.Whole(), address) {
		return f.Settings
	}
	return f.Elsewhere()
}

// Whole returns the address to fetch.
func (f Feed) Whole() string {
	if f.Address != "" {
		return f.Address
	}
	return f.Shown
}

// DB is private.db, open for writing.
type DB struct{ db *sql.DB }

// Open opens the file at path for writing, and makes it when it is not there.
// Its mode becomes 0600.
func Open(ctx context.Context, path string) (*DB, error) {
	if err := ownerfile.Prepare(path); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	// EXTRA: what was written outlasts a crash even where it hangs on the
	// journal's name in the folder.
	db, err := sql.Open("sqlite", fileURL(path)+"?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=synchronous(EXTRA)&_pragma=secure_delete(1)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	d := &DB{db}
	if err := d.initialize(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), db.Close())
	}
	return d, nil
}

// Close closes the file.
func (d *DB) Close() error { return d.db.Close() }

// Save replaces the entries of feeds in one durable transaction. A feed without
// a secret is deleted.
func (d *DB) Save(ctx context.Context, feeds ...Feed) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("keep secrets: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	for _, f := range feeds {
		if f.Empty() {
			_, err = tx.ExecContext(ctx, `DELETE FROM feeds WHERE shown = ?`, f.Shown)
		} else {
			err = insert(ctx, tx, "INSERT OR REPLACE", f)
		}
		if err != nil {
			return fmt.Errorf("keep secrets: %w", err)
		}
	}
	return tx.Commit()
}

// fileURL is a path as SQLite takes it in a DSN.
func fileURL(path string) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}).String()
}

// OpenRead opens a file that cannot be written to. The error is [ErrOlder] when it
// is of an older version, and wraps [fs.ErrPermission] when it may not be read.
func OpenRead(ctx context.Context, path string) (*DB, error) {
	if err := readable(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", fileURL(path)+"?mode=ro&_pragma=busy_timeout(10000)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	var version int
	err = db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version)
	switch {
	case err == nil && version > len(schemas()):
		err = errNewer
	case err == nil && version < len(schemas()):
		err = ErrOlder
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), db.Close())
	}
	return &DB{db}, nil
}

// IsReadOnly reports whether an error of [Open] says that the file, or its folder,
// cannot be written to.
func IsReadOnly(err error) bool {
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return true
	}
	e, ok := errors.AsType[*sqlite.Error](err)
	return ok && (e.Code()&0xff == sqlite3.SQLITE_READONLY || e.Code()&0xff == sqlite3.SQLITE_CANTOPEN)
}
