package index

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"newsarchive/internal/corpus"
	"newsarchive/internal/news"
)

// BenchmarkTexts indexes stories of 500 words, $ARCHIVE_TEXTS of them or
// 20,000, and reports the speed, the size against the plain texts, and each
// class of queries, with FTS5 beside it in one run.
func BenchmarkTexts(b *testing.B) {
	n, _ := strconv.Atoi(os.Getenv("ARCHIVE_TEXTS"))
	if n == 0 {
		n = 20_000
	}
	docs, plain := texts(b, n)
	for b.Loop() {
		began, cpu := time.Now(), processor(b)
		x := build(b, docs)
		took, spent := time.Since(began), processor(b)-cpu
		size := folderSize(b, x.dir)
		b.ReportMetric(float64(n)/took.Seconds(), "stories/s")
		b.ReportMetric(float64(n)/spent.Seconds(), "stories/cpu-s")
		b.ReportMetric(float64(size)/float64(plain), "size/plain")

		cpu = processor(b)
		db := ftsOfTexts(b, docs)
		spent = processor(b) - cpu
		b.ReportMetric(float64(n)/spent.Seconds(), "fts5-stories/cpu-s")
		for _, c := range []struct{ name, ours, theirs string }{
			{"one rare word", "x900q", "x900q"},
			{"one common word", "president", "president"},
			{"four words", "president bank oil company", "president bank oil company"},
			{"two common words", "the of", "the of"},
			{"phrase", `"prime minister"`, `"prime minister"`},
			{"common phrase", `"of the"`, `"of the"`},
			{"prefix", "minist*", "minist*"},
			{"any of three", "iran OR apple OR enron", "iran OR apple OR enron"},
			{"negation", "president -bank", "president NOT bank"},
		} {
			ours, theirs := raceTexts(b, x, db, c.ours, c.theirs)
			fmt.Printf("%-20s %8.2f ms  FTS5 %8.2f ms  %6.1f times\n", c.name, ours, theirs, theirs/ours)
		}
	}
}

func raceTexts(b *testing.B, x *Index, db *sql.DB, ours, theirs string) (o, t float64) {
	b.Helper()
	var a, c []float64
	r := Request{Query: parse(b, ours), Sort: Relevance, Size: 20}
	for range 5 {
		began := time.Now()
		res, err := x.Search(b.Context(), r)
		if err != nil || res.Total == 0 {
			b.Fatalf("%s: %d found: %v", ours, res.Total, err)
		}
		a = append(a, float64(time.Since(began).Microseconds())/1000)
		began = time.Now()
		askFTS(b, db, theirs, "rank")
		c = append(c, float64(time.Since(began).Microseconds())/1000)
	}
	slices.Sort(a)
	slices.Sort(c)
	return a[2], c[2]
}

// texts returns stories of the corpus's headlines and texts, and how many bytes
// of plain text they are.
func texts(b *testing.B, n int) (docs []news.Entry, plain int64) {
	b.Helper()
	all := corpus.Texts(b, n)
	docs = fromCorpus(b, n)
	for i := range docs {
		docs[i].PageText = all[i]
		plain += int64(len(docs[i].PageText) + len(docs[i].Title))
	}
	return docs, plain
}

func ftsOfTexts(b *testing.B, docs []news.Entry) *sql.DB {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "texts.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	if _, err := db.ExecContext(b.Context(), `create virtual table story using fts5(title, text, content = '', tokenize = 'porter unicode61')`); err != nil {
		b.Fatal(err)
	}
	tx, err := db.BeginTx(b.Context(), nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, d := range docs {
		if _, err := tx.ExecContext(b.Context(), `insert into story(rowid, title, text) values (?, ?, ?)`, d.ID, d.Title, d.PageText); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return db
}

// processor is the time that the process has spent on its processors.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func folderSize(b *testing.B, dir string) (size int64) {
	b.Helper()
	err := filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}
