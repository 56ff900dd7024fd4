package index

import (
	"database/sql"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"

	_ "modernc.org/sqlite"
)

// BenchmarkBesideFTS5 runs the same queries on this index and on SQLite's FTS5
// (the porter tokenizer) in one run, and reports how many times faster the index
// is. FTS5 returns the ten best rows and the total, as every answer does.
func BenchmarkBesideFTS5(b *testing.B) {
	docs := fromCorpus(b, 0)
	x := build(b, docs)
	db := fts(b, docs)
	for _, c := range []struct {
		name, text, Match, order string
		sort                     Sort
	}{
		{"words", "korea japan", "korea japan", "rank", Relevance},
		{"common word", "the", "the", "rank", Relevance},
		{"phrase", `"white house"`, `"white house"`, "rank", Relevance},
		{"prefix", "kor*", "kor*", "rank", Relevance},
		{"newest of a common word", "the", "the", "rowid desc", Newest},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := Request{Query: parse(b, c.text), Sort: c.sort, Size: 10}
			var ours, theirs []time.Duration
			for b.Loop() {
				start := time.Now()
				if _, err := x.Search(b.Context(), r); err != nil {
					b.Fatal(err)
				}
				ours = append(ours, time.Since(start))
				start = time.Now()
				askFTS(b, db, c.Match, c.order)
				theirs = append(theirs, time.Since(start))
			}
			slices.Sort(ours)
			slices.Sort(theirs)
			o, t := ours[len(ours)/2], theirs[len(theirs)/2]
			b.ReportMetric(float64(o.Microseconds()), "ours-µs")
			b.ReportMetric(float64(t.Microseconds()), "fts5-µs")
			b.ReportMetric(float64(t)/float64(o), "times")
		})
	}
}

func fts(b *testing.B, docs []news.Entry) *sql.DB {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "fts.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	if _, err := db.Exec(`create virtual table story using fts5(title, publisher, tokenize = 'porter unicode61')`); err != nil {
		b.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	for _, d := range docs {
		if _, err := tx.Exec(`insert into story(rowid, title, publisher) values (?, ?, ?)`, d.ID, d.Title, d.Publisher); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return db
}

func askFTS(b *testing.B, db *sql.DB, match, order string) {
	b.Helper()
	var total int
	if err := db.QueryRow(`select count(*) from story where story match ?`, match).Scan(&total); err != nil {
		b.Fatal(err)
	}
	rows, err := db.Query(`select rowid from story where story match ? order by `+order+` limit 10`, match)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // read only
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
}
