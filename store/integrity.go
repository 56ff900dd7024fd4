package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
)

// readers is how many goroutines read a whole database at once.
const readers = 2

// CheckIntegrity checks the whole database with SQLite's own checks and
// returns a description of each fault. It calls progress, if not nil, after
// each check.
func (s *Store) CheckIntegrity(ctx context.Context, progress func(done, total int)) (faults []string, err error) {
	err = s.WithMmap(func(s *Store) (err error) {
		faults, err = checkIntegrity(ctx, s.read, progress)
		return err
	})
	return faults, err
}

// checkIntegrity checks every table with its indexes and its foreign keys and
// describes the faults, at most a hundred of each check. The check of
// sqlite_schema includes the free list.
func checkIntegrity(ctx context.Context, db *sql.DB, progress func(done, total int)) (faults []string, err error) {
	tables := []string{"sqlite_schema"}
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		tables = append(tables, name)
		return err
	}, `SELECT name FROM sqlite_schema WHERE type = 'table'`)
	if err != nil {
		return nil, err
	}
	var checks []check
	for _, table := range tables {
		checks = append(checks, check{integrity, table}, check{references, table})
	}
	return runChecks(ctx, db, checks, progress)
}

// check looks for faults of one table.
type check struct {
	look  func(ctx context.Context, db *sql.DB, table string) ([]string, error)
	table string
}

// runChecks runs the checks in parallel and returns their results in order. It
// stops at the first error.
func runChecks(ctx context.Context, db *sql.DB, checks []check, progress func(done, total int)) ([]string, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	found := make([][]string, len(checks))
	var mu sync.Mutex
	next, done := 0, 0
	var group sync.WaitGroup
	work := func() {
		mu.Lock()
		defer mu.Unlock()
		for next < len(checks) && ctx.Err() == nil {
			i := next
			next++
			mu.Unlock()
			some, err := checks[i].look(ctx, db, checks[i].table)
			mu.Lock()
			found[i] = some
			if err != nil {
				stop(err)
				return
			}
			if done++; progress != nil {
				progress(done, len(checks))
			}
		}
	}
	for range readers {
		group.Go(work)
	}
	group.Wait()
	return slices.Concat(found...), context.Cause(ctx)
}

// integrity returns the faults that SQLite finds in a table and its indexes.
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

// references returns the rows of a table whose foreign keys point to missing
// rows.
func references(ctx context.Context, db *sql.DB, table string) (faults []string, err error) {
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		var row sql.NullInt64
		var parent string
		err := rows.Scan(&row, &parent)
		faults = append(faults, fmt.Sprintf("table %s: row %d refers to a missing row of %s", table, row.Int64, parent))
		return err
	}, `SELECT rowid, parent FROM pragma_foreign_key_check(?) LIMIT 100`, table)
	return faults, err
}
