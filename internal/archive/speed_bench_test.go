package archive_test

import (
	"cmp"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
)

// class is a kind of query: how the program is asked, with its defaults, and
// how FTS5 is.
type class struct {
	name  string
	ask   archive.SearchOptions
	texts []string // one query each
	sql   string   // its ? are the arguments, one query each; empty: FTS5 cannot
	args  [][]any
}

const (
	best   = `SELECT s.id, s.title, s.publisher, s.date FROM words JOIN stories s ON s.id = words.rowid WHERE words MATCH ? ORDER BY rank LIMIT 20`
	newest = `SELECT s.id, s.title, s.publisher, s.date FROM words JOIN stories s ON s.id = words.rowid WHERE words MATCH ? ORDER BY s.date DESC LIMIT 20`
	latest = `SELECT s.id, s.title, s.publisher, s.date FROM stories s WHERE ? ORDER BY s.date DESC LIMIT 20`
	dated  = `SELECT s.id, s.title, s.publisher, s.date FROM words JOIN stories s ON s.id = words.rowid
		WHERE words MATCH ? AND s.date >= ? AND s.date < ? ORDER BY rank LIMIT 20`
	timelineBuilder = `SELECT count(*), '', '', '' FROM words WHERE words MATCH ?`
	facet           = `SELECT s.publisher, count(*) AS n, '', '' FROM words JOIN stories s ON s.id = words.rowid WHERE words MATCH ?
		GROUP BY 1 ORDER BY n DESC LIMIT 10`
)

func classes() []class {
	one := func(queries ...string) (all [][]any) {
		for _, q := range queries {
			all = append(all, []any{q})
		}
		return all
	}
	by := func(order archive.Sort) archive.SearchOptions {
		return archive.SearchOptions{Page: archive.Page{Sort: order}}
	}
	plain := func(name string, queries ...string) class {
		return class{name: name, texts: queries, sql: best, args: one(queries...)}
	}
	return []class{
		plain("one rare word", "kazakhstan", "lithuania"),
		plain("one common word", "trump", "new", "the"),
		plain("four words", "south korea japan summit", "trump putin ukraine talks", "stock market ai fears"),
		plain("two common words", "trump new", "the of", "world us"),
		plain("phrase", `"white house"`, `"prime minister"`, `"of the"`),
		plain("prefix", "kor*", "minist*", "tari*"),
		{name: "fuzzy", texts: []string{"koria~", "takaichy~", "minster~"}},
		{
			name: "word and month", texts: []string{"trump date:2026-01", "the date:2025-11", "iran date:2026-03"}, sql: dated,
			args: [][]any{{"trump", "2026-01-01", "2026-02-01"}, {"the", "2025-11-01", "2025-12-01"}, {"iran", "2026-03-01", "2026-04-01"}},
		},
		{
			name: "word and publisher, newest first", ask: by(archive.SortNewest), sql: newest,
			texts: []string{"iran publisher:reuters", "trump publisher:bbc", "the publisher:cnn"},
			args:  one("iran publisher:reuters", "trump publisher:bbc", "the publisher:cnn"),
		},
		{
			name: "common word, newest first", ask: by(archive.SortNewest), texts: []string{"trump", "new", "the"},
			sql: newest, args: one("trump", "new", "the"),
		},
		{name: "everything, newest first", ask: by(archive.SortNewest), texts: []string{""}, sql: latest, args: one("1")},
		{
			name: "negation", texts: []string{"trump -iran", "new -york", "the -trump"}, sql: best,
			args: one("trump NOT iran", "new NOT york", "the NOT trump"),
		},
		plain("any of ten words", "trump OR iran OR china OR ukraine OR israel OR apple OR google OR storm OR music OR nfl",
			"korea OR japan OR summit OR tariffs OR court OR police OR flood OR strike OR vote OR bank"),
		{
			name: "publisher facet of a common word", ask: archive.SearchOptions{Load: archive.Load{Facets: []string{"publisher"}}},
			texts: []string{"trump", "new", "the"}, sql: facet, args: one("trump", "new", "the"),
		},
		{name: "two words, with a terminal's footer", ask: archive.SearchOptions{Load: archive.Load{Span: true}}, texts: []string{"iran talks", "south korea", "apple ai"}},
		{
			name: "count", ask: archive.SearchOptions{Load: archive.Load{Stories: archive.NoStories}}, texts: []string{"trump", "new", "the"},
			sql: timelineBuilder, args: one("trump", "new", "the"),
		},
	}
}

