package main

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/archive"
)

// stranger runs the program as a user with read access only: as another user if
// the test runs as root, else on folders without write permission. It has its own
// cache and temporary folder.
type stranger struct {
	*healthy
	cache, temp string
}

// readOnlyArchive is a healthy archive with topics and tags, and makes read-only
// copies of its folder: as a power loss would leave it, with log and log index,
// or as it is after closing.
func readOnlyArchive(t *testing.T, program string) (full, closed *stranger) {
	t.Helper()
	h := newHealthy(t, program)
	reader, err := archive.Open(t.Context(), h.dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h.must("topic", "add", "sea", "harbour")
	h.must("tag", "+mine", "harbour")
	h.tick.Add(1)
	h.must("sync", "--all")
	full = h.stranger("full")
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
	h.must("stats") // the last connection to close merges the log
	if len(glob(t, h.dir, "archive.db-*")) > 0 {
		t.Fatal("the log stays")
	}
	for query := range h.answers {
		_, h.answers[query], _ = h.ids(query)
	}
	return full, h.stranger("closed")
}

// stranger returns a stranger on a copy of the archive's folder.
func (h *healthy) stranger(name string) *stranger {
	h.t.Helper()
	s := &stranger{healthy: &healthy{processes: &processes{t: h.t, program: h.program, work: h.work}, answers: h.answers}}
	s.dir, s.cache, s.temp = filepath.Join(h.work, name), filepath.Join(h.work, name+"-cache"), filepath.Join(h.work, name+"-temp")
	if err := os.CopyFS(s.dir, os.DirFS(h.dir)); err != nil {
		h.t.Fatal(err)
	}
	s.protect()
	s.outside(s.cache)
	s.outside(s.temp)
	for _, shut := range []string{filepath.Dir(h.program), filepath.Dir(filepath.Dir(h.program)), h.work, filepath.Dir(h.work)} {
		if err := os.Chmod(shut, 0o755); err != nil { //nolint:gosec // for the stranger to pass
			h.t.Fatal(err)
		}
	}
	return s
}

// outside makes a folder that the stranger may write to.
func (s *stranger) outside(dir string) string {
	s.t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		s.t.Fatal(err)
	}
	if os.Getuid() == 0 {
		if err := os.Chown(dir, nobody, nobody); err != nil {
			s.t.Fatal(err)
		}
	}
	return dir
}

const nobody = 65534

// protect makes the folder and all in it read-only. Only the owner can read
// private.db.
func (s *stranger) protect() { s.modes(0o555, 0o444) }

// open gives the owner write permission again.
func (s *stranger) open() { s.modes(0o755, 0o644) }

func (s *stranger) modes(folder, file fs.FileMode) {
	s.t.Helper()
	s.t.Cleanup(func() { _ = os.Chmod(s.dir, 0o755) }) //nolint:gosec // for it to be removed
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			s.t.Cleanup(func() { _ = os.Chmod(path, 0o755) }) //nolint:gosec // see above
			return os.Chmod(path, folder)
		case d.Name() == "private.db":
			return nil
		}
		return os.Chmod(path, file)
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *stranger) run(args ...string) (code int, out, said string) {
	s.t.Helper()
	cmd, o, e := s.command(args...)
	cmd.Env = append(cmd.Env, "XDG_CACHE_HOME="+s.cache, "TMPDIR="+s.temp, "HOME="+s.temp)
	cmd.Dir = s.temp
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody, NoSetGroups: false}}
	}
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		s.t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), o.String(), e.String()
}

// finds checks that queries have the same answers as for the archive's owner.
func (s *stranger) finds() (said string) {
	s.t.Helper()
	for query, want := range s.answers {
		code, out, notes := s.run("search", query, "--group", "none", "--format", "ids", "-n", "100000")
		said += notes
		if got := sorted(out); code != exitDone || got != want {
			s.t.Errorf("search %s: exit %d, %d lines of %d\n%s", query, code, strings.Count(got, "\n"), strings.Count(want, "\n"), notes)
		}
	}
	return said
}

// tree returns every file and folder below dir, with contents, mode and time.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		var b []byte
		if !d.IsDir() {
			if b, err = os.ReadFile(path); err != nil {
				return err
			}
		}
		all[path] = fmt.Sprintf("%s %s %x", info.Mode(), info.ModTime(), sha256.Sum256(b))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// unchanged checks that the folder is as it was, and nothing is left over.
