package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
)

// CopyTo writes a consistent copy of the archive to a new file. Writers are
// not blocked. The copy is a single file without a journal; the caller syncs
// it to disk.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", s.source)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // nothing is written through it
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, path)
	if changed := s.Changed(); changed != nil {
		return changed
	}
	if err != nil {
		return fmt.Errorf("copy the database to %s: %w", path, classify(err))
	}
	return nil
}

// Contents counts the rows of a database file.
type Contents struct {
	Schema      int `json:"schema_version"`
	Feeds       int `json:"feeds"`
	Items       int `json:"items"`
	Stories     int `json:"stories"`
	Appearances int `json:"stays"`
	Changes     int `json:"changes"`
}

// Within reports whether a copy made between two readings of an archive's
// numbers can be complete. Numbers are never reused, so they only grow.
func (c Numbers) Within(before, after Numbers) bool {
	return before.Item <= c.Item && c.Item <= after.Item &&
		before.Story <= c.Story && c.Story <= after.Story &&
		before.Change <= c.Change && c.Change <= after.Change
}

// Numbers are the highest ids that an archive has assigned.
type Numbers struct {
	Item, Story, Change int64
}

const selectNumbers = `SELECT
	coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'items'), 0),
	coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'stories'), 0),
	coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0)`

// Numbers returns the highest ids that were assigned.
func (s *Store) Numbers(ctx context.Context) (n Numbers, err error) {
	err = s.read.QueryRowContext(ctx, selectNumbers).Scan(&n.Item, &n.Story, &n.Change)
	return n, classify(err)
}

// Verify reads a whole database file that has no writers, such as a backup. It
// creates no files. The error wraps [ErrDamaged] when the file is damaged or
// is no archive, and [ErrNewer] when a later version of the program wrote it.
func Verify(ctx context.Context, path string) (c Contents, n Numbers, err error) {
	if _, err := os.Stat(path); err != nil {
		return c, n, err
	}
	db, err := openCopy(path)
	if err != nil {
		return c, n, err
	}
	defer db.Close() //nolint:errcheck // read only
	c, n, err = verify(ctx, db)
	if err != nil {
		err = fmt.Errorf("verify %s: %w", path, classify(err))
	}
	return c, n, err
}

// openCopy opens a file that has no writers.
func openCopy(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", fileURL(path)+"?mode=ro&immutable=1"+mmapPragma)
	if err == nil {
		db.SetMaxIdleConns(readers)
	}
	return db, err
}

func verify(ctx context.Context, db *sql.DB) (c Contents, n Numbers, err error) {
	var application int
	err = db.QueryRowContext(ctx, `SELECT (SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id)`).Scan(&c.Schema, &application)
	switch {
	case err != nil:
		return c, n, err
	case application != applicationID || c.Schema == 0:
		return c, n, fmt.Errorf("%w: it is no archive", ErrDamaged)
	case c.Schema > len(migrations()):
		return c, n, newerError(c.Schema)
	}
	faults, err := checkIntegrity(ctx, db, nil)
	if err == nil && len(faults) > 0 {
		err = fmt.Errorf("%w: %s", ErrDamaged, faults[0])
	}
	if err != nil {
		return c, n, err
	}
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		return rows.Scan(&c.Feeds, &c.Items, &c.Stories, &c.Appearances, &c.Changes)
	}, `SELECT (SELECT count(*) FROM feeds), (SELECT count(*) FROM items),
		(SELECT count(*) FROM stories), (SELECT count(*) FROM appearances), (SELECT count(*) FROM changes)`)
	if err != nil {
		return c, n, err
	}
	return c, n, queryRows(ctx, db, func(rows *sql.Rows) error { return rows.Scan(&n.Item, &n.Story, &n.Change) }, selectNumbers)
}

// Seize locks a database that will be replaced. It moves the content of the
// write-ahead log into the file, removes the log, and excludes all other
// readers and writers until release is called. The error wraps [ErrLocked]
// when another process has the file open, and [ErrDamaged] when it cannot be
// read.
func Seize(ctx context.Context, path string) (release func() error, err error) {
	db, err := sql.Open("sqlite", fileURL(path)+"?mode=rw&_pragma=busy_timeout(2000)&_pragma=synchronous(FULL)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, classify(err)), db.Close())
	}
	for _, statement := range []string{`PRAGMA journal_mode = DELETE`, `BEGIN EXCLUSIVE`} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return nil, errors.Join(fmt.Errorf("take %s for oneself: %w", path, classify(err)), conn.Close(), db.Close())
		}
	}
	return func() error {
		// Nothing was written. Processes that waited detect that the file was replaced.
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
		return errors.Join(conn.Close(), db.Close())
	}, nil
}

// fileURL returns a path as the file URL that SQLite takes as a DSN.
func fileURL(path string) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}).String()
}
