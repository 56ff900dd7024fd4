package pages

import (
	"context"
	"database/sql"
	_ "embed" // the schema
	"errors"
	"fmt"
	"path/filepath"

	"newsarchive/internal/ownerfile"

	_ "modernc.org/sqlite" // the driver
)

// File is the name of the file in an archive's folder.
const File = "pages.db"

var (
	// ErrDamaged means that a page, or the file, cannot be read.
	ErrDamaged = errors.New("damaged")
	// ErrNewer means that the file was written by a newer version of the program.
	ErrNewer = errors.New("written by a newer version of the program")
	// ErrNoPage means that there is no page of this id.
	ErrNoPage = errors.New("no such page")
)

// applicationID marks the file: "newg" in SQLite's header.
const applicationID = 0x6e657767

const schemaVersion = 1

//go:embed schema.sql
var schema string //nolint:gochecknoglobals // a constant

// DB is pages.db. It is safe for concurrent use.
type DB struct {
	path string
	db   *sql.DB
	pack *packer
}

// Open opens the file in an archive's folder, and makes it when it is not there.
// Its mode becomes 0600. The error wraps [ErrNewer] or [ErrDamaged] where these
// are the reason.
func Open(ctx context.Context, dir string) (*DB, error) {
	path := filepath.Join(dir, File)
	if err := ownerfile.Prepare(path); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	d, err := open(path, "?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=secure_delete(1)")
	if err == nil {
		err = d.initialize(ctx)
	}
	if err == nil {
		err = ownerfile.Restrict(path) // the journals, which the first query makes
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, classify(err)), d.Close())
	}
	return d, nil
}

// OpenReadOnly opens the file in an archive's folder for reading, and makes or
// changes no file. The error wraps [fs.ErrNotExist] where there is none, and
// ErrNewer or ErrDamaged as with [Open].
func OpenReadOnly(ctx context.Context, dir string) (*DB, error) {
	path := filepath.Join(dir, File)
	options, err := readOnlyOptions(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	d, err := open(path, options)
	if err == nil {
		_, err = version(ctx, d.db)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, classify(err)), d.Close())
	}
	return d, nil
}

func open(path, options string) (*DB, error) {
	d := &DB{path: path}
	var err error
	if d.db, err = sql.Open("sqlite", fileURL(path)+options); err != nil {
		return d, err
	}
	d.pack, err = newPacker()
	return d, err
}

// Close closes the file.
func (d *DB) Close() error {
	var err error
	if d.pack != nil {
		err = d.pack.close()
	}
	if d.db != nil {
		err = errors.Join(err, d.db.Close())
	}
	return err
}

// initialize makes the tables of a new file.
func (d *DB) initialize(ctx context.Context) error {
	return d.transact(ctx, func(tx *sql.Tx) error {
		have, err := version(ctx, tx)
		if err != nil || have == schemaVersion {
			return err
		}
		if _, err := tx.ExecContext(ctx, schema); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d`, applicationID, schemaVersion))
		return err
	})
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// version returns the version of the schema, 0 for a new file.
func version(ctx context.Context, db querier) (version int, err error) {
	var application, tables int
	err = db.QueryRowContext(ctx, `SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&version, &application, &tables)
	switch {
	case err != nil:
		return 0, err
	case version == 0 && application == 0 && tables == 0:
		return 0, nil
	case application != applicationID:
		return 0, fmt.Errorf("%w: it does not hold an archive's pages", ErrDamaged)
	case version > schemaVersion:
		return 0, ErrNewer
	}
	return version, nil
}

// transact calls work in a transaction, which it commits when work succeeds.
func (d *DB) transact(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}
