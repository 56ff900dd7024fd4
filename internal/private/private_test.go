package private_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/access"
	"newsarchive/internal/ownerfile"
	"newsarchive/internal/private"
)

func open(t *testing.T, path string) *private.DB {
	t.Helper()
	db, err := private.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestSplit(t *testing.T) {
	for address, want := range map[string]struct {
		bare, user, password string
		ok                   bool
	}{
		"https://host/a@b":                    {bare: "https://host/a@b"},
		"https://host/?q=u:p@x":               {bare: "https://host/?q=u:p@x"},
		"https://u:p@host/":                   {"https://host/", "u", "p", true},
		"HTTPS://u:p@w@host?x#y":              {"HTTPS://host?x#y", "u", "p@w", true},
		"https://u%40x:p%2Fw@host/":           {"https://host/", "u@x", "p/w", true},
		"https://token@host/":                 {"https://host/", "token", "", true},
		"https://@host/":                      {"https://host/", "", "", true},
		"http://u:p%zz@host/":                 {"http://host/", "u", "p%zz", true},
		" https://u:p:q@host/":                {" https://host/", "u", "p:q", true},
		"/home/ada/x@y.xml":                   {bare: "/home/ada/x@y.xml"},
		"local:":                              {bare: "local:"},
		"https://news.example/#private-abc@d": {bare: "https://news.example/#private-abc@d"},
	} {
		bare, login, ok := private.Split(address)
		if bare != want.bare || login != (access.Login{User: want.user, Password: want.password}) || ok != want.ok {
			t.Errorf("%s: %q %q %v", address, bare, login, ok)
		}
	}
}

// One address has one form, whatever its spelling and login; two have two.
// The form is of another file's making nowhere the same.
func TestShown(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), private.File))
	form := func(db *private.DB, address string) string {
		s, err := db.Secrets(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		shown, err := s.Shown(address)
		if err != nil {
			t.Fatal(err)
		}
		return shown
	}
	one := form(db, "https://news.example/rss?token=abc")
	if !private.Is(one) || !strings.HasPrefix(one, "https://news.example/#private-") || strings.Contains(one, "abc") {
		t.Errorf("shown as %s", one)
	}
	for _, same := range []string{"HTTPS://News.Example:443/rss?token=abc", "https://u:p@news.example/rss?token=abc#x", " https://news.example/rss?token=abc"} {
		if got := form(db, same); got != one {
			t.Errorf("%s: %s, not %s", same, got, one)
		}
	}
	for _, other := range []string{"https://news.example/rss?token=abd", "http://news.example/rss?token=abc", "https://news.example:8443/rss?token=abc"} {
		if form(db, other) == one {
			t.Errorf("%s is shown as another address", other)
		}
	}
	if got := form(open(t, filepath.Join(t.TempDir(), private.File)), "https://news.example/rss?token=abc"); got == one {
		t.Error("the hash has no key")
	}
	if _, err := (private.Secrets{}).Shown("https://news.example/"); err == nil {
		t.Error("a hash without a key")
	}
}