func (s *stranger) unchanged(before map[string]string) {
	s.t.Helper()
	if d := cmp.Diff(before, tree(s.t, s.dir)); d != "" {
		s.t.Errorf("the folder has changed:\n%s", d)
	}
	if left := glob(s.t, s.temp, "archive-*"); len(left) > 0 {
		s.t.Errorf("%v is left over", left)
	}
}

// Every command that reads works on a read-only archive, with any files that
// SQLite may have left, and changes nothing in its folder. Every command that
// writes says that it cannot.
func testReadOnlyArchive(t *testing.T, program string) {
	full, closed := readOnlyArchive(t, program)
	withoutShm := full.stranger("without-shm")
	for _, gone := range []string{"archive.db-shm", "index/index.lock", "index/rebuild.lock"} {
		withoutShm.remove(gone)
	}
	if len(glob(t, full.dir, "archive.db-*")) != 2 || len(glob(t, withoutShm.dir, "archive.db-*")) != 1 {
		t.Fatal("the log is not where it should be")
	}
	all := map[string]*stranger{"log and its index": full, "a log without its index": withoutShm, "no log": closed}
	if os.Getuid() == 0 {
		file := closed.stranger("file") // the stranger owns the folders
		file.remove("index/index.lock")
		for _, dir := range []string{file.dir, filepath.Join(file.dir, "index")} {
			if err := errors.Join(os.Chown(dir, nobody, nobody), os.Chmod(dir, 0o755)); err != nil { //nolint:gosec // see outside
				t.Fatal(err)
			}
		}
		all["the file alone"] = file
	}
	for name, s := range all {
		before := tree(t, s.dir)
		s.finds()
		s.reads(name)
		s.writes(name)
		s.unchanged(before)
		if made := glob(t, s.cache, "archive/read-only/*"); len(made) > 0 {
			t.Errorf("%s: nothing need be made in the cache, and %v was", name, made)
		}
	}
}

// remove removes a file of the folder.
func (s *stranger) remove(name string) {
	s.t.Helper()
	s.open()
	if err := os.RemoveAll(filepath.Join(s.dir, name)); err != nil {
		s.t.Fatal(err)
	}
	s.protect()
}

func (s *stranger) reads(name string) {
	s.t.Helper()
	out := s.outside(filepath.Join(s.work, filepath.Base(s.dir)+"-out"))
	for _, c := range []struct {
		code int
		want string // in what it prints
		args []string
	}{
		{exitDone, "harbour", []string{"search", "harbour", "--json"}},
		{exitDone, "\n", []string{"search", "harbour", "--count"}},
		{exitDone, "feed", []string{"search", "harbour", "--facet", "publisher"}},
		{exitDone, "", []string{"search", "harbour", "--as-of", "2020"}},
		{exitDone, "", []string{"search", "--new", "sea", "--peek"}},
		{exitDone, "Harbour", []string{"search", "tag:mine"}},
		{exitDone, "https://", []string{"show", "1"}},
		{exitDone, "", []string{"event", "show", "1"}},
		{exitDone, "", []string{"timeline", "harbour"}},
		{exitDone, "", []string{"log"}},
		{exitDone, "mine", []string{"tag"}},
		{exitDone, "sea", []string{"topic", "list"}},
		{exitDone, "sea", []string{"topic", "show", "sea"}},
		{exitDone, "Harbour", []string{"topic", "check", "--peek"}},
		{exitDone, "not yet indexed\t0", []string{"stats"}},
		{exitDone, "feed1", []string{"feed", "list"}},
		{exitDone, "harbour", []string{"prune", "--feed", "feed1", "--dry-run", "--json"}},
		{exitDone, `"v":`, []string{"export", "--to", "ndjson"}},
		{exitDone, "", []string{"export", "--to", "ndjson", "--out", filepath.Join(out, "all.ndjson")}},
		{exitDone, "", []string{"export", "--to", "post", "--out", filepath.Join(out, "posts"), "harbour"}},
		{exitDone, "news.db", []string{"backup", filepath.Join(out, "news.db"), "--no-private"}},
		{exitPart, "folder\terror\tthe archive cannot be written to", []string{"doctor"}},
	} {
		code, printed, said := s.run(c.args...)
		if code == exitNothing && strings.Contains(strings.Join(c.args, " "), "sea") && c.args[0] == "search" {
			code = exitDone // nothing is new
		}
		if code != c.code || !strings.Contains(strings.ToLower(printed), strings.ToLower(c.want)) && c.args[0] != "prune" {
			s.t.Errorf("%s: archive %s: exit %d\n%.2000s%s", name, strings.Join(c.args, " "), code, printed, said)
		}
		if c.args[0] == "doctor" && strings.Count(printed, "\terror\t") != 1 {
			s.t.Errorf("%s: the doctor finds:\n%s", name, printed)
		}
	}
	there := s.restored(filepath.Join(out, "news.db"))
	there.answersAs()
}

