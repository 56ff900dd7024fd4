package private

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Secrets is a snapshot of private.db. The zero value has no secrets.
type Secrets struct {
	key    []byte
	feeds  map[string]Feed
	signIn signIn
}

// Load reads the file at path, which may be read-only. A missing file has no
// secrets. The error wraps [fs.ErrPermission] when the file may not be read.
func Load(ctx context.Context, path string) (Secrets, error) {
	if err := readable(path); errors.Is(err, fs.ErrNotExist) {
		return Secrets{}, nil
	} else if err != nil {
		return Secrets{}, err
	}
	db, err := sql.Open("sqlite", fileURL(path)+"?mode=ro&_pragma=busy_timeout(10000)")
	if err != nil {
		return Secrets{}, err
	}
	defer db.Close() //nolint:errcheck // read only
	db.SetMaxOpenConns(1)
	s, err := read(ctx, db)
	if err != nil {
		err = fmt.Errorf("read %s: %w", path, err)
	}
	return s, err
}

// readable returns why a file cannot be read, which SQLite does not report.
func readable(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return f.Close()
}

// Secrets returns what the file holds.
func (d *DB) Secrets(ctx context.Context) (Secrets, error) { return read(ctx, d.db) }

func read(ctx context.Context, db *sql.DB) (Secrets, error) {
	s := Secrets{feeds: map[string]Feed{}}
	var application, version int
	err := db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version)`).
		Scan(&application, &version)
	if err != nil {
		return s, err
	}
	if application != applicationID {
		return s, errors.New("it does not hold an archive's secrets")
	}
	query, err := selectFeeds(version)
	if err != nil {
		return s, err
	}
	if err := db.QueryRowContext(ctx, `SELECT key FROM hash_key`).Scan(&s.key); err != nil {
		return s, err
	}
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return s, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err reports the error
	for rows.Next() {
		f, err := scan(rows)
		if err != nil {
			return s, err
		}
		s.feeds[f.Shown] = f
	}
	if err := rows.Err(); err != nil {
		return s, err
	}
	s.signIn, err = readSignIn(ctx, db, version)
	return s, err
}

// Feed returns what is kept of the feed with this shown address, and whether
// anything is; if not, the feed has no secret.
func (s Secrets) Feed(shown string) (Feed, bool) {
	f, ok := s.feeds[shown]
	if !ok {
		f.Shown = shown
	}
	return f, ok
}

// Shown returns the form in which a private address is shown. It fails for
// the zero Secrets, which have no key.
func (s Secrets) Shown(address string) (string, error) {
	if s.key == nil {
		return "", errors.New("there is no " + File)
	}
	return shown(address, s.key)
}