// What is saved is loaded again; the file and its journal are for their owner
// alone, also where an older file was not.
func TestSave(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder", private.File)
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if s, err := private.Load(t.Context(), path); err != nil {
		t.Fatal(err)
	} else if f, ok := s.Feed("https://x.example/"); ok || f.Whole() != "https://x.example/" {
		t.Errorf("there is %+v", f)
	}
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	db := open(t, path)
	want := []private.Feed{
		{Shown: "https://a.example/rss", Settings: access.Settings{Login: access.Login{User: "u", Password: "p"}}},
		{Shown: "https://b.example/#private-x", Address: "https://b.example/rss?token=t"},
	}
	if err := db.Save(t.Context(), want...); err != nil {
		t.Fatal(err)
	}
	if exposed := ownerfile.Exposed(path); len(exposed) > 0 {
		t.Errorf("%v can be read by others", exposed)
	}
	s, err := private.Load(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range want {
		if got, ok := s.Feed(f.Shown); !ok || got != f {
			t.Errorf("%+v, want %+v", got, f)
		}
	}
	if err := db.Save(t.Context(), private.Feed{Shown: want[0].Shown}); err != nil {
		t.Fatal(err)
	}
	if s, err := db.Secrets(t.Context()); err != nil {
		t.Fatal(err)
	} else if _, ok := s.Feed(want[0].Shown); ok {
		t.Error("a login that was taken away is there")
	}
	if err := private.Verify(t.Context(), path); err != nil {
		t.Error(err)
	}
}

// A backup brings back its key and what is missing; what is there stays.
func TestMerge(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	login := func(password string) access.Settings {
		return access.Settings{Login: access.Login{User: "u", Password: password}}
	}
	old := open(t, filepath.Join(dir, "old.db"))
	if err := old.Save(ctx, private.Feed{Shown: "https://a/", Settings: login("old")}, private.Feed{Shown: "https://b/", Settings: login("old")}); err != nil {
		t.Fatal(err)
	}
	if err := private.CopyTo(ctx, filepath.Join(dir, "old.db"), filepath.Join(dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	if exposed := ownerfile.Exposed(filepath.Join(dir, "copy.db")); len(exposed) > 0 {
		t.Errorf("%v can be read by others", exposed)
	}
	backup, err := private.Load(ctx, filepath.Join(dir, "copy.db"))
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, filepath.Join(dir, "new.db"))
	if err := db.Save(ctx, private.Feed{Shown: "https://a/", Settings: login("new")}); err != nil {
		t.Fatal(err)
	}
	if err := db.Merge(ctx, backup); err != nil {
		t.Fatal(err)
	}
	now, err := db.Secrets(ctx)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := now.Feed("https://a/")
	b, _ := now.Feed("https://b/")
	if a.Password != "new" || b.Password != "old" {
		t.Errorf("passwords %s and %s", a.Password, b.Password)
	}
	x, errX := now.Shown("https://c/1")
	y, errY := backup.Shown("https://c/1")
	if errX != nil || errY != nil || x != y {
		t.Errorf("%s is %s after the restore", y, x)
	}
}

func TestHide(t *testing.T) {
	const shown = "https://n.example/#private-xyz"
	f := private.Feed{Shown: shown, Address: "https://n.example/u/8f14e45fceea167a/rss?b=2&token=s3cr", Settings: access.Settings{Login: access.Login{User: "ada", Password: "p/w"}}}
	h := f.Hider("https://cdn.example/x?sig=zz99")
	for doc, want := range map[string]string{
		`<atom:link rel="self" href="https://n.example/u/8f14e45fceea167a/rss?b=2&amp;token=s3cr"/>`: `<atom:link rel="self" href="` + shown + `"/>`,
		`{"feed_url":"https:\/\/n.example\/u\/8f14e45fceea167a\/rss?b=2&token=s3cr"}`:                `{"feed_url":"` + shown + `"}`,
		`<a href="https://n.example/item?token=s3cr&n=1">`:                                           `<a href="https://n.example/item?token=private&n=1">`,
		`/u/8f14e45fceea167a/item/7`:                                                                 `/u/private/item/7`,
		`https://cdn.example/x?sig=zz99`:                                                             shown,
		`https://ada:p%2Fw@n.example/item`:                                                           `https://n.example/item`,
		`nothing of it, b=2`:                                                                         `nothing of it, b=2`,
	} {
		if got := h.String(doc); got != want {
			t.Errorf("%s\n  becomes %s\n  not     %s", doc, got, want)
		}
	}
	wide := func(s string) (b []byte) {
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u>>8), byte(u))
		}
		return b
	}
	if diff := cmp.Diff(wide("x/private/y"), h.Bytes(wide("x/8f14e45fceea167a/y"))); diff != "" {
		t.Errorf("UTF-16: %s", diff)
	}
	if err := h.Error(errors.New("at token=s3cr")); err.Error() != "at token=private" {
		t.Error(err)
	}
	if got := (private.Feed{Shown: "https://n.example/"}).Hider().String("https://u:p@n.example/"); got != "https://u:p@n.example/" {
		t.Errorf("a feed without secrets: %s", got)
	}
	if got := (private.Feed{Shown: shown, Address: "https://n.example/"}).Hider().String("https://n.example/item"); got != "https://n.example/item" {
		t.Errorf("an address that is only a host: %s", got)
	}
	for address, want := range map[string]string{
		"https://n.example/blog/rss?token=abc":          "https://n.example/blog/rss",
		"https://n.example/8f14e45fceea167a/rss":        "https://n.example/private/rss",
		"https://n.example/x7/rss":                      "https://n.example/",
		"https://cdn.example/8f14e45fceea167a/rss?a=bc": "https://cdn.example/private/rss",
	} {
		if got := f.Base(address); got != want {
			t.Errorf("base of %s: %s, not %s", address, got, want)
		}
	}
}

// A file of another kind is refused, and a damaged one named.
func TestVerify(t *testing.T) {
	path := filepath.Join(t.TempDir(), private.File)
	if err := private.Verify(context.Background(), path); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte(strings.Repeat("rubbish ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := private.Verify(context.Background(), path); err == nil {
		t.Error("rubbish is well")
	}
	if _, err := private.Open(context.Background(), path); err == nil {
		t.Error("rubbish is opened")
	}
}
