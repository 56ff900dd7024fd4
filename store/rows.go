package store

import (
	"context"
	"database/sql"
)

// querier is a pool of connections, or one transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// queryRows calls row for every row of a query. The error wraps [ErrDamaged]
// when the file cannot be read.
func queryRows(ctx context.Context, db querier, row func(*sql.Rows) error, query string, args ...any) error {
	return guard(func() error { return eachRow(ctx, db, row, query, args...) })
}

func eachRow(ctx context.Context, db querier, row func(*sql.Rows) error, query string, args ...any) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return classify(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return classify(rows.Err())
}

// queryIDs returns the single integer column of a query.
func queryIDs(ctx context.Context, db querier, query string, args ...any) (ids []int64, err error) {
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		ids = append(ids, id)
		return nil
	}, query, args...)
	return ids, err
}
