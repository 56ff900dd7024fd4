package evaluate

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// byFTS5 asks SQLite's own full-text index: porter's stems, any of the words,
// ranked by its bm25. Scripts without spaces are cut into pairs of letters
// first. It returns the ranked names for each topic.
func (c collection) byFTS5(ctx context.Context) (ranked map[string][]string, err error) {
	db, err := sql.Open("sqlite", ":memory:") // the archive's store has registered the driver
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // each connection has a memory of its own
	if err := c.fillFTS5(ctx, db); err != nil {
		return nil, fmt.Errorf("fill FTS5: %w", err)
	}
	ranked = map[string][]string{}
	for _, topic := range c.topics {
		if ranked[topic.ID], err = askFTS5(ctx, db, topic.Text); err != nil {
			return nil, fmt.Errorf("ask FTS5 %q: %w", topic.Text, err)
		}
	}
	return ranked, nil
}

func (c collection) fillFTS5(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, `CREATE VIRTUAL TABLE docs USING fts5(name UNINDEXED, title, text, tokenize='porter')`); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // nothing to undo once it is committed
	for _, doc := range c.docs {
		if _, err := tx.ExecContext(ctx, `INSERT INTO docs VALUES (?, ?, ?)`, doc.Name, spaced(doc.Title), spaced(doc.Text)); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func askFTS5(ctx context.Context, db *sql.DB, question string) (names []string, err error) {
	words := wordsOf(spaced(question))
	if len(words) == 0 {
		return nil, nil
	}
	rows, err := db.QueryContext(ctx, `SELECT name FROM docs WHERE docs MATCH ? ORDER BY bm25(docs) LIMIT ?`,
		`"`+strings.Join(words, `" OR "`)+`"`, depth)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err has the error
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// wordCount is the number of words of a text that has spaces between them.
func wordCount(s string) int { return len(strings.Fields(s)) }

// spaced writes scripts without spaces as their pairs of letters, with spaces
// between these.
func spaced(s string) string {
	runes := []rune(s)
	var b strings.Builder
	for i, r := range runes {
		next := i + 1
		switch {
		case !unspaced(r):
			b.WriteRune(r)
		case next < len(runes) && unspaced(runes[next]):
			b.WriteString(" " + string(runes[i:next+1]) + " ")
		case i == 0 || !unspaced(runes[i-1]):
			b.WriteString(" " + string(r) + " ")
		}
	}
	return b.String()
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
