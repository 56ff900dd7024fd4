package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsarchive/internal/archive"
)

// healthy is an archive of the real program that has synced, its answers to a
// few queries, and a copy of its folder as a power loss would leave it: its
// last transactions are in the write-ahead log.
type healthy struct {
	*processes
	copied  string
	answers map[string]string
}

func newHealthy(t *testing.T, program string) *healthy {
	t.Helper()
	h := &healthy{processes: newProcesses(t, program), answers: map[string]string{}}
	h.must("sync", "--all")
	reader, err := archive.Open(t.Context(), h.dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 { // an open connection keeps the log
		h.tick.Add(1)
		h.must("sync", "--all")
	}
	h.copied = filepath.Join(h.work, "copied")
	if err := os.CopyFS(h.copied, os.DirFS(h.dir)); err != nil {
		t.Fatal(err)
	}
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"harbour", "summit", "title:version", "publisher:reuters 5"} {
		code, ids, said := h.ids(query)
		if code != exitDone || ids == "" {
			t.Fatalf("search %s: exit %d\n%s", query, code, said)
		}
		h.answers[query] = ids
	}
	return h
}

// ids returns the stories that a query finds, sorted.
func (h *healthy) ids(query string) (code int, ids, said string) {
	h.t.Helper()
	code, out, said := h.run("search", query, "--group", "none", "--format", "ids", "-n", "100000")
	return code, sorted(out), said
}

// sorted sorts lines.
func sorted(text string) string { return strings.Join(slices.Sorted(strings.Lines(text)), "") }

// again puts the folder back as it was.
func (h *healthy) again() {
	h.t.Helper()
	if err := os.RemoveAll(h.dir); err != nil {
		h.t.Fatal(err)
	}
	if err := os.CopyFS(h.dir, os.DirFS(h.copied)); err != nil {
		h.t.Fatal(err)
	}
}

// answersAs checks that all queries are answered as before.
func (h *healthy) answersAs() (said string) {
	h.t.Helper()
	for query, want := range h.answers {
		code, got, notes := h.ids(query)
		said += notes
		if code != exitDone || got != want {
			h.t.Errorf("search %s: exit %d, %d lines of %d\n%s", query, code, strings.Count(got, "\n"), strings.Count(want, "\n"), notes)
		}
	}
	return said
}

// generation returns the folder of the index in use.
func (h *healthy) generation() string {
	h.t.Helper()
	name, err := os.ReadFile(filepath.Join(h.dir, "index", "CURRENT"))
	if err != nil {
		h.t.Fatal(err)
	}
	return filepath.Join(h.dir, "index", strings.TrimSpace(string(name)))
}

// largest returns the largest file that a pattern finds.
func largest(t *testing.T, dir, pattern string) (path string, size int64) {
	t.Helper()
	for _, f := range glob(t, dir, pattern) {
		if info, err := os.Stat(f); err == nil && info.Size() > size {
			path, size = f, info.Size()
		}
	}
	if path == "" {
		t.Fatalf("no %s in %s", pattern, dir)
	}
	return path, size
}

