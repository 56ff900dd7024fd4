package main

import (
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gofrs/flock"
	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"
)

// newFeedServer serves the script's folder www at $URL. Beside a file x, a
// file x.head has the answer's status and headers: "304", or lines of
// "Name: value". A file x.bomb answers with as many MiB of packed zeros. What is
// posted to x is added to the file x.posted, and answered as x.head says.
func newFeedServer(t *testing.T, e *testscript.Env) error {
	www := filepath.Join(e.WorkDir, "www")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		serveFile(w, r, filepath.Join(www, filepath.Base(r.URL.Path)))
	}))
	t.Cleanup(server.Close)
	e.Defer(server.Close)
	e.Setenv("URL", server.URL)
	return nil
}

func serveFile(w http.ResponseWriter, r *http.Request, path string) {
	status := http.StatusOK
	if head, err := os.ReadFile(path + ".head"); err == nil {
		for line := range strings.Lines(string(head)) {
			name, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if ok {
				w.Header().Set(name, value)
			} else if status, err = strconv.Atoi(name); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
		}
	}
	if r.Method == http.MethodPost {
		savePosted(w, r, path)
		w.WriteHeader(status)
		return
	}
	if bomb, err := os.ReadFile(path + ".bomb"); err == nil {
		mib, _ := strconv.Atoi(strings.TrimSpace(string(bomb)))
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for range mib {
			if _, err := z.Write(make([]byte, 1<<20)); err != nil {
				return
			}
		}
		_ = z.Close()
		return
	}
	if etag := w.Header().Get("ETag"); etag != "" && r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body, err := os.ReadFile(path)
	if err != nil && status == http.StatusOK {
		status = http.StatusNotFound
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

func savePosted(w http.ResponseWriter, r *http.Request, path string) {
	f, err := os.OpenFile(path+".posted", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = io.Copy(f, io.MultiReader(r.Body, strings.NewReader("\n")))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// cmdExits runs "exits CODE archive …" and checks the exit code.
func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE program args…")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	if err != nil {
		if _, scanErr := fmt.Sscanf(err.Error(), "exit status %d", &code); scanErr != nil {
			ts.Fatalf("%v", err)
		}
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// cmdSQL runs "sql STATEMENT [WANT]" on the archive's database.
func cmdSQL(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", filepath.Join(ts.Getenv("ARCHIVE_DIR"), "archive.db"))
	ts.Check(err)
	defer db.Close() //nolint:errcheck // a test's look
	if len(args) == 1 {
		_, err := db.Exec(args[0])
		ts.Check(err)
		return
	}
	var got string
	ts.Check(db.QueryRow(args[0]).Scan(&got))
	if got != args[1] {
		ts.Fatalf("%s: %s, want %s", args[0], got, args[1])
	}
}

// cmdSum checks "sum FILE FILE": the same bytes.
func cmdSum(ts *testscript.TestScript, neg bool, args []string) {
	if (ts.ReadFile(args[0]) == ts.ReadFile(args[1])) == neg {
		ts.Fatalf("%s and %s: the same bytes: %v", args[0], args[1], neg)
	}
}

// cmdHold takes the run lock as another process would; release releases it.
func cmdHold(ts *testscript.TestScript, _ bool, _ []string) {
	path := filepath.Join(ts.Getenv("ARCHIVE_DIR"), "run.lock")
	lock := flock.New(path)
	ok, err := lock.TryLock()
	ts.Check(err)
	if !ok {
		ts.Fatalf("the lock is held")
	}
	ts.Check(os.WriteFile(path, []byte("process 4711, archive sync, since noon\n"), 0o600))
	ts.Setenv("LOCK", path)
	ts.Defer(func() { _ = lock.Close() })
}

func cmdRelease(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(os.Remove(ts.Getenv("LOCK")))
}

// cmdWriting has another process write to the index until the script ends.
func cmdWriting(ts *testscript.TestScript, _ bool, _ []string) {
	path := filepath.Join(ts.Getenv("ARCHIVE_DIR"), "index", "index.lock")
	lock := flock.New(path)
	ok, err := lock.TryLock()
	ts.Check(err)
	if !ok {
		ts.Fatalf("the lock is held")
	}
	ts.Setenv("LOCK", path)
	ts.Defer(func() { _ = lock.Close() })
}

// cmdFinds runs "finds QUERY ID…": the stories that a search finds, in any
// order, and no others.
func cmdFinds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: finds QUERY ID…")
	}
	ts.Check(ts.Exec("archive", "search", "--json", "-n", "1000", "--", args[0]))
	var doc struct {
		Relaxed bool
		Groups  []struct{ Stories []struct{ ID int } }
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &doc))
	var got []string
	for _, g := range doc.Groups {
		for _, st := range g.Stories {
			got = append(got, strconv.Itoa(st.ID))
		}
	}
	if doc.Relaxed {
		got = nil
	}
	slices.Sort(got)
	want := slices.Sorted(slices.Values(args[1:]))
	if !slices.Equal(got, want) {
		ts.Fatalf("%s finds %v, want %v", args[0], got, want)
	}
}
