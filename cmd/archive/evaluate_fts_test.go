package main

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// byFTS5 asks SQLite's own full-text index: porter's stems, any of the words,
// in the order of its bm25.
func (c collection) byFTS5(t *testing.T) map[string][]string {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "fts.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's own
	if _, err := db.Exec(`CREATE VIRTUAL TABLE docs USING fts5(name UNINDEXED, title, text, tokenize='porter')`); err != nil {
		t.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range c.docs {
		if _, err := tx.Exec(`INSERT INTO docs VALUES (?, ?, ?)`, doc.Name, doc.Title, doc.Text); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, topic := range c.topics {
		found[topic.ID] = askFTS5(t, db, topic.Text)
	}
	return found
}

func askFTS5(t *testing.T, db *sql.DB, question string) (names []string) {
	t.Helper()
	words := strings.FieldsFunc(question, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return nil
	}
	rows, err := db.Query(`SELECT name FROM docs WHERE docs MATCH ? ORDER BY bm25(docs) LIMIT 1000`, `"`+strings.Join(words, `" OR "`)+`"`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return names
}
