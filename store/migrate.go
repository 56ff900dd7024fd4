package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed"
	"fmt"
	"time"

	"newsarchive/internal/event"
)

// applicationID marks the file as an archive: "news" in SQLite's header.
const applicationID = 0x6e657773

//go:embed schema.sql
var schema1 string

//go:embed schema_4_fields.sql
var schemaFields string

//go:embed schema_5_appearances.sql
var schemaAppearances string

//go:embed schema_6_texts.sql
var schemaTexts string

//go:embed schema_8_skips.sql
var schemaSkips string

//go:embed schema_8_marks.sql
var schemaMarks string

//go:embed schema_9_unchanged.sql
var schemaUnchanged string

//go:embed schema_10_read_lists.sql
var schemaReadLists string

//go:embed schema_10_events.sql
var schemaEvents string

// schemaForeign marks feeds whose addresses no person typed: they came in a list
// and may not be of a private network.
const schemaForeign = `ALTER TABLE feeds ADD COLUMN foreign_address INTEGER NOT NULL DEFAULT 0`

//go:embed schema_8_visits.sql
var schemaVisits string

//go:embed schema_8_health.sql
var schemaHealth string

// step is one step of the schema; it runs in its own transaction.
type step func(context.Context, *Store, *sql.Tx) error

// ddl returns a step that only executes SQL.
func ddl(statements string) step {
	return func(ctx context.Context, _ *Store, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, statements)
		return err
	}
}

// migrations returns the steps of the schema: step n migrates version n to
// n+1. A released step is never changed.
func migrations() []step {
	return []step{ddl(schema1), moveSecrets, keyByAddress, ddl(schemaFields), ddl(schemaAppearances), ddl(schemaTexts), ddl(schemaForeign), ddl(schemaVisits + schemaHealth + schemaSkips + schemaMarks), ddl(schemaUnchanged), addListsAndEvents}
}

// addListsAndEvents makes the table of lists marked read as a whole, and those of
// events. The events of an archive without stories are decided; all others are to
// be.
func addListsAndEvents(ctx context.Context, _ *Store, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, schemaReadLists+schemaEvents); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE event_state SET version = ? WHERE NOT EXISTS (SELECT 1 FROM changes)`, event.Version)
	return err
}

// migrate migrates the schema to the newest version, one transaction per step.
// It creates a new archive only when zone is not nil.
func (s *Store) migrate(ctx context.Context, zone *time.Location) error {
	steps := migrations()
	version, err := versionOf(ctx, s.write)
	if err != nil {
		return err
	}
	if s.file != nil { // before anything is written; from now on no restore can seize the file
		if err := s.CheckSameFile(); err != nil {
			return err
		}
	}
	if version > len(steps) {
		return newerError(version)
	}
	for ; version < len(steps); version++ {
		if err := s.migrateTo(ctx, version+1, steps[version], zone); err != nil {
			return fmt.Errorf("bring the schema to version %d: %w", version+1, err)
		}
	}
	return nil
}

// newerError returns the error for an archive written by a later version of
// the program.
func newerError(version int) error {
	return fmt.Errorf("%w: its schema is version %d, this program knows %d", ErrNewer, version, len(migrations()))
}

// versionOf returns the schema version; 0 means an empty file.
func versionOf(ctx context.Context, db *sql.DB) (int, error) {
	var version, application, tables int
	err := db.QueryRowContext(ctx, `SELECT (SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)`).
		Scan(&version, &application, &tables)
	if err == nil && application != applicationID && tables > 0 {
		err = fmt.Errorf("%w: it is a database of another program", ErrDamaged)
	}
	return version, err
}

// migrateTo runs one step unless another process has already run it.
func (s *Store) migrateTo(ctx context.Context, version int, step step, zone *time.Location) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	var now int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&now); err != nil || now >= version {
		return err
	}
	if version == 1 && zone == nil {
		return ErrNoArchive
	}
	if err := step(ctx, s, tx); err != nil {
		return err
	}
	if version == 1 {
		if err := initArchive(ctx, tx, zone); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, version)); err != nil {
		return err
	}
	return tx.Commit()
}

// initArchive writes the archive's fixed properties: id, zone and creation
// time.
func initArchive(ctx context.Context, tx *sql.Tx, zone *time.Location) error {
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d`, applicationID)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO archive (id, zone, created) VALUES (?, ?, ?)`,
		rand.Text(), zone.String(), stamp(time.Now()))
	return err
}
