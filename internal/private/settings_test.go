package private_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/access"
	"newsarchive/internal/ownerfile"
	"newsarchive/internal/private"
)

// version1 writes a file as the first version of the program did.
func version1(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	execute(t, path, `PRAGMA application_id = 0x6e657770; PRAGMA user_version = 1;
		CREATE TABLE hash_key (key BLOB NOT NULL);
		CREATE TABLE feeds (shown TEXT PRIMARY KEY, address TEXT NOT NULL, user TEXT NOT NULL, password TEXT NOT NULL) WITHOUT ROWID;
		INSERT INTO hash_key VALUES (x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff');
		INSERT INTO feeds VALUES ('https://a.example/', '', 'ada', 'p'), ('https://b.example/#private-x', 'https://b.example/?token=t', '', '')`)
}

func execute(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's
	if _, err := db.ExecContext(t.Context(), statements); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, path string) private.Secrets {
	t.Helper()
	s, err := private.Load(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// all has every setting.
func all() access.Settings {
	return access.Settings{
		Token: "t", UserAgent: "reader/1", Header: "A: b\nC: d\n", Cookie: "e=f", Insecure: true,
		Pin: "sha256/d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=", Proxy: "http://u:p@h:1",
	}
}

// A file of the first version is read as it is, where it cannot be written too, and
// migrated where it is written; no secret and no address changes by it.
func TestVersion1(t *testing.T) {
	path := filepath.Join(t.TempDir(), private.File)
	version1(t, path)
	check := func() {
		t.Helper()
		s := load(t, path)
		a, _ := s.Feed("https://a.example/")
		b, _ := s.Feed("https://b.example/#private-x")
		if a.Login != (access.Login{User: "ada", Password: "p"}) || b.Whole() != "https://b.example/?token=t" {
			t.Errorf("%+v %+v", a, b)
		}
		if shown, err := s.Shown("https://b.example/?token=t"); err != nil || shown != "https://b.example/#private-jifunj3lx7tgszke" {
			t.Errorf("shown as %s, %v", shown, err)
		}
	}
	check()
	if err := private.Verify(t.Context(), path); err != nil {
		t.Error(err)
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := private.CopyTo(t.Context(), path, backup); err != nil {
		t.Fatal(err)
	}
	db := open(t, path)
	check()
	want := private.Feed{Shown: "https://a.example/", Settings: all()}
	if err := db.Save(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if got, _ := load(t, path).Feed(want.Shown); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if err := db.Merge(t.Context(), load(t, backup)); err != nil {
		t.Fatal(err)
	}
	if got, _ := load(t, path).Feed(want.Shown); got != want {
		t.Errorf("an old backup replaces %+v by %+v", want, got)
	}
	if exposed := ownerfile.Exposed(path); len(exposed) > 0 {
		t.Errorf("%v can be read by others", exposed)
	}
}

// Settings come back from a backup.
func TestMergeSettings(t *testing.T) {
	dir := t.TempDir()
	old := open(t, filepath.Join(dir, "old.db"))
	want := private.Feed{Shown: "https://a.example/", Settings: all()}
	if err := old.Save(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	db := open(t, filepath.Join(dir, "new.db"))
	if err := db.Merge(t.Context(), load(t, filepath.Join(dir, "old.db"))); err != nil {
		t.Fatal(err)
	}
	if got, _ := load(t, filepath.Join(dir, "new.db")).Feed(want.Shown); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// A file of a later version is neither read nor written.
func TestNewerVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), private.File)
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	execute(t, path, `PRAGMA user_version = 99`)
	const words = "it was written by a newer version of the program"
	if _, err := private.Load(t.Context(), path); err == nil || !contains(err, words) {
		t.Errorf("read: %v", err)
	}
	if _, err := private.Open(t.Context(), path); err == nil || !contains(err, words) {
		t.Errorf("opened: %v", err)
	}
}

// At another server nothing holds but the proxy.
func TestFor(t *testing.T) {
	f := private.Feed{Shown: "https://a.example/#private-x", Address: "https://a.example/rss?token=t", Settings: all()}
	for address, want := range map[string]access.Settings{
		"https://A.example:443/other": all(),
		"http://a.example/rss":        {Proxy: all().Proxy},
		"https://b.example/rss":       {Proxy: all().Proxy},
		"/a/file":                     {Proxy: all().Proxy},
	} {
		if diff := cmp.Diff(want, f.For(address)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", address, diff)
		}
	}
}

// What a server repeats of a feed's settings is hidden; words that stand in texts
// anyhow are not.
func TestHideSettings(t *testing.T) {
	f := private.Feed{Shown: "https://n.example/", Settings: access.Settings{
		Login: access.Login{User: "ada", Password: "p/w"},
		Token: "v3ry.s3cret",
		Header: "X-Api-Key: hunter\nAuthorization: Token 8f14e45f\nX-Client: 0123456789abcdef\nAccept: application/atom+xml;q=1\n" +
			"Accept-Language: en-GB,english\nX-Mode: compact\n",
		Cookie: "sessionid=abcd; theme=darkness; id=1a2b3c4d5e",
		Proxy:  "socks5://tor:s3same@127.0.0.1:9050",
	}}
	h := f.Hider()
	for doc, want := range map[string]string{
		"token v3ry.s3cret":                      "token private",
		"key hunter":                             "key private",
		"Authorization: Token 8f14e45f":          "Authorization: private",
		"only 8f14e45f":                          "only private",
		"client 0123456789abcdef":                "client private",
		"sessionid=abcd id=1a2b3c4d5e":           "sessionid=private id=private",
		"Basic YWRhOnAvdw==":                     "Basic private",
		"http://ada:p%2Fw@n.example/":            "http://n.example/",
		"proxy tor:s3same@127.0.0.1":             "proxy 127.0.0.1",
		"application/atom+xml;q=1 en-GB,english": "application/atom+xml;q=1 en-GB,english",
		"darkness falls, compact":                "darkness falls, compact",
	} {
		if got := h.String(doc); got != want {
			t.Errorf("%s becomes %s, not %s", doc, got, want)
		}
	}
}

func contains(err error, words string) bool { return strings.Contains(err.Error(), words) }
