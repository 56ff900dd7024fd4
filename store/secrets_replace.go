package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"newsarchive/internal/private"
)

// execer is a transaction or a connection that has one.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// replaceEverywhere replaces secrets in every column of every table, but those
// of elements and of publishers' public pages, and marks the file as one to scrub.
func replaceEverywhere(ctx context.Context, tx execer, pairs []private.Pair) error {
	for _, statement := range []string{`PRAGMA secure_delete = 1`, `CREATE TABLE IF NOT EXISTS ` + scrubTable + ` (since TEXT)`} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	pairs = slices.DeleteFunc(slices.Clone(pairs), func(p private.Pair) bool {
		return strings.Contains(p.Instead, p.Secret) // as of ?key=private
	})
	tables, err := texts(ctx, tx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
		AND name NOT IN ('elements', 'past_elements', 'element_heads', 'dictionaries', 'page_texts')`)
	if err != nil {
		return err
	}
	for _, table := range tables {
		columns, err := texts(ctx, tx, `SELECT name FROM pragma_table_info('`+table+`') WHERE type IN ('TEXT', 'BLOB')`)
		if err != nil {
			return err
		}
		if len(columns) == 0 {
			continue
		}
		for some := range slices.Chunk(pairs, 100) { // SQLite bounds the depth of an expression
			if err := replaceIn(ctx, tx, table, columns, some); err != nil {
				return fmt.Errorf("replace an address in %s: %w", table, err)
			}
		}
	}
	return nil
}

// replaceIn reads a table once, whatever the number of secrets. A row that
// would then have the key of another gets one of its own, or goes when it is
// nothing but a key.
func replaceIn(ctx context.Context, tx execer, table string, columns []string, pairs []private.Pair) error {
	var has []string
	var args []any
	for i, p := range pairs {
		args = append(args, p.Secret, p.Instead)
		has = append(has, fmt.Sprintf(`instr(concat_ws(' ', %s), ?%d) > 0`, strings.Join(columns, ", "), 2*i+1))
	}
	where := ` WHERE ` + strings.Join(has, " OR ")
	update := func(suffix map[string]string) error {
		_, err := tx.ExecContext(ctx, `UPDATE OR IGNORE `+table+` SET `+replacements(columns, len(pairs), suffix)+where, args...)
		return err
	}
	if err := update(nil); err != nil {
		return err
	}
	switch table {
	case "items":
		return update(map[string]string{"key": "id"})
	case "story_keys":
		return update(map[string]string{"key": "story_id"})
	case "feed_addresses", "shared_links", "dead_guids", "post_files", "tombstones", "faults", "feed_tags", "item_tags", "story_tags", "skipped":
		_, err := tx.ExecContext(ctx, `DELETE FROM `+table+where, args...)
		return err
	}
	return nil
}

// replacements sets columns to what they are without so many secrets, some of
// them with the number in another column behind it.
func replacements(columns []string, secrets int, suffix map[string]string) string {
	var set []string
	for _, c := range columns {
		replaced := `CAST(` + c + ` AS TEXT)`
		for i := range secrets {
			replaced = fmt.Sprintf(`replace(%s, ?%d, ?%d)`, replaced, 2*i+1, 2*i+2)
		}
		if number := suffix[c]; number != "" {
			replaced += ` || '#' || ` + number
		}
		set = append(set, fmt.Sprintf(`%s = CASE typeof(%[1]s) WHEN 'blob' THEN CAST(%[2]s AS BLOB) WHEN 'null' THEN NULL ELSE %[2]s END`, c, replaced))
	}
	return strings.Join(set, ", ")
}

func texts(ctx context.Context, tx execer, query string) (all []string, err error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}
