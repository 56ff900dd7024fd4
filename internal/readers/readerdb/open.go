package readerdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"

	"newsarchive/internal/readers"

	"modernc.org/sqlite"
)

// maxValue is how many bytes a value of the database may have.
const maxValue = 64 << 20

// limitLength is SQLITE_LIMIT_LENGTH (sqlite.org/c3ref/c_limit_attached.html).
const limitLength = 0

// Program is the program that a database belongs to.
type Program string

// The programs.
const (
	Newsboat Program = "newsboat"
	FreshRSS Program = "FreshRSS"
)

// ErrUnknown means that a database is of no program that is known.
var ErrUnknown = errors.New("the database is neither newsboat's cache.db nor FreshRSS's db.sqlite")

// DB is an open database.
type DB struct {
	Program Program
	pool    *sql.DB
	conn    *sql.Conn
}

// Open opens the database at path. The error wraps [ErrUnknown] if it is of
// another program.
func Open(ctx context.Context, path string) (*DB, error) {
	pool, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+
		"?mode=ro&_pragma=query_only(1)&_pragma=trusted_schema(0)&_pragma=busy_timeout(5000)")
	if err != nil {
		return nil, err
	}
	db := &DB{pool: pool}
	if db.conn, err = pool.Conn(ctx); err == nil {
		_, err = sqlite.Limit(db.conn, limitLength, maxValue)
	}
	if err == nil {
		db.Program, err = db.program(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Close closes the database.
func (db *DB) Close() error {
	if db.conn == nil {
		return db.pool.Close()
	}
	return errors.Join(db.conn.Close(), db.pool.Close())
}

// program finds out whose tables these are.
func (db *DB) program(ctx context.Context) (Program, error) {
	tables := map[string]bool{}
	rows, err := db.conn.QueryContext(ctx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 LIMIT 1000`)
	if err != nil {
		return "", err
	}
	defer rows.Close() //nolint:errcheck // Err is checked below
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return "", err
		}
		tables[strings.ToLower(name)] = true
	}
	switch {
	case rows.Err() != nil:
		return "", rows.Err()
	case tables["rss_feed"] && tables["rss_item"]:
		return Newsboat, nil
	case tables["entry"] && tables["feed"] && tables["category"]:
		return FreshRSS, nil
	}
	return "", ErrUnknown
}

// columns returns the names of a table's columns.
func (db *DB) columns(ctx context.Context, table string) (map[string]bool, error) {
	rows, err := db.conn.QueryContext(ctx, `SELECT name FROM pragma_table_info(?)`, table)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err is checked below
	names := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names[name] = true
	}
	return names, rows.Err()
}

// Items yields the entries, oldest first. An error concerns that entry; the last one
// may say that the rest cannot be read.
func (db *DB) Items(ctx context.Context) iter.Seq2[readers.Entry, error] {
	if db.Program == Newsboat {
		return db.each(ctx, "rss_item", newsboatQuery, newsboatItem)
	}
	return db.each(ctx, "entry", freshQuery, freshItem)
}

// each yields the entries of the rows of a query. The query is made for the
// columns that its table has.
func (db *DB) each(ctx context.Context, table string, query func(has map[string]bool) string, item scanner) iter.Seq2[readers.Entry, error] {
	return func(yield func(readers.Entry, error) bool) {
		if err := db.rows(ctx, table, query, item, yield); err != nil {
			yield(readers.Entry{Place: "the rest"}, fmt.Errorf("%s cannot be read to its end: %w", table, err))
		}
	}
}

func (db *DB) rows(ctx context.Context, table string, query func(map[string]bool) string, item scanner, yield func(readers.Entry, error) bool) error {
	has, err := db.columns(ctx, table)
	if err != nil {
		return err
	}
	rows, err := db.conn.QueryContext(ctx, query(has))
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // Err is checked below
	for n := 1; rows.Next(); n++ {
		e := readers.Entry{Place: fmt.Sprintf("row %d", n)}
		if e.Item, err = item(rows); err == nil {
			err = readers.Finish(&e.Item)
		}
		e.Size = len(e.Item.Content) + len(e.Item.Title) + len(e.Item.Link)
		if err != nil {
			e.Item.Content = ""
		}
		if !yield(e, err) {
			return nil
		}
	}
	return rows.Err()
}

// either returns an expression if the table has the column, else a constant.
func either(has map[string]bool, column, expression, constant string) string {
	if has[column] {
		return expression
	}
	return constant
}