func (s *stranger) writes(name string) {
	s.t.Helper()
	file := filepath.Join(s.temp, "one.ndjson")
	if err := os.WriteFile(file, []byte(`{"link":"https://more.example/1","title":"One"}`+"\n"), 0o644); err != nil { //nolint:gosec // for the stranger to read
		s.t.Fatal(err)
	}
	for _, args := range [][]string{
		{"sync", "--all"},
		{"import", file},
		{"feed", "add", "--later", "https://x.example/rss"},
		{"feed", "set", "feed1", "--name", "other"},
		{"feed", "remove", "feed1"},
		{"feed", "remove", "feed1", "--purge", "--yes"},
		{"reindex"},
		{"reparse"},
		{"reread"},
		{"forget", "--yes", "1"},
		{"add", "https://x.example/page"},
		{"prune", "harbour", "--yes"},
		{"tag", "+x", "1"},
		{"topic", "add", "x", "harbour"},
		{"topic", "remove", "sea"},
		{"topic", "check"},
		{"search", "--new", "sea"},
		{"doctor", "--fix"},
		{"restore", filepath.Join(s.work, filepath.Base(s.dir)+"-out", "news.db"), "--force"},
	} {
		code, out, said := s.run(args...)
		if code != exitFailed || !strings.Contains(said, "the archive cannot be written to") || !strings.Contains(said, "hint:    check who owns") || out != "" {
			s.t.Errorf("%s: archive %s: exit %d\n%s%s", name, strings.Join(args, " "), code, out, said)
		}
	}
}

