//go:build linux

package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// fts5Variable names the database that TestFTS5Server serves.
const fts5Variable = "ARCHIVE_BENCH_FTS5"

// fts5Serving serves the database of the FTS5 comparison in a process: this test
// binary, which is told so.
func fts5Serving(b *testing.B, path string) *served {
	b.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestFTS5Server$") //nolint:gosec // ourselves
	cmd.Env = append(os.Environ(), fts5Variable+"="+path)
	return serving(b, cmd)
}

// TestFTS5Server is no test: it is the server beside ours in [BenchmarkServe]. A
// request's hits, and with "facets" the counts by publisher and by day, come from
// SQLite's FTS5 through net/http.
func TestFTS5Server(t *testing.T) {
	path := os.Getenv(fts5Variable)
	if path == "" {
		t.Skip("a part of BenchmarkServe")
	}
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro&_pragma=mmap_size(2147483648)")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(runtime.GOMAXPROCS(0))
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(t.Context(), syscall.SIGTERM)
	defer stop()
	server := &http.Server{Handler: fts5Handler(db)} //nolint:gosec // it is asked by the benchmark only
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	fmt.Fprintf(os.Stderr, "at http://%s/\n", listener.Addr())
	_ = server.Serve(listener)
}

func fts5Handler(db *sql.DB) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		words := strings.Fields(r.URL.Query().Get("q"))
		match := `"` + strings.Join(words, `" "`) + `"`
		statements := []string{`SELECT s.id, s.title, s.publisher, s.date FROM words JOIN stories s ON s.id = words.rowid WHERE words MATCH ? ORDER BY rank LIMIT 20`}
		if r.URL.Query().Has("facets") {
			for _, by := range []string{"s.publisher", "substr(s.date, 1, 10)"} {
				statements = append(statements, `SELECT count(*), `+by+`, '', '' FROM words JOIN stories s ON s.id = words.rowid WHERE words MATCH ? GROUP BY 2 ORDER BY 1 DESC`)
			}
		}
		answer := map[string]any{}
		for i, statement := range statements {
			all, err := fts5Rows(r.Context(), db, statement, match)
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			answer[fmt.Sprint(i)] = all
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(answer)
	})
}

func fts5Rows(ctx context.Context, db *sql.DB, statement, match string) (all [][4]string, err error) {
	rows, err := db.QueryContext(ctx, statement, match)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err tells
	for rows.Next() {
		var row [4]string
		if err := rows.Scan(&row[0], &row[1], &row[2], &row[3]); err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, rows.Err()
}
