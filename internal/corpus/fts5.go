package corpus

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// FTS5Path is the file that [FTS5] makes in a folder.
func FTS5Path(dir string) string { return filepath.Join(dir, "fts5-stories.db") }

// FTS5 returns headlines in SQLite, with FTS5 over them, made once in a folder. The
// driver "sqlite" must be registered.
func FTS5(b *testing.B, dir string, rows func() []Headline) *sql.DB {
	b.Helper()
	path := FTS5Path(dir)
	_, missing := os.Stat(path)
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	if missing == nil {
		return db
	}
	run := func(statement string) {
		if _, err := db.ExecContext(b.Context(), statement); err != nil {
			b.Fatal(err)
		}
	}
	run(`CREATE TABLE stories (id INTEGER PRIMARY KEY, title TEXT, publisher TEXT, date TEXT)`)
	run(`CREATE VIRTUAL TABLE words USING fts5(title, publisher, content = 'stories', content_rowid = 'id', tokenize = 'porter unicode61')`)
	tx, err := db.BeginTx(b.Context(), nil)
	if err != nil {
		b.Fatal(err)
	}
	for i, h := range rows() {
		if _, err := tx.ExecContext(b.Context(), `INSERT INTO stories VALUES (?, ?, ?, ?)`,
			i+1, h.Title, h.Publisher, h.Seen.Format(time.RFC3339)); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	run(`CREATE INDEX stories_date ON stories (date)`)
	run(`INSERT INTO words (words) VALUES ('rebuild')`)
	run(`INSERT INTO words (words) VALUES ('optimize')`)
	run(`ANALYZE`)
	return db
}