// Reading needs no passwords. A backup without access to them says that it lacks
// them.
func testUnreadablePrivate(t *testing.T, program string) {
	if os.Getuid() != 0 {
		t.Skip("needs to be root, for files of another person")
	}
	h := newHealthy(t, program)
	h.must("feed", "add", "--later", "https://ada:pw@secret.example/rss")
	s := h.stranger("locked")
	for query := range h.answers {
		_, h.answers[query], _ = h.ids(query)
	}
	if err := os.Chmod(filepath.Join(s.dir, "private.db"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := tree(t, s.dir)
	s.finds()
	code, out, said := s.run("doctor")
	if code != exitPart || !strings.Contains(out, "secrets\tnote\tprivate.db cannot be read") || strings.Count(out, "\terror\t") != 1 {
		t.Errorf("doctor: exit %d\n%s%s", code, out, said)
	}
	backup := filepath.Join(s.outside(filepath.Join(s.work, "backups")), "news.db")
	if code, out, said := s.run("backup", backup); code != exitPart || !strings.Contains(said, "no passwords") {
		t.Errorf("backup: exit %d\n%s%s", code, out, said)
	}
	s.restored(backup).answersAs()
	s.unchanged(before)
}

// An index that cannot be used is made in the cache, once for each archive.
func testReadOnlyWithoutIndex(t *testing.T, program string) {
	_, closed := readOnlyArchive(t, program)
	for name, harm := range map[string]func(s *stranger) error{
		"missing": func(s *stranger) error { return os.RemoveAll(filepath.Join(s.dir, "index")) },
		"outdated": func(s *stranger) error {
			return os.WriteFile(filepath.Join(s.generation(), "version"), []byte("1\n"), 0o600)
		},
		"foreign": func(s *stranger) error {
			if err := os.RemoveAll(filepath.Join(s.dir, "index")); err != nil {
				return err
			}
			return os.CopyFS(filepath.Join(s.dir, "index"), os.DirFS(filepath.Join(newHealthy(s.t, program).dir, "index")))
		},
	} {
		s := closed.stranger("index-" + name)
		s.open()
		if err := harm(s); err != nil {
			t.Fatal(err)
		}
		s.protect()
		before := tree(t, s.dir)
		if said := s.finds(); strings.Count(said, "the archive is read-only: its index is made in") != 1 || strings.Count(said, "note:") != 1 {
			t.Errorf("%s: it is said otherwise than once: %s", name, said)
		}
		if code, out, said := s.run("stats"); code != exitDone || !strings.Contains(out, "not yet indexed\t0") || said != "" {
			t.Errorf("%s: stats: exit %d\n%s%s", name, code, out, said)
		}
		other := s.stranger("other-" + name)
		other.cache = s.cache
		if code, _, said := other.run("search", "harbour"); code != exitDone || !strings.Contains(said, "its index is made in") {
			t.Errorf("%s: a copy elsewhere uses the first one's index: exit %d %s", name, code, said)
		}
		s.unchanged(before)
		for range 6 { // the cache is bounded
			other = other.stranger(filepath.Base(other.dir) + "x")
			other.cache = s.cache
			other.run("search", "harbour")
		}
		if rooms := glob(t, s.cache, "archive/read-only/*/index"); len(rooms) != 4 {
			t.Errorf("%s: the cache has %d indexes", name, len(rooms))
		}
		if t.Failed() {
			return
		}
	}
}

// An archive of an older schema is brought up to date in the cache, again when
// it has changed, and its folder stays as it is.
func testReadOnlyOlderSchema(t *testing.T, program string) {
	h := &healthy{processes: newProcesses(t, program)}
	h.dir = filepath.Join(h.work, "older")
	if err := os.Mkdir(h.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join("..", "..", "testdata", "made-before", "version-1.sql"))
	if err != nil {
		t.Fatal(err)
	}
	h.sql(string(script))
	h.sql(`UPDATE feeds SET followed = 0`) // none is overdue
	s := h.stranger("older-copy")
	before := tree(t, s.dir)
	made := "brought up to date in"
	code, out, said := s.run("search", "harbour", "--count")
	if code != exitDone || strings.TrimSpace(out) == "0" || strings.Count(said, made) != 1 {
		t.Errorf("search: exit %d\n%s%s", code, out, said)
	}
	for _, args := range [][]string{{"search", "harbour", "--count"}, {"show", "1"}, {"export", "--to", "ndjson"}, {"stats"}, {"feed", "list"}} {
		if code, again, said := s.run(args...); code != exitDone || said != "" || args[0] == "search" && again != out {
			t.Errorf("archive %s: exit %d\n%.500s%s", strings.Join(args, " "), code, again, said)
		}
	}
	backup := filepath.Join(s.outside(filepath.Join(s.work, "backups")), "news.db")
	if code, _, said := s.run("backup", backup); code != exitDone {
		t.Errorf("backup: exit %d\n%s", code, said)
	}
	if code, out, said := s.run("doctor"); code != exitPart || strings.Contains(out, "damage") {
		t.Errorf("doctor: exit %d\n%s%s", code, out, said)
	}
	if code, _, said := s.run("tag", "+x", "1"); code != exitFailed || !strings.Contains(said, "cannot be written to") {
		t.Errorf("tag: exit %d\n%s", code, said)
	}
	s.unchanged(before)
	s.open()
	s.sql(`UPDATE stories SET title = 'A walrus in town' WHERE id = 1`)
	s.protect()
	if code, out, said := s.run("show", "1"); code != exitDone || !strings.Contains(out, "walrus") || strings.Count(said, made) != 1 {
		t.Errorf("after a change: exit %d\n%s%s", code, out, said)
	}
}

// sql changes the database, as SQLite's shell would.
func (h *healthy) sql(statements string) {
	h.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(h.dir, "archive.db"))
	if err == nil {
		_, err = db.Exec(statements)
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

// Commands that read also work on a file system that is mounted read-only, also
// as root.
func testReadOnlyMount(t *testing.T, program string) {
	_, closed := readOnlyArchive(t, program)
	closed.open()
	mounted := filepath.Join(closed.work, "mounted")
	if err := os.Mkdir(mounted, 0o700); err != nil {
		t.Fatal(err)
	}
	bindReadOnly(t, closed.dir, mounted)
	before := tree(t, closed.dir)
	h := &healthy{processes: &processes{t: t, program: program, dir: mounted, work: closed.work}, answers: closed.answers}
	h.answersAs()
	h.must("backup", filepath.Join(h.work, "mounted.db"))
	if code, _, said := h.run("tag", "+x", "1"); code != exitFailed || !strings.Contains(said, "cannot be written to") {
		t.Errorf("tag: exit %d\n%s", code, said)
	}
	closed.unchanged(before)
}

// bindReadOnly mounts a folder read-only at another path.
func bindReadOnly(t *testing.T, dir, at string) {
	t.Helper()
	err := syscall.Mount(dir, at, "", syscall.MS_BIND, "")
	if err == nil {
		t.Cleanup(func() { _ = syscall.Unmount(at, syscall.MNT_DETACH) })
		err = syscall.Mount("", at, "", syscall.MS_REMOUNT|syscall.MS_BIND|syscall.MS_RDONLY, "")
	}
	if err != nil {
		t.Skipf("needs the right to mount a folder that may be read only: %v", err)
	}
}

// TestAnswerIsRepeated promises that an answer from a database that is read
// without locks is of one moment: if the database changes or is replaced
// meanwhile, the command answers again and prints only the new answer.
func TestAnswerIsRepeated(t *testing.T) {
	for name, change := range map[string]func(dir string) error{
		"written to": func(dir string) error {
			a := newApp(nil, &bytes.Buffer{}, &bytes.Buffer{})
			if code := a.run(t.Context(), []string{"tag", "+" + rand.Text(), "1", "--dir", dir}); code != exitDone {
				return fmt.Errorf("exit %d", code)
			}
			return nil
		},
		"replaced": func(dir string) error {
			path := filepath.Join(dir, "archive.db")
			b, err := os.ReadFile(path)
			if err == nil {
				err = os.WriteFile(path+".new", b, 0o600)
			}
			return errors.Join(err, os.Rename(path+".new", path))
		},
	} {
		dir, mounted := t.TempDir(), t.TempDir()
		t.Setenv("XDG_CACHE_HOME", t.TempDir())
		file := filepath.Join(dir, "one.ndjson")
		if err := os.WriteFile(file, []byte(`{"link":"https://more.example/1","title":"One"}`+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if code := newApp(nil, &bytes.Buffer{}, &bytes.Buffer{}).run(t.Context(), []string{"import", file, "--dir", dir}); code != exitDone {
			t.Fatal(code)
		}
		bindReadOnly(t, dir, mounted)
		var out, messages bytes.Buffer
		a := newApp(strings.NewReader("typed"), &out, &messages)
		a.dir = mounted
		changes, runs := 1, 0
		answer := func(ar *archive.Archive) error {
			runs++
			st, err := ar.Stats(t.Context())
			if err != nil {
				return err
			}
			var in bytes.Buffer
			if _, err := in.ReadFrom(a.in); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "run %d: %d stories, %s", runs, st.Stories, in.String()) //nolint:errcheck // a buffer
			if runs <= changes {
				return change(dir)
			}
			return nil
		}
		if err := a.with(t.Context(), answer); err != nil || out.String() != "run 2: 1 stories, typed" {
			t.Errorf("%s: %q, %v\n%s", name, out.String(), err, messages.String())
		}
		out.Reset()
		changes, runs = 99, 0
		if code := a.report(a.with(t.Context(), answer)); code != exitLocked || out.Len() > 0 || runs != 3 {
			t.Errorf("%s without end: exit %d after %d runs, %q", name, code, runs, out.String())
		}
	}
}

// Beside a writer, a read-only mount shows the archive as it is at each moment.
func testReadOnlyBesideOwner(t *testing.T, program string) {
	h := newHealthy(t, program)
	owner := h.processes
	mounted := filepath.Join(h.work, "mounted")
	if err := os.Mkdir(mounted, 0o700); err != nil {
		t.Fatal(err)
	}
	bindReadOnly(t, h.dir, mounted)
	s := &processes{t: t, program: program, dir: mounted, work: h.work}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 12 {
			name := filepath.Join(h.work, fmt.Sprintf("beside-%d.ndjson", i))
			line := fmt.Sprintf(`{"link":"https://beside.example/%d","title":"Walrus %d"}`+"\n", i, i)
			if err := os.WriteFile(name, []byte(line), 0o600); err != nil {
				t.Error(err)
			}
			if code, _, said := owner.run("import", name); code != exitDone {
				t.Errorf("import: exit %d\n%s", code, said)
			}
		}
	}()
	most, asked := 0, 0
	for running := true; running; asked++ {
		select {
		case <-done:
			running = false
		default:
		}
		code, out, said := s.run("search", "walrus", "--count")
		if code == exitLocked { // it changed again and again
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(out))
		if code != exitDone || err != nil || n < most && !strings.Contains(said, "not yet indexed") {
			t.Errorf("%d stories after %d: exit %d, %v\n%s", n, most, code, err, said)
		}
		most = max(most, n)
	}
	if most != 12 {
		t.Errorf("%d stories of 12 were found in the end", most)
	}
	t.Logf("asked %d times", asked)
}
