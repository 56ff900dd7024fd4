package pages_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"newsarchive/internal/news"
	"newsarchive/internal/pages"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, dir string) *pages.DB {
	t.Helper()
	db, err := pages.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func page(body string) news.Page {
	return news.Page{
		Asked: "http://paper.example/a?b=c", URL: "https://paper.example/a",
		Redirects: []news.Redirect{{From: "http://paper.example/a?b=c", Status: 301, To: "https://paper.example/a"}},
		Status:    200, Header: map[string][]string{"Content-Type": {"text/html"}, "Vary": {"Accept", "Cookie"}},
		Body: []byte(body), Fetched: time.Date(2026, 9, 1, 12, 30, 0, 123e6, time.UTC),
	}
}

func add(t *testing.T, db *pages.DB, story int64, p news.Page) int64 {
	t.Helper()
	id, err := db.Add(t.Context(), story, p)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAddAndRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := open(t, dir)
	want := page("<p>Un café à l’aube\xff\x00</p>")
	given := want
	given.Header = map[string][]string{"Set-Cookie": {"id=SECRET"}, "set-cookie2": {"SECRET"}, "SET-COOKIE": {"SECRET"}}
	for name, values := range want.Header {
		given.Header[name] = values
	}
	id := add(t, db, 7, given)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir)
	got, err := db.Page(t.Context(), id)
	if diff := cmp.Diff(pages.Stored{ID: id, Story: 7, Page: want}, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	if _, err := db.Page(t.Context(), id+1); !errors.Is(err, pages.ErrNoPage) {
		t.Errorf("a page that is not there: %v", err)
	}
}

// An equal body of a story is kept once; another body, status or story is another
// page.
func TestEqualBodies(t *testing.T) {
	t.Parallel()
	db := open(t, t.TempDir())
	first := add(t, db, 1, page("one"))
	later := page("one")
	later.Fetched = later.Fetched.Add(time.Hour)
	gone := page("one")
	gone.Status = 404
	ids := []int64{first, add(t, db, 1, later), add(t, db, 1, page("two")), add(t, db, 1, gone), add(t, db, 2, page("one")), add(t, db, 1, page("one"))}
	if want := []int64{1, 1, 2, 3, 4, 1}; !cmp.Equal(ids, want) {
		t.Errorf("ids %v, want %v", ids, want)
	}
	var story []int64
	for s, err := range db.OfStory(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		story = append(story, s.ID)
	}
	if want := []int64{1, 2, 3}; !cmp.Equal(story, want) {
		t.Errorf("pages of the story %v, want %v", story, want)
	}
}

// Whatever is kept comes back.
func TestDrawnPages(t *testing.T) {
	t.Parallel()
	db := open(t, t.TempDir())
	story := int64(0)
	rapid.Check(t, func(t *rapid.T) {
		story++
		text := rapid.String()
		want := news.Page{
			Asked: text.Draw(t, "asked"), URL: text.Draw(t, "url"), Status: rapid.IntRange(100, 599).Draw(t, "status"),
			Header:  map[string][]string{"X-" + text.Draw(t, "name"): rapid.SliceOfN(text, 1, 3).Draw(t, "values")},
			Body:    rapid.SliceOf(rapid.Byte()).Draw(t, "body"),
			Fetched: time.UnixMilli(rapid.Int64Range(0, 1e13).Draw(t, "fetched")).UTC(),
		}
		for range rapid.IntRange(0, 3).Draw(t, "redirects") {
			want.Redirects = append(want.Redirects, news.Redirect{From: text.Draw(t, "from"), Status: 302, To: text.Draw(t, "to")})
		}
		id, err := db.Add(context.Background(), story, want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := db.Page(context.Background(), id)
		if err != nil || !bytes.Equal(got.Body, want.Body) {
			t.Fatalf("%v: body %q, want %q", err, got.Body, want.Body)
		}
		got.Body, want.Body = nil, nil
		if diff := cmp.Diff(want, got.Page); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestTooLarge(t *testing.T) {
	t.Parallel()
	db := open(t, t.TempDir())
	big := page("x")
	big.Header = map[string][]string{"X": {strings.Repeat("x", 2<<20)}}
	if _, err := db.Add(t.Context(), 1, big); !errors.Is(err, pages.ErrTooLarge) {
		t.Errorf("a header of 2 MiB: %v", err)
	}
	big = page("")
	big.Body = make([]byte, 33<<20)
	if _, err := db.Add(t.Context(), 1, big); !errors.Is(err, pages.ErrTooLarge) {
		t.Errorf("a body of 33 MiB: %v", err)
	}
}

// damage changes the file behind the program's back.
func damage(t *testing.T, dir, statement string, args ...any) {
	t.Helper()
	raw, err := sql.Open("sqlite", filepath.Join(dir, pages.File))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close() //nolint:errcheck // Exec reports
	if _, err := raw.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

// A damaged page is named, whatever is damaged, and costs no other.
func TestDamagedPage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := open(t, dir)
	for i := range 6 {
		add(t, db, int64(10+i), page(fmt.Sprint("body ", i)))
	}
	damage(t, dir, `UPDATE pages SET body = x'00010203' WHERE id = 2`)
	damage(t, dir, `UPDATE pages SET head = substr(head, 1, 5) WHERE id = 3`)
	damage(t, dir, `UPDATE pages SET body = (SELECT body FROM pages WHERE id = 1) WHERE id = 4`)
	damage(t, dir, `UPDATE pages SET body = x'' WHERE id = 5`)
	var good, bad []int64
	for s, err := range db.All(t.Context(), 0) {
		switch {
		case err == nil:
			good = append(good, s.ID)
		case errors.Is(err, pages.ErrDamaged) && strings.Contains(err.Error(), fmt.Sprint("page ", s.ID)) && s.Story == s.ID+9:
			bad = append(bad, s.ID)
		default:
			t.Errorf("%+v %v", s, err)
		}
	}
	if !cmp.Equal(good, []int64{1, 6}) || !cmp.Equal(bad, []int64{2, 3, 4, 5}) {
		t.Errorf("good %v, bad %v", good, bad)
	}
}

// A body that would unpack to gigabytes is refused.
func TestPackedBomb(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := open(t, dir)
	id := add(t, db, 1, page("x"))
	// A frame without a size, and blocks that each repeat one byte 128 KiB times.
	bomb := []byte{0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58}
	for range 2000 {
		bomb = append(bomb, 0x02, 0x00, 0x10, 'x')
	}
	bomb = append(bomb, 0x03, 0x00, 0x10, 'x')
	damage(t, dir, `UPDATE pages SET body = ? WHERE id = ?`, bomb, id)
	if s, err := db.Page(t.Context(), id); !errors.Is(err, pages.ErrDamaged) || len(s.Body) != 0 {
		t.Errorf("%d bytes, %v", len(s.Body), err)
	}
}

// What is forgotten is in none of the files any more.
func TestForget(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := open(t, dir)
	// A short page is packed as it is, so that its words can be looked for.
	add(t, db, 1, page("Zaphod-Beeblebrox"))
	last := add(t, db, 1, page("Zaphod-Beeblebrox, again"))
	kept := add(t, db, 2, page("Slartibartfast"))
	if n := occurrences(t, dir, "Zaphod"); n == 0 {
		t.Fatal("the test looks for nothing")
	}
	if n, err := db.Forget(t.Context(), 1); n != 2 || err != nil {
		t.Fatalf("%d %v", n, err)
	}
	if n := occurrences(t, dir, "Zaphod"); n != 0 {
		t.Errorf("%d occurrences are left", n)
	}
	if occurrences(t, dir, "Slartibartfast") == 0 {
		t.Error("another story's page is not in the file")
	}
	if n, err := db.Forget(t.Context(), 1); n != 0 || err != nil {
		t.Errorf("once more: %d %v", n, err)
	}
	if id := add(t, db, 1, page("new")); id <= kept || id <= last {
		t.Errorf("id %d was used before", id)
	}
}

func occurrences(t *testing.T, dir, word string) (n int) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		n += bytes.Count(b, []byte(word))
	}
	return n
}

func TestCopy(t *testing.T) {
	t.Parallel()
	dir, to := t.TempDir(), t.TempDir()
	db := open(t, dir)
	id := add(t, db, 1, page("one"))
	path := filepath.Join(to, pages.File)
	if err := db.CopyTo(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := db.CopyTo(t.Context(), path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second copy: %v", err)
	}
	mode600(t, path)
	copied, err := pages.OpenReadOnly(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close() //nolint:errcheck // read only
	if s, err := copied.Page(t.Context(), id); err != nil || string(s.Body) != "one" {
		t.Errorf("%q %v", s.Body, err)
	}
	if err := copied.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := copied.Add(t.Context(), 1, page("two")); err == nil {
		t.Error("the copy can be written to")
	}
}

func mode600(t *testing.T, path string) {
	t.Helper()
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v %v", path, info.Mode(), err)
	}
}

func TestModes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, pages.File)
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	db := open(t, dir)
	add(t, db, 1, page("one"))
	for _, suffix := range []string{"", "-wal", "-shm"} {
		mode600(t, path+suffix)
	}
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := pages.OpenReadOnly(t.Context(), dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	db := open(t, dir)
	id := add(t, db, 1, page("one"))
	// Beside a writer, whose log is not yet in the file.
	reader, err := pages.OpenReadOnly(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Page(t.Context(), id); err != nil {
		t.Error(err)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	// A copy of the file and its log, without the log's index.
	to := t.TempDir()
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(filepath.Join(dir, pages.File+suffix))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, pages.File+suffix), b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := pages.OpenReadOnly(t.Context(), to); err == nil || !strings.Contains(err.Error(), "pages.db-shm") {
		t.Errorf("a log without its index: %v", err)
	}
}

func TestForeignFiles(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func(dir string){
		"no database": func(dir string) {
			_ = os.WriteFile(filepath.Join(dir, pages.File), bytes.Repeat([]byte("text "), 500), 0o600)
		},
		"another database": func(dir string) { damage(t, dir, `CREATE TABLE stories (id INTEGER)`) },
	} {
		dir := t.TempDir()
		make(dir)
		if db, err := pages.Open(t.Context(), dir); !errors.Is(err, pages.ErrDamaged) {
			t.Errorf("%s: %v %v", name, db, err)
		}
	}
	dir := t.TempDir()
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	damage(t, dir, `PRAGMA user_version = 99`)
	if _, err := pages.Open(t.Context(), dir); !errors.Is(err, pages.ErrNewer) {
		t.Errorf("newer: %v", err)
	}
}

func TestRobots(t *testing.T) {
	t.Parallel()
	db := open(t, t.TempDir())
	at := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	for i, body := range []string{"User-agent: *\nDisallow: /", "User-agent: *\nAllow: /"} {
		want := pages.Robots{Origin: "https://paper.example", Fetched: at.Add(time.Duration(i) * time.Hour), Status: 200, Body: []byte(body)}
		if err := db.PutRobots(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		got, ok, err := db.Robots(t.Context(), want.Origin, at.Add(-time.Hour))
		if diff := cmp.Diff(want, got); !ok || err != nil || diff != "" {
			t.Errorf("%v %v %s", ok, err, diff)
		}
	}
	if _, ok, err := db.Robots(t.Context(), "https://paper.example", at.Add(2*time.Hour)); ok || err != nil {
		t.Errorf("an old one: %v %v", ok, err)
	}
	if _, ok, err := db.Robots(t.Context(), "https://other.example", time.Time{}); ok || err != nil {
		t.Errorf("an unknown origin: %v %v", ok, err)
	}
}

// Writers of several handles wait for one another.
func TestWriters(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	done := make(chan error)
	for w := range 4 {
		db := open(t, dir)
		go func() {
			var err error
			for i := range 10 {
				_, e := db.Add(context.Background(), int64(w), page(fmt.Sprint(w, " ", i)))
				err = errors.Join(err, e)
			}
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if all, err := open(t, dir).Refs(t.Context()); err != nil || len(all) != 40 {
		t.Errorf("%d pages, want 40: %v", len(all), err)
	}
}
