package store

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"
)

// An archive of version 1 that knew one article by http and by https has one
// story afterwards: the later is the same as the earlier, no id has changed,
// and each has a key.
func TestFoldingOfSchemes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s := &Store{path: path, writerSlot: make(chan *writer, 1)}
	var err error
	if s.write, err = sql.Open("sqlite", dsn(path)); err != nil {
		t.Fatal(err)
	}
	s.write.SetMaxOpenConns(1)
	if err := s.migrateTo(t.Context(), 1, ddl(schema1), time.UTC); err != nil {
		t.Fatal(err)
	}
	statements := []string{`INSERT INTO feeds (id, url, added) VALUES (1, 'https://f.example/rss', '2026-01-01T00:00:00Z')`}
	story := func(id, item, key, root string) {
		statements = append(statements,
			`INSERT INTO items VALUES (`+item+`, 1, '`+key+`', '', '`+key+`', '', 'T', NULL, '', NULL, '', '', '', '', '', '', '', 0, NULL, NULL, 1, '2026-01-01T00:00:00Z', NULL)`,
			`INSERT INTO stories VALUES (`+id+`, '`+key+`', 'T', '', '', '', '', '', NULL, 0, '2026-01-01', '2026-01-01', NULL, '2026-01-01T00:00:00Z')`,
			`INSERT INTO story_keys VALUES ('`+key+`', `+id+`)`,
			`INSERT INTO stays (feed_id, item_id, story_id, position, first_seen) VALUES (1, `+item+`, `+id+`, 1, '2026-01-01T00:00:00Z')`)
		if root != "" {
			statements = append(statements, `INSERT INTO same_as VALUES (`+id+`, `+root+`, 'republished', '2026-01-02T00:00:00Z')`)
		}
	}
	story("1", "1", "http://a.example/1", "")
	story("2", "2", "https://a.example/1", "")
	story("3", "3", "https://a.example/2", "")
	story("4", "4", "http://a.example/2", "")
	story("5", "5", "gnews:A", "4")
	story("6", "6", "http://a.example/3", "")
	statements = append(statements, `INSERT INTO posts (item_id, path, raw, imported) VALUES (6, 'a.md', 'x', '2026-01-01T00:00:00Z')`)
	for _, statement := range statements {
		if _, err := s.write.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	if err := s.write.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // nothing is waiting
	for query, want := range map[string]string{
		`SELECT group_concat(story_id || '>' || root_id, ' ') FROM (SELECT * FROM same_as ORDER BY story_id)`: "2>1 4>3 5>3",
		`SELECT group_concat(key || '=' || story_id, ' ') FROM (SELECT * FROM story_keys ORDER BY story_id)`:  "item:1:0:http://a.example/1=1 https://a.example/1=2 https://a.example/2=3 item:1:0:http://a.example/2=4 gnews:A=5 https://a.example/3=6",
		`SELECT key FROM items WHERE id = 6`:                  "https://a.example/3",
		`SELECT path || site || item_id FROM post_files`:      "a.md6",
		`SELECT count(*) > 0 FROM changes WHERE story_id = 1`: "1",
	} {
		if got := one(t.Context(), t, s.read, query); got != want {
			t.Errorf("%s:\n%s, want\n%s", query, got, want)
		}
	}
	faults, err := s.Inconsistencies(t.Context(), time.Now())
	if err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func one(ctx context.Context, t *testing.T, db *sql.DB, query string) (text string) {
	t.Helper()
	if err := db.QueryRowContext(ctx, query).Scan(&text); err != nil {
		t.Fatal(query, err)
	}
	return text
}
