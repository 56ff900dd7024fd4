package archive_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/corpus"
)

// BenchmarkTimeline counts a million stories over time, and beside it, where
// SQLite can be asked the same, FTS5 with GROUP BY, in one run.
func BenchmarkTimeline(b *testing.B) {
	a := million(b)
	db := millionFTS(b, a.Dir())
	day := func(text string, versus ...string) func() (int64, error) {
		return func() (int64, error) {
			line, err := a.Timeline(b.Context(), archive.TimelineOptions{
				Question: archive.Question{Text: text}, Versus: versus, By: chronology.Day,
			})
			return line.Series[0].Total, err
		}
	}
	const word = `SELECT d.day, count(*) FROM story JOIN days d ON d.id = story.rowid WHERE story MATCH ? GROUP BY 1`
	const all = `SELECT day, count(*) FROM days WHERE ? <> '' GROUP BY 1`
	for _, c := range []struct {
		name string
		ours func() (int64, error)
		sql  string
		args []any
	}{
		{"common word by day, with shares", day("the"), word, []any{"the"}},
		{"common word against another", day("the", "trump"), word, []any{"the"}},
		{"everything by day", day(""), all, []any{"x"}},
		{"everything against a word", day("", "trump"), all, []any{"x"}},
		{"key dates of a large topic", func() (int64, error) {
			k, err := a.KeyDates(b.Context(), archive.Question{Text: "trump OR iran"}, 10, nil)
			return k.Total, err
		}, "", nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			var ours, theirs []time.Duration
			var stories int64
			for range 9 {
				began := time.Now()
				n, err := c.ours()
				if err != nil {
					b.Fatal(err)
				}
				stories = n
				ours = append(ours, time.Since(began))
				if c.sql == "" {
					continue
				}
				began = time.Now()
				countFTS(b, db, c.sql, c.args...)
				theirs = append(theirs, time.Since(began))
			}
			for b.Loop() {
			}
			slices.Sort(ours)
			slices.Sort(theirs)
			b.ReportMetric(float64(stories), "stories")
			b.ReportMetric(float64(ours[len(ours)/2].Microseconds())/1000, "ours-ms")
			if len(theirs) > 0 {
				b.ReportMetric(float64(theirs[len(theirs)/2].Microseconds())/1000, "fts5-ms")
				b.ReportMetric(float64(theirs[len(theirs)/2])/float64(ours[len(ours)/2]), "times")
			}
		})
	}
}

// millionFTS returns the same stories in FTS5, made once beside the archive.
func millionFTS(b *testing.B, dir string) *sql.DB {
	b.Helper()
	path := filepath.Join(dir, "fts5.db")
	_, missing := os.Stat(path)
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	if missing == nil {
		return db
	}
	for _, statement := range []string{
		`CREATE VIRTUAL TABLE story USING fts5(title, publisher, tokenize = 'porter unicode61')`,
		`CREATE TABLE days (id INTEGER PRIMARY KEY, day TEXT NOT NULL)`, `CREATE INDEX days_day ON days (day)`,
	} {
		if _, err := db.Exec(statement); err != nil {
			b.Fatal(err)
		}
	}
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	for i, h := range corpus.Observations(b, 0) {
		if _, err := tx.Exec(`INSERT INTO story (rowid, title, publisher) VALUES (?, ?, ?)`, i+1, h.Title, h.Publisher); err != nil {
			b.Fatal(err)
		}
		if _, err := tx.Exec(`INSERT INTO days VALUES (?, ?)`, i+1, h.Seen.Format(time.DateOnly)); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return db
}

func countFTS(b *testing.B, db *sql.DB, statement string, args ...any) {
	b.Helper()
	rows, err := db.QueryContext(b.Context(), statement, args...)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // read only
	for rows.Next() {
		var day string
		var n int64
		if err := rows.Scan(&day, &n); err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
}
