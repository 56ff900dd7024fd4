package store_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsarchive/internal/news"

	_ "modernc.org/sqlite"

	"newsarchive/internal/access"
	"newsarchive/internal/ownerfile"
	"newsarchive/internal/private"
	"newsarchive/store"
)

// oldSecret is in every place of an archive of version 1 that may hold the
// password of an address.
const oldSecret = "0ldS3cret"

// oldArchive makes an archive of version 1, before private.db, whose database
// holds passwords in its rows, in free space and in its log.
func oldArchive(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "archive.db")
	schema, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	const a = "https://ada:" + oldSecret + "@a.example/rss"
	const b = "https://tok" + oldSecret + "@b.example/rss"
	execOld(t, path, `PRAGMA journal_mode = WAL`, string(schema),
		`PRAGMA application_id = 0x6e657773`, `PRAGMA user_version = 1`,
		`INSERT INTO archive VALUES ('x', 'UTC', '2026-01-14T09:00:00Z')`,
		`INSERT INTO feeds (url, added, followed, error) VALUES
			('`+a+`', '2026-01-14T09:00:00Z', 1, '404 (redirected to https://ada:xxxxx@a.example/x)'),
			('`+b+`', '2026-01-14T09:00:00Z', 1, ''), ('https://c.example/', '2026-01-14T09:00:00Z', 1, '')`,
		`INSERT INTO feed_addresses VALUES ('https://a.example/rss', 1), ('https://b.example/rss', 2), ('https://c.example/', 3), ('ftp://u:`+oldSecret+`@c.example/', 3)`,
		`INSERT INTO items (feed_id, key, guid, link, related, title, published_raw, updated_raw, author, summary, content, text, image, language, cluster, fetched, first_seen)
			VALUES (1, 'k', 'k', '`+a+`/item', '', 'One', '', '', '', 'see `+a+`', '', '', '', '', 0, 0, '2026-01-14T09:00:00Z')`,
		`INSERT INTO posts (item_id, path, raw, imported) VALUES (1, 'a.md', '--- source: `+a+`', '2026-01-14T09:00:00Z'), (1, 'b.md', CAST('source: `+a+`' || char(0) AS BLOB), '2026-01-14T09:00:00Z')`,
		`INSERT INTO fetches (feed_id, url, at, took, outcome, bytes, items, new_items, new_stories, error)
			VALUES (1, '`+a+`', '2026-01-14T09:00:00Z', 1, 'failed', 0, 0, 0, 0, 'fetch `+a+`: refused'),
			(1, 'https://older:`+oldSecret+`@a.example/', '2026-01-14T09:00:00Z', 1, 'failed', 0, 0, 0, 0, '')`,
		`INSERT INTO fetch_days VALUES (1, '2026-01-14', 'failed', 1, '', '', 1, 0, 0, 0, 'at `+a+`')`,
		`INSERT INTO faults (feed_id, reason, raw, first_seen) VALUES (1, 'bad `+a+`', '`+a+`', '')`,
		`INSERT INTO topics (name, query, added) VALUES ('t', 'feed:`+a+`', '')`,
		`PRAGMA wal_checkpoint(TRUNCATE)`,
		`UPDATE feeds SET title = '`+a+`' WHERE id = 1`, `UPDATE feeds SET title = '' WHERE id = 1`,
		`INSERT INTO fetches (feed_id, url, at, took, outcome, bytes, items, new_items, new_stories, error)
			VALUES (1, '`+a+`', '', 1, '', 0, 0, 0, 0, '')`, `DELETE FROM fetches WHERE at = ''`)
	if holders := holding(t, filepath.Dir(path), oldSecret); len(holders) == 0 {
		t.Fatal("the old archive holds no secret")
	}
	return path
}

func execOld(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// holding returns the files below a folder, private.db aside, that hold a
// text.
func holding(t *testing.T, dir, text string) (files []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		raw, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(e.Name(), private.File) && bytes.Contains(raw, []byte(text)) {
			files = append(files, e.Name())
		}
	}
	return files
}

