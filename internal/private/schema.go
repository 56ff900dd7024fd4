package private

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
)

// applicationID marks the file: "newp" in SQLite's header.
const applicationID = 0x6e657770

// schemas are the steps of the schema; step n makes version n+1 of version n. A
// released step is never changed.
func schemas() []string {
	return []string{`
CREATE TABLE hash_key (key BLOB NOT NULL); -- one row, made once

-- What is kept of a feed, by its address in archive.db.
CREATE TABLE feeds (
  shown    TEXT PRIMARY KEY,
  address  TEXT NOT NULL,   -- the whole address of a private feed; '': shown is the whole
  user     TEXT NOT NULL,
  password TEXT NOT NULL
) WITHOUT ROWID;`, `
-- How the feed is asked for; '' and 0: nothing is set.
ALTER TABLE feeds ADD COLUMN token TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN user_agent TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN header TEXT NOT NULL DEFAULT ''; -- lines "Name: value"
ALTER TABLE feeds ADD COLUMN cookie TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN insecure INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN pin TEXT NOT NULL DEFAULT '';    -- sha256/BASE64 of the certificate's public key
ALTER TABLE feeds ADD COLUMN proxy TEXT NOT NULL DEFAULT '';`, `
-- Passwords of devices and programs. Times are seconds since 1970; 0: never.
CREATE TABLE app_passwords (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  hash    BLOB NOT NULL UNIQUE, -- SHA-256
  write   INTEGER NOT NULL,     -- it may change the archive
  made    INTEGER NOT NULL,
  used    INTEGER NOT NULL,     -- to about an hour
  removed INTEGER NOT NULL      -- the row stays, so that no backup brings the password back
) STRICT;
CREATE UNIQUE INDEX app_passwords_name ON app_passwords (name) WHERE removed = 0;

-- The password that a person types: at most one row.
CREATE TABLE typed_password (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  hash TEXT NOT NULL, -- a PHC string
  made INTEGER NOT NULL
) STRICT;

-- Browsers that are signed in.
CREATE TABLE sessions (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  hash     BLOB NOT NULL UNIQUE, -- SHA-256 of what the browser has
  password BLOB NOT NULL,        -- it ends with this password: SHA-256 of it, or of its PHC string
  client   TEXT NOT NULL,        -- the browser, as it calls itself
  made     INTEGER NOT NULL,
  used     INTEGER NOT NULL,
  ends     INTEGER NOT NULL
) STRICT;`, `
-- SHA-256 of the key that stands for the password in Fever's API; null: it does not
-- open that.
ALTER TABLE app_passwords ADD COLUMN fever BLOB;
CREATE UNIQUE INDEX app_passwords_fever ON app_passwords (fever) WHERE fever IS NOT NULL;`}
}

var (
	errNewer = errors.New("it was written by a newer version of the program")
	// ErrOlder means that a file is of an older version, and cannot be written to.
	ErrOlder = errors.New("it was written by an older version of the program, and may not be written to")
)

// initialize brings the schema to its newest version, and makes the key of a new
// file.
func (d *DB) initialize(ctx context.Context) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	var version int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	steps := schemas()
	switch {
	case version > len(steps):
		return errNewer
	case version == len(steps):
		return nil
	}
	for _, step := range steps[version:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	if version == 0 {
		key := make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO hash_key (key) VALUES (?)`, key); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d`, applicationID, len(steps)))
	if err != nil {
		return err
	}
	return tx.Commit()
}

// insert writes the row of a feed.
func insert(ctx context.Context, tx *sql.Tx, how string, f Feed) error {
	_, err := tx.ExecContext(ctx, how+` INTO feeds (shown, address, user, password, token, user_agent, header, cookie, insecure, pin, proxy)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		f.Shown, f.Address, f.User, f.Password, f.Token, f.UserAgent, f.Header, f.Cookie, f.Insecure, f.Pin, f.Proxy)
	return err
}

// selectFeeds returns the query for the rows of a file of this version.
func selectFeeds(version int) (string, error) {
	switch {
	case version > len(schemas()):
		return "", errNewer
	case version < 2: // it may be read-only
		return `SELECT shown, address, user, password, '', '', '', '', 0, '', '' FROM feeds`, nil
	}
	return `SELECT shown, address, user, password, token, user_agent, header, cookie, insecure, pin, proxy FROM feeds`, nil
}

func scan(rows *sql.Rows) (f Feed, err error) {
	err = rows.Scan(&f.Shown, &f.Address, &f.User, &f.Password, &f.Token, &f.UserAgent, &f.Header, &f.Cookie, &f.Insecure, &f.Pin, &f.Proxy)
	return f, err
}
