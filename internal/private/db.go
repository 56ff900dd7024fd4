package private

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	"newsarchive/internal/ownerfile"

	_ "modernc.org/sqlite" // the driver
)

// File is the name of the file in an archive's folder.
const File = "private.db"

// applicationID marks the file: "newp" in SQLite's header.
const applicationID = 0x6e657770

const schema = `
CREATE TABLE hash_key (key BLOB NOT NULL); -- one row, made once

-- What is kept of a feed, by its address in archive.db.
CREATE TABLE feeds (
  shown    TEXT PRIMARY KEY,
  address  TEXT NOT NULL,   -- the whole address of a private feed; '': shown is the whole
  user     TEXT NOT NULL,
  password TEXT NOT NULL
) WITHOUT ROWID;`

// Feed is what is kept of one feed.
type Feed struct {
	Shown   string // its address in archive.db
	Address string // the whole address, without login, of a private feed; else empty
	Login
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

// initialize makes the tables and the key of a new file.
func (d *DB) initialize(ctx context.Context) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	var version int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil || version == 1 {
		return err
	}
	if version > 1 {
		return errors.New("it was written by a newer version of the program")
	}
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, schema); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO hash_key (key) VALUES (?)`, key); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = 1`, applicationID)); err != nil {
		return err
	}
	return tx.Commit()
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
		if f.Address == "" && f.Login == (Login{}) {
			_, err = tx.ExecContext(ctx, `DELETE FROM feeds WHERE shown = ?`, f.Shown)
		} else {
			_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO feeds (shown, address, user, password) VALUES (?, ?, ?, ?)`,
				f.Shown, f.Address, f.User, f.Password)
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