// moved checks that the archive opens, that the logins are in private.db and
// that nothing of them is left, be it open or closed.
func moved(t *testing.T, path string) {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if files := holding(t, filepath.Dir(path), oldSecret); len(files) > 0 {
		t.Errorf("the secret is still in %v", files)
	}
	for id, url := range map[string]string{"1": "https://a.example/rss", "2": "https://b.example/rss", "3": "https://c.example/"} {
		if f, err := s.Feed(t.Context(), id); err != nil || f.URL != url || strings.Contains(f.State.Error, "ada") {
			t.Errorf("feed %s: %+v, %v", id, f, err)
		}
	}
	for it, err := range s.Export(t.Context(), store.ItemFilter{}) {
		if err != nil || it.Link != "https://a.example/rss/item" || it.Post == nil || it.Post.Raw != "source: https://a.example/rss\x00" {
			t.Errorf("item %+v, %v", it, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if files := holding(t, filepath.Dir(path), oldSecret); len(files) > 0 {
		t.Errorf("after it was closed, the secret is in %v", files)
	}
	hasLogins(t, path)
	if _, _, err := store.Verify(t.Context(), path); err != nil {
		t.Error(err)
	}
}

func hasLogins(t *testing.T, path string) {
	t.Helper()
	file := filepath.Join(filepath.Dir(path), private.File)
	secrets, err := private.Load(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	for shown, want := range map[string]access.Login{
		"https://a.example/rss": {User: "ada", Password: oldSecret},
		"https://b.example/rss": {User: "tok" + oldSecret},
		"https://c.example/":    {},
	} {
		if f, _ := secrets.Feed(shown); f.Login != want {
			t.Errorf("login of %s: %+v", shown, f.Login)
		}
	}
	if exposed := ownerfile.Exposed(file); len(exposed) > 0 {
		t.Errorf("%v can be read by others", exposed)
	}
}

// Passwords of an older archive go to private.db, and their bytes go.
func TestMigrationMovesSecrets(t *testing.T) {
	path := oldArchive(t)
	moved(t, path)
	moved(t, path) // a second time changes nothing
}

// An archive without passwords is not made to have a private.db.
func TestMigrationWithoutSecrets(t *testing.T) {
	a := newArchive(t)
	if _, err := os.Stat(filepath.Join(filepath.Dir(a.Path()), private.File)); !os.IsNotExist(err) {
		t.Errorf("there is one: %v", err)
	}
	if done, err := a.Scrubbed(t.Context()); !done || err != nil {
		t.Errorf("it is to be scrubbed: %v", err)
	}
}

// A crash after private.db was written leaves the database as it was.
func TestMigrationCrashBeforeCommit(t *testing.T) {
	path := oldArchive(t)
	execOld(t, path, `CREATE TRIGGER crash BEFORE UPDATE ON topics BEGIN SELECT RAISE(ROLLBACK, 'power cut'); END`)
	if _, err := store.Open(t.Context(), path); err == nil || !strings.Contains(err.Error(), "power cut") {
		t.Fatalf("opened: %v", err)
	}
	hasLogins(t, path)
	execOld(t, path, `DROP TRIGGER crash`)
	moved(t, path)
}

// A crash after the transaction, before the old bytes are overwritten: the
// files as they stand then are those of the archive and its log while a reader
// keeps the log from being cut.
func TestMigrationCrashBeforeScrub(t *testing.T) {
	path := oldArchive(t)
	reader, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close() //nolint:errcheck // a test's look
	tx, err := reader.BeginTx(t.Context(), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	var url string
	if err := tx.QueryRowContext(t.Context(), `SELECT url FROM feeds WHERE id = 1`).Scan(&url); err != nil || !strings.Contains(url, oldSecret) {
		t.Fatalf("%s, %v", url, err)
	}
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if done, err := s.Scrubbed(t.Context()); done || err != nil {
		t.Fatalf("it was scrubbed beside a reader: %v", err)
	}
	image := filepath.Join(t.TempDir(), "archive.db")
	for _, suffix := range []string{"", "-wal"} {
		raw, err := os.ReadFile(path + suffix)
		if err == nil {
			err = os.WriteFile(image+suffix, raw, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := private.CopyTo(t.Context(), filepath.Join(filepath.Dir(path), private.File), filepath.Join(filepath.Dir(image), private.File)); err != nil {
		t.Fatal(err)
	}
	if files := holding(t, filepath.Dir(image), oldSecret); len(files) == 0 {
		t.Fatal("nothing is left to overwrite")
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	moved(t, path)
	moved(t, image)
}

// An imported file sets no password: it is dropped, from the post's own bytes
// too, and importing again changes nothing.
func TestImportDropsPasswords(t *testing.T) {
	a := newArchive(t)
	const source = "https://ada:s3cret@a.example/rss"
	for range 2 {
		_, faults, err := a.Import(t.Context(), []news.Item{{
			Feed: news.Feed{URL: source, Aliases: []string{"https://eve:s3cret@old.example/rss"}}, Link: "https://a.example/1", Title: "One",
			Post: &news.Post{Path: "one.md", Raw: "---\nsource: " + source + "\n---\n"},
		}}, start())
		if err != nil || len(faults) > 0 {
			t.Fatal(err, faults)
		}
	}
	for _, it := range a.items() {
		if it.Feed.URL != "https://a.example/rss" || it.Post.Raw != "---\nsource: https://a.example/rss\n---\n" {
			t.Errorf("%+v %+v", it.Feed, it.Post)
		}
	}
	if len(a.items()) != 1 {
		t.Errorf("%d items", len(a.items()))
	}
	if files := holding(t, filepath.Dir(a.Path()), "s3cret"); len(files) > 0 {
		t.Errorf("the password is in %v", files)
	}
}
