package store

import (
	"context"
	"database/sql"
	"fmt"
)

// wholeness reads every table with its indexes, and every reference from one
// to another, and returns what is wrong in words; at most a hundred faults of
// each. progress, if not nil, is told how many tables of how many are read.
//
// It is one table after the other: two at a time take longer, for SQLite's
// allocator is one.
func wholeness(ctx context.Context, db *sql.DB, progress func(done, total int)) (faults []string, err error) {
	var tables []string
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		tables = append(tables, name)
		return err
	}, `SELECT name FROM sqlite_schema WHERE type = 'table'`)
	if err != nil {
		return nil, err
	}
	for i, table := range tables {
		for _, check := range []func(context.Context, *sql.DB, string) ([]string, error){integrity, references} {
			some, err := check(ctx, db, table)
			if err != nil {
				return faults, err
			}
			faults = append(faults, some...)
		}
		if progress != nil {
			progress(i+1, len(tables))
		}
	}
	return faults, nil
}

// integrity returns what SQLite finds wrong with a table and its indexes.
func integrity(ctx context.Context, db *sql.DB, table string) (faults []string, err error) {
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		var fault string
		err := rows.Scan(&fault)
		if fault != "ok" {
			faults = append(faults, fmt.Sprintf("table %s: %s", table, fault))
		}
		return err
	}, `SELECT integrity_check FROM pragma_integrity_check(?)`, table)
	return faults, err
}

// references returns the rows of a table that refer to rows which are not
// there.
func references(ctx context.Context, db *sql.DB, table string) (faults []string, err error) {
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		var row sql.NullInt64
		var parent string
		err := rows.Scan(&row, &parent)
		faults = append(faults, fmt.Sprintf("table %s: row %d refers to a row of %s that is not there", table, row.Int64, parent))
		return err
	}, `SELECT rowid, parent FROM pragma_foreign_key_check(?) LIMIT 100`, table)
	return faults, err
}