// BenchmarkSearch asks queries of every class of the real headlines and of a
// million stories, and FTS5 beside it in one run. Both stay open between queries, as
// in archive serve. It prints a table.
func BenchmarkSearch(b *testing.B) {
	for _, c := range []struct {
		name, dir string
		rows      func() []corpus.Headline
	}{
		{"headlines", "ARCHIVE_HEADLINES", func() []corpus.Headline { return corpus.Headlines(b, 0) }},
		{"million", "ARCHIVE_MILLION", func() []corpus.Headline { return corpus.Observations(b, 0) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			a := filled(b, os.Getenv(c.dir), c.rows)
			db := corpus.FTS5(b, a.Dir(), c.rows)
			k := archive.NewKeeper(a.Dir(), archive.Options{})
			defer k.Close() //nolint:errcheck // it was only read
			for b.Loop() {
				if err := k.Use(b.Context(), func(a *archive.Archive) error { raceAll(b, a, db); return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// raceAll asks the queries of all classes and prints a table.
func raceAll(b *testing.B, a *archive.Archive, db *sql.DB) {
	b.Helper()
	const line = "%8s%8s%10s%8s%8s  %s\n"
	_, _ = fmt.Fprintf(os.Stdout, "\n"+line, "p50 ms", "p99", "FTS5 p50", "p99", "times", "class")
	var times []float64
	for _, c := range classes() {
		ours, theirs := race(b, a, db, c)
		ms := func(d []time.Duration, p float64) string {
			if len(d) == 0 {
				return "-"
			}
			return fmt.Sprintf("%.1f", float64(percentile(d, p).Microseconds())/1000)
		}
		ratio := "-"
		if len(theirs) > 0 {
			n := float64(percentile(theirs, 0.5)) / float64(percentile(ours, 0.5))
			times, ratio = append(times, n), fmt.Sprintf("%.1f", n)
		}
		_, _ = fmt.Fprintf(os.Stdout, line, ms(ours, 0.5), ms(ours, 0.99), ms(theirs, 0.5), ms(theirs, 0.99), ratio, c.name)
	}
	slices.Sort(times)
	b.ReportMetric(times[0], "times-least")
	b.ReportMetric(times[len(times)/2], "times-median")
}

// race asks all queries of a class of both, in turn, until there are samples
// enough of ours and either enough or a second and a half of theirs.
func race(b *testing.B, a *archive.Archive, db *sql.DB, c class) (ours, theirs []time.Duration) {
	b.Helper()
	o := c.ask
	o.Size, o.FacetSize = 20, 10
	var spent time.Duration
	for round := range 40 {
		for _, text := range c.texts {
			o.Text = text
			began := time.Now()
			answer, err := a.Search(b.Context(), o)
			if took := time.Since(began); round > 0 { // the first is cold
				ours = append(ours, took)
			}
			if err != nil || answer.Total == 0 {
				b.Fatalf("%q: %d found: %v", text, answer.Total, err)
			}
		}
		for _, args := range c.args {
			if spent > 1500*time.Millisecond && len(theirs) >= 9 {
				break
			}
			began := time.Now()
			drain(b, db, c.sql, args)
			took := time.Since(began)
			if spent += took; round > 0 {
				theirs = append(theirs, took)
			}
		}
	}
	return ours, theirs
}

func percentile(all []time.Duration, p float64) time.Duration {
	slices.SortFunc(all, cmp.Compare[time.Duration])
	return all[min(int(p*float64(len(all))), len(all)-1)]
}

// drain reads all rows of a query.
func drain(b *testing.B, db *sql.DB, statement string, args []any) {
	b.Helper()
	rows, err := db.QueryContext(b.Context(), statement, args...)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // read only
	n := 0
	for ; rows.Next(); n++ {
		var columns [4]any
		if err := rows.Scan(&columns[0], &columns[1], &columns[2], &columns[3]); err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil || n == 0 {
		b.Fatalf("%s %q: %d rows: %v", statement, args, n, err)
	}
}