// overwrite writes bytes into the middle of a file.
func overwrite(t *testing.T, path string, at int64, b []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteAt(b, at)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The first search rebuilds an incomplete or damaged index, says so, and answers
// as before.
func testHarmedIndexIsMadeAgain(t *testing.T, program string) {
	h := newHealthy(t, program)
	for name, harm := range map[string]func() error{
		"garbage in CURRENT": func() error {
			return os.WriteFile(filepath.Join(h.dir, "index", "CURRENT"), []byte("\x00\xff../..\n"), 0o600)
		},
		"an empty CURRENT": func() error { return os.WriteFile(filepath.Join(h.dir, "index", "CURRENT"), nil, 0o600) },
		"no CURRENT":       func() error { return os.Remove(filepath.Join(h.dir, "index", "CURRENT")) },
		"another CURRENT": func() error {
			return os.WriteFile(filepath.Join(h.dir, "index", "CURRENT"), []byte("gen-000099\n"), 0o600)
		},
		"no version":  func() error { return os.Remove(filepath.Join(h.generation(), "version")) },
		"no index":    func() error { return os.RemoveAll(filepath.Join(h.dir, "index")) },
		"no root":     func() error { return os.Remove(filepath.Join(h.generation(), "bleve", "store", "root.bolt")) },
		"a torn root": func() error { return os.Truncate(filepath.Join(h.generation(), "bleve", "store", "root.bolt"), 5000) },
		"a missing segment": func() error {
			path, _ := largest(t, h.generation(), "bleve/store/*.zap")
			return os.Remove(path)
		},
		"a segment cut short": func() error {
			path, size := largest(t, h.generation(), "bleve/store/*.zap")
			return os.Truncate(path, size/2)
		},
		"half a generation beside it, and none in use": func() error {
			return os.Rename(h.generation(), filepath.Join(h.dir, "index", "build-1"))
		},
	} {
		h.again()
		if err := harm(); err != nil {
			t.Fatal(name, err)
		}
		if said := h.answersAs(); !strings.Contains(said, "rebuilding the index") {
			t.Errorf("%s: the rebuild of the index is not reported: %s", name, said)
		}
		h.sound()
		if t.Failed() {
			t.Fatalf("with %s", name)
		}
	}
}

// A segment that is damaged in the middle opens without an error. A search
// answers correctly or rebuilds the index, and never crashes. Doctor finds such
// damage and repairs it.
func testTornSegments(t *testing.T, program string) {
	h := newHealthy(t, program)
	for i := range 3 {
		for _, with := range few[byte](1, 0x00, 0xff) {
			h.again()
			path, size := largest(t, h.generation(), "bleve/store/*.zap")
			overwrite(t, path, int64(2*i+1)*(size-4200)/6, bytes.Repeat([]byte{with}, 4096))
			code, out, _ := h.run("doctor")
			if code != exitPart || !strings.Contains(out, "index\terror") {
				t.Errorf("the doctor finds no tear of %x at %d of %d: exit %d\n%s", with, i, size, code, out)
			}
			for query := range h.answers {
				if code, _, said := h.run("search", query); code != exitDone {
					t.Errorf("a search in a segment torn by %x at %d/3: exit %d\n%s", with, i, code, said)
				}
			}
			h.tick.Add(1)
			h.must("sync", "--all")
			h.tick.Add(-1)
			h.again()
			overwrite(t, path, int64(2*i+1)*(size-4200)/6, bytes.Repeat([]byte{with}, 4096))
			h.must("doctor", "--fix")
			h.answersAs()
			h.sound()
			if t.Failed() {
				t.FailNow()
			}
		}
	}
}

// A power loss costs only the part of the write-ahead log that did not reach the
// disk. The archive is then at an earlier moment, and an index that is ahead of
// it is rebuilt.
func testTornLog(t *testing.T, program string) {
	h := newHealthy(t, program)
	log := filepath.Join(h.dir, "archive.db-wal")
	for _, part := range few[int64](4, 0, 37, 77, 99, 3, 10, 50, 100) {
		h.again()
		info, err := os.Stat(log)
		if err != nil || info.Size() < 1<<16 {
			t.Fatalf("there is no log to tear: %v, %v", info, err)
		}
		size := info.Size() * part / 100
		if err := os.Truncate(log, size); err != nil {
			t.Fatal(err)
		}
		if part > 50 {
			overwrite(t, log, size-100, bytes.Repeat([]byte{0xa5}, 50))
		}
		if err := os.Remove(log[:len(log)-3] + "shm"); err != nil {
			t.Fatal(err)
		}
		h.must("search", "harbour")
		h.must("sync", "--all")
		h.sound()
		for query, want := range h.answers {
			// The feeds still carry the last forty items each.
			if _, got, _ := h.ids(query); strings.Count(got, "\n") < strings.Count(want, "\n")*6/10 {
				t.Errorf("log cut to %d%%: %s finds %d of %d", part, query, strings.Count(got, "\n"), strings.Count(want, "\n"))
			}
		}
		if t.Failed() {
			t.Fatalf("with %d %% of the log", part)
		}
	}
}

// A damaged page of the database is reported by doctor, which changes nothing. A
// backup is refused, and changes nothing, unless it does not need the page: it does
// not read the index of an empty table, and the copy is sound.
func testTornDatabase(t *testing.T, program string) {
	h := newHealthy(t, program)
	h.again()
	path := filepath.Join(h.dir, "archive.db")
	stories, empty := h.compact(path)
	counts := h.counts()
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	pages := []int{stories, empty}
	for i := 1; i < 8; i++ {
		pages = append(pages, len(good)/4096*i/8)
	}
	slices.Sort(pages)
	refused := 0
	for _, page := range slices.Compact(pages) {
		if err := os.WriteFile(path, good, 0o600); err != nil {
			t.Fatal(err)
		}
		overwrite(t, path, int64(page)*4096, bytes.Repeat([]byte{0x5a}, 4096))
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		untouched := func() {
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Errorf("page %d: the damaged database was written to, %v", page, err)
			}
		}
		code, out, said := h.run("doctor", "--fix")
		untouched()
		if code != exitDamaged || !strings.Contains(out, "database\tdamage") {
			t.Errorf("page %d: exit %d\n%s%s", page, code, out, said)
		}
		backup := filepath.Join(h.work, fmt.Sprint("backup", page))
		code, _, said = h.run("backup", backup, "--force")
		switch {
		case code == exitDone && page != stories:
			there := h.restored(backup)
			there.answersAs()
			if got := there.counts(); got != counts {
				t.Errorf("page %d: the backup has\n%sthe archive\n%s", page, got, counts)
			}
		case code != exitDamaged || !strings.Contains(said, "damaged"):
			t.Errorf("page %d: a backup of it: exit %d\n%s", page, code, said)
		default:
			refused++
			untouched()
		}
	}
	if refused < 5 {
		t.Errorf("%d backups of %d were refused", refused, len(pages))
	}
}

// compact leaves the database without free pages and without a log. It returns
// the pages, from 0, where its stories begin and where an empty index begins.
func (h *healthy) compact(path string) (stories, empty int) {
	h.t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // checked by what follows
	if _, err := db.Exec(`VACUUM; PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		h.t.Fatal(err)
	}
	var posts int
	err = db.QueryRow(`SELECT (SELECT rootpage - 1 FROM sqlite_schema WHERE name = 'stories'),
		(SELECT rootpage - 1 FROM sqlite_schema WHERE name = 'posts_item'), (SELECT count(*) FROM posts)`).Scan(&stories, &empty, &posts)
	if err != nil || posts != 0 {
		h.t.Fatalf("%d posts, %v", posts, err)
	}
	return stories, empty
}

// counts returns the number of rows of each kind in an archive.
func (h *healthy) counts() (lines string) {
	h.t.Helper()
	for line := range strings.Lines(h.must("stats")) {
		name, _, _ := strings.Cut(line, "\t")
		if slices.Contains([]string{"feeds", "items", "stories", "stays", "publishers"}, name) {
			lines += line
		}
	}
	return lines
}

// restored restores a backup elsewhere, and checks that it is sound and answers
// as this archive did.
func (h *healthy) restored(backup string) *healthy {
	h.t.Helper()
	there := &healthy{processes: &processes{t: h.t, program: h.program, dir: backup + ".restored", work: h.work}, answers: h.answers}
	there.must("restore", backup)
	there.sound()
	return there
}
