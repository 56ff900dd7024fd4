package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/private"
)

// The database contains no user names, passwords or addresses of private
// feeds. They are in private.db beside it; see package private.

// moveSecrets is the step to version 2: it moves user names and passwords of
// feeds' addresses to private.db and removes them from every text of the
// database. private.db is synced before the transaction commits; after a crash
// in between, the step runs again. [Store.Scrub] overwrites the old bytes.
func moveSecrets(ctx context.Context, s *Store, tx *sql.Tx) error {
	var logins []private.Feed
	var spelled []string
	for _, query := range []string{`SELECT url FROM feeds`, `SELECT url FROM feed_addresses`, `SELECT DISTINCT url FROM fetches`} {
		addresses, err := texts(ctx, tx, query)
		if err != nil {
			return err
		}
		for _, address := range addresses {
			bare, login, ok := private.Split(address)
			if !ok {
				continue
			}
			if strings.HasSuffix(query, " feeds") {
				logins = append(logins, private.Feed{Shown: bare, Login: login})
			}
			userinfo, _ := private.Userinfo(address)
			spelled = append(spelled, userinfo, redacted(login.User), redacted(before(userinfo, ":")))
		}
	}
	if len(spelled) == 0 {
		return nil
	}
	db, err := private.Open(ctx, filepath.Join(filepath.Dir(s.path), private.File))
	if err != nil {
		return err
	}
	if err := errors.Join(db.Save(ctx, logins...), db.Close()); err != nil {
		return err
	}
	slices.Sort(spelled)
	var pairs []private.Pair
	for _, userinfo := range slices.Compact(spelled) {
		pairs = append(pairs, private.Pair{Secret: "//" + userinfo + "@", Instead: "//"})
	}
	return replaceEverywhere(ctx, tx, pairs)
}

// redacted is a user with a hidden password in the form of net/url.
func redacted(user string) string { return user + ":xxxxx" }

func before(s, sep string) string {
	head, _, _ := strings.Cut(s, sep)
	return head
}

// HideFeed replaces the address of a feed by the shown form of a private one,
// everywhere in the database, including elements. The full address must be in
// private.db already. The feed's other addresses may be secret too and are
// deleted. A change is logged for all its stories. [Store.Scrub] overwrites
// the old bytes.
func (s *Store) HideFeed(ctx context.Context, id int64, kept private.Feed) error {
	return s.transact(ctx, "hide the address of "+kept.Shown, time.Now(), func(v *saver) error {
		for _, statement := range []string{
			`UPDATE feeds SET url = ?1 WHERE id = ?2`,
			`UPDATE fetches SET url = ?1 WHERE feed_id = ?2`,
			`DELETE FROM feed_addresses WHERE feed_id = ?2 AND url <> ?1`,
			`INSERT INTO feed_addresses (url, feed_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING`,
		} {
			if _, err := v.exec(statement, kept.Shown, id); err != nil {
				return err
			}
		}
		hider := kept.Hider()
		if err := replaceEverywhere(ctx, v.conn, hider.Pairs()); err != nil {
			return err
		}
		if err := v.hideElements(ctx, kept, hider); err != nil {
			return err
		}
		stories, err := v.ids(`SELECT DISTINCT story_id FROM appearances WHERE feed_id = ?`, id)
		if err != nil {
			return err
		}
		v.touch(stories...)
		return v.logChanges()
	})
}

// execer is a transaction or a connection that has one.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// replaceEverywhere replaces secrets in every column of every table except
// those of elements, and marks the file for [Store.Scrub].
func replaceEverywhere(ctx context.Context, tx execer, pairs []private.Pair) error {
	for _, statement := range []string{`PRAGMA secure_delete = 1`, `CREATE TABLE IF NOT EXISTS ` + scrubTable + ` (since TEXT)`} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	tables, err := texts(ctx, tx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
		AND name NOT IN ('elements', 'past_elements', 'element_heads', 'dictionaries')`)
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
		for some := range slices.Chunk(pairs, 100) { // SQLite limits the depth of expressions
			if err := replaceIn(ctx, tx, table, columns, some); err != nil {
				return fmt.Errorf("replace an address in %s: %w", table, err)
			}
		}
	}
	return nil
}

// replaceIn replaces all secrets in one pass over a table. A row whose new key
// would collide with another is left unchanged, except an address of a feed,
// which is deleted.
func replaceIn(ctx context.Context, tx execer, table string, columns []string, pairs []private.Pair) error {
	var set, has []string
	var args []any
	for i, p := range pairs {
		args = append(args, p.Secret, p.Instead)
		has = append(has, fmt.Sprintf(`instr(concat_ws(' ', %s), ?%d) > 0`, strings.Join(columns, ", "), 2*i+1))
	}
	for _, c := range columns {
		replaced := `CAST(` + c + ` AS TEXT)`
		for i := range pairs {
			replaced = fmt.Sprintf(`replace(%s, ?%d, ?%d)`, replaced, 2*i+1, 2*i+2)
		}
		set = append(set, fmt.Sprintf(`%s = CASE typeof(%[1]s) WHEN 'blob' THEN CAST(%[2]s AS BLOB) WHEN 'null' THEN NULL ELSE %[2]s END`, c, replaced))
	}
	where := ` WHERE ` + strings.Join(has, " OR ")
	_, err := tx.ExecContext(ctx, `UPDATE OR IGNORE `+table+` SET `+strings.Join(set, ", ")+where, args...)
	if err == nil && table == "feed_addresses" {
		_, err = tx.ExecContext(ctx, `DELETE FROM feed_addresses`+where, args...)
	}
	return err
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

// bareFeed removes user name and password from the addresses of an imported
// item's feed, its files and its elements. They are dropped, because an
// imported file must not set a password.
func bareFeed(it *news.Item) {
	for i, alias := range it.Feed.Aliases {
		it.Feed.Aliases[i] = private.Bare(alias)
	}
	spelled, ok := private.Userinfo(it.Feed.URL)
	if !ok {
		return
	}
	it.Feed.URL = private.Bare(it.Feed.URL)
	without := func(text *string) { *text = strings.ReplaceAll(*text, "//"+spelled+"@", "//") }
	element := func(r *news.Raw) {
		without(&r.Element)
		without(&r.Head)
		r.Address = private.Bare(r.Address)
	}
	if it.Post != nil {
		without(&it.Post.Raw)
	}
	for i := range it.EarlierPosts {
		without(&it.EarlierPosts[i].Raw)
	}
	if it.Raw != nil {
		element(it.Raw)
	}
	for i := range it.EarlierRaw {
		element(&it.EarlierRaw[i])
	}
}
