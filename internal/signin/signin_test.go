package signin_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"newsarchive/internal/private"
	"newsarchive/internal/signin"
)

// clock is a time that tests set.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func newPasswords(t *testing.T, o signin.Options) (*signin.Passwords, *clock, string) {
	t.Helper()
	dir := t.TempDir()
	c := &clock{at: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	o.Now = c.now
	p := signin.New(dir, o)
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p, c, dir
}

func add(t *testing.T, p *signin.Passwords, name string, write bool) string {
	t.Helper()
	password, _, err := p.Add(t.Context(), name, write)
	if err != nil {
		t.Fatal(err)
	}
	return password
}

// TestAppPasswords promises that each app password is its own, is kept as a hash
// only, allows what it was made for, and is refused once it is removed.
func TestAppPasswords(t *testing.T) {
	ctx := t.Context()
	p, c, dir := newPasswords(t, signin.Options{})
	if n, err := p.Present(ctx); err != nil || n.Any() {
		t.Fatalf("without a file: %+v, %v", n, err)
	}
	if _, err := p.Check(ctx, "x"); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("without a file: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, private.File)); !os.IsNotExist(err) {
		t.Errorf("looking made the file: %v", err)
	}
	phone, laptop := add(t, p, "phone", false), add(t, p, " laptop ", true)
	if phone == laptop || len(strings.ReplaceAll(phone, "-", "")) != 26 || strings.Trim(phone, "abcdefghijklmnopqrstuvwxyz234567-") != "" {
		t.Errorf("%q and %q", phone, laptop)
	}
	for password, want := range map[string]signin.Grant{
		phone: {Name: "phone"}, laptop: {Name: "laptop", Write: true}, strings.ToUpper(phone): {Name: "phone"},
		" " + strings.ReplaceAll(laptop, "-", "") + "\n": {Name: "laptop", Write: true},
	} {
		if g, err := p.Check(ctx, password); err != nil || g.Name != want.Name || g.Write != want.Write || g.ID == 0 || g.Session != 0 {
			t.Errorf("%q allows %+v, %v", password, g, err)
		}
	}
	for _, wrong := range []string{"", " ", "-", phone[1:], phone + "a", strings.Repeat("a", 5000), "phone", laptop[:27] + phone[27:] + "b"} {
		if g, err := p.Check(ctx, wrong); !errors.Is(err, signin.ErrWrong) {
			t.Errorf("%.40q allows %+v, %v", wrong, g, err)
		}
	}
	for name, want := range map[string]error{
		"phone": signin.ErrNameTaken, "": signin.ErrName, "  ": signin.ErrName, "a\x1bb": signin.ErrName, "\xff": signin.ErrName, strings.Repeat("é", 61): signin.ErrName,
	} {
		if _, _, err := p.Add(ctx, name, false); !errors.Is(err, want) {
			t.Errorf("the name %.20q: %v", name, err)
		}
	}
	raw, err := os.ReadFile(filepath.Join(dir, private.File))
	if err != nil || strings.Contains(string(raw), phone) || strings.Contains(string(raw), strings.ReplaceAll(phone, "-", "")) {
		t.Errorf("the password itself is kept, or %v", err)
	}
	c.pass(48 * time.Hour)
	if err := p.Remove(ctx, "phone"); err != nil {
		t.Fatal(err)
	}
	if err := p.Remove(ctx, "phone"); !errors.Is(err, signin.ErrNone) {
		t.Errorf("removed twice: %v", err)
	}
	if _, err := p.Check(ctx, phone); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("a removed one: %v", err)
	}
	again := add(t, p, "phone", true)
	if _, err := p.Check(ctx, phone); !errors.Is(err, signin.ErrWrong) || again == phone {
		t.Errorf("a removed one, whose name is used again: %v", err)
	}
	if all, err := p.Apps(ctx); err != nil || len(all) != 2 || all[0].Name != "laptop" || all[1].Name != "phone" || !all[1].Write {
		t.Errorf("%+v, %v", all, err)
	}
}

// TestUsed promises that uses are kept to an hour: not each request writes.
func TestUsed(t *testing.T) {
	p, c, dir := newPasswords(t, signin.Options{})
	phone := add(t, p, "phone", false)
	used := func() time.Time {
		all, err := p.Apps(t.Context())
		if err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		return all[0].Used
	}
	if !used().IsZero() {
		t.Errorf("before: %v", used())
	}
	first := c.now()
	for range 3 {
		if _, err := p.Check(t.Context(), phone); err != nil {
			t.Fatal(err)
		}
		if !used().Equal(first) {
			t.Errorf("used %v, first %v", used(), first)
		}
		c.pass(20 * time.Minute)
	}
	before, err := os.ReadFile(filepath.Join(dir, private.File))
	if err != nil {
		t.Fatal(err)
	}
	c.pass(-time.Minute)
	_, _ = p.Check(t.Context(), phone)
	if after, err := os.ReadFile(filepath.Join(dir, private.File)); err != nil || string(after) != string(before) {
		t.Errorf("a use within the hour was written, or %v", err)
	}
	c.pass(time.Minute)
	_, _ = p.Check(t.Context(), phone)
	if !used().Equal(c.now()) {
		t.Errorf("an hour later: %v", used())
	}
}

// TestOtherProcess promises that what another process does counts at once: a
// password that is removed, a file that is replaced, one that is gone.
func TestOtherProcess(t *testing.T) {
	ctx := t.Context()
	p, c, dir := newPasswords(t, signin.Options{})
	other := signin.New(dir, signin.Options{Now: c.now})
	phone := add(t, other, "phone", false)
	if _, err := p.Check(ctx, phone); err != nil {
		t.Errorf("added elsewhere: %v", err)
	}
	if err := other.Remove(ctx, "phone"); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Check(ctx, phone); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("removed elsewhere: %v", err)
	}
	tablet := add(t, other, "tablet", false)
	if _, err := p.Check(ctx, tablet); err != nil {
		t.Error(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, private.File)
	if err := os.Rename(path, path+".old"); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Check(ctx, tablet); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("without the file: %v", err)
	}
	watch := add(t, p, "watch", false)
	if _, err := p.Check(ctx, tablet); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("with another file: %v", err)
	}
	if _, err := p.Check(ctx, watch); err != nil {
		t.Errorf("in another file: %v", err)
	}
}

// TestTyped promises that the typed password is kept as an Argon2id hash, is taken
// in both forms of an accent, and ends all sessions when it is set or removed.
func TestTyped(t *testing.T) {
	ctx := t.Context()
	p, _, dir := newPasswords(t, signin.Options{})
	for _, bad := range []string{"", "short", "elevenchars", strings.Repeat("x", 1025), "a tab\tin a password", "not \xff UTF-8 at all"} {
		if err := p.SetTyped(ctx, bad); !errors.Is(err, signin.ErrPassword) {
			t.Errorf("%.30q: %v", bad, err)
		}
	}
	const password = "caf\u00e9 at the harbour"
	if err := p.SetTyped(ctx, password); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, private.File))
	if err != nil || strings.Contains(string(raw), "harbour") || !strings.Contains(string(raw), "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("the password itself is kept, or %v", err)
	}
	for _, right := range []string{password, "cafe\u0301 at the harbour"} {
		if g, err := p.CheckTyped(ctx, right); err != nil || !g.Write || g.ID != 0 {
			t.Errorf("%q: %+v, %v", right, g, err)
		}
	}
	for _, wrong := range []string{"", "cafe at the harbour", password + " ", strings.ToUpper(password), strings.Repeat("x", 1<<20)} {
		if _, err := p.CheckTyped(ctx, wrong); !errors.Is(err, signin.ErrWrong) {
			t.Errorf("%.30q: %v", wrong, err)
		}
	}
	if _, err := p.Check(ctx, password); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("as an app password: %v", err)
	}
	for name, end := range map[string]func() error{
		"set": func() error { return p.SetTyped(ctx, password) }, "removed": func() error { return p.RemoveTyped(ctx) },
	} {
		if err := p.SetTyped(ctx, password); err != nil {
			t.Fatal(err)
		}
		g, err := p.CheckTyped(ctx, password)
		if err != nil {
			t.Fatal(err)
		}
		secret, err := p.Begin(ctx, g, "browser")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Session(ctx, secret); err != nil {
			t.Errorf("%s: before: %v", name, err)
		}
		if err := end(); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Session(ctx, secret); !errors.Is(err, signin.ErrWrong) {
			t.Errorf("%s: a session goes on: %v", name, err)
		}
	}
}

// TestSessions promises that a session ends when it was not used, at the latest
// after half a year, when it is ended, and with its password; and that it allows
// what its password allows.
func TestSessions(t *testing.T) {
	ctx := t.Context()
	p, c, dir := newPasswords(t, signin.Options{Token: "0123456789abcdef0123456789abcdef"})
	begin := func(password string) string {
		t.Helper()
		g, err := p.Check(ctx, password)
		if err != nil {
			t.Fatal(err)
		}
		secret, err := p.Begin(ctx, g, strings.Repeat("Browser/1 é ", 100))
		if err != nil {
			t.Fatal(err)
		}
		return secret
	}
	phone, laptop := add(t, p, "phone", false), add(t, p, "laptop", true)
	ids := map[int64]string{}
	for _, password := range []string{phone, laptop, "0123456789abcdef0123456789abcdef", phone} {
		secret := begin(password)
		g, err := p.Session(ctx, secret)
		if err != nil || g.Session == 0 || g.Write != (password != phone) || ids[g.Session] != "" || len(secret) < 43 {
			t.Errorf("%+v, %v", g, err)
		}
		ids[g.Session] = secret
	}
	raw, err := os.ReadFile(filepath.Join(dir, private.File))
	if err != nil {
		t.Fatal(err)
	}
	for id, secret := range ids {
		if strings.Contains(string(raw), secret) {
			t.Errorf("the secret of session %d is kept", id)
		}
	}
	all, err := p.Sessions(ctx)
	if err != nil || len(all) != 4 || len(all[0].Client) > 200 || !strings.HasPrefix(all[0].Client, "Browser/1") {
		t.Fatalf("%+v, %v", all, err)
	}
	if err := p.End(ctx, 3); err != nil {
		t.Fatal(err)
	}
	if err := p.End(ctx, 3); !errors.Is(err, signin.ErrNone) {
		t.Errorf("ended twice: %v", err)
	}
	if err := p.Remove(ctx, "laptop"); err != nil {
		t.Fatal(err)
	}
	if all, err := p.Sessions(ctx); err != nil || len(all) != 2 {
		t.Errorf("after one was ended, and one's password was removed: %+v, %v", all, err)
	}
	for id, secret := range ids {
		if _, err := p.Session(ctx, secret); (err == nil) != (id == 1 || id == 4) {
			t.Errorf("session %d: %v", id, err)
		}
	}
	for days := 0; days < 150; days += 29 { // used now and then
		c.pass(29 * 24 * time.Hour)
		if _, err := p.Session(ctx, ids[1]); err != nil {
			t.Fatalf("on day %d: %v", days, err)
		}
	}
	c.pass(8 * 24 * time.Hour) // 182 days
	if _, err := p.Session(ctx, ids[1]); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("after half a year: %v", err)
	}
	unused := begin(phone)
	c.pass(31 * 24 * time.Hour)
	if _, err := p.Session(ctx, unused); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("unused for a month: %v", err)
	}
	last := begin(phone)
	if n, err := p.EndAll(ctx); err != nil || n != 1 {
		t.Errorf("%d ended, %v", n, err)
	}
	if _, err := p.Session(ctx, last); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("after all were ended: %v", err)
	}
}

// TestManySessions promises that sessions are bounded: the one that was unused for
// longest gives way.
func TestManySessions(t *testing.T) {
	ctx := t.Context()
	p, c, _ := newPasswords(t, signin.Options{})
	g, err := p.Check(ctx, add(t, p, "phone", false))
	if err != nil {
		t.Fatal(err)
	}
	var secrets []string
	for range 103 {
		c.pass(time.Minute)
		secret, err := p.Begin(ctx, g, "")
		if err != nil {
			t.Fatal(err)
		}
		secrets = append(secrets, secret)
	}
	if all, err := p.Sessions(ctx); err != nil || len(all) != 100 {
		t.Errorf("%d sessions, %v", len(all), err)
	}
	if _, err := p.Session(ctx, secrets[2]); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("the oldest: %v", err)
	}
	if _, err := p.Session(ctx, secrets[3]); err != nil {
		t.Errorf("a newer one: %v", err)
	}
}

// TestToken promises that a password of a file opens the archive, is kept nowhere,
// and is wrong as soon as the file has another one.
func TestToken(t *testing.T) {
	ctx := t.Context()
	const token = "0123456789abcdef0123456789abcdef"
	p, c, dir := newPasswords(t, signin.Options{Token: token})
	if n, err := p.Present(ctx); err != nil || !n.App || n.Typed {
		t.Errorf("%+v, %v", n, err)
	}
	g, err := p.Check(ctx, token)
	if err != nil || !g.Write || g.Name != signin.TokenName {
		t.Errorf("%+v, %v", g, err)
	}
	if _, err := os.Stat(filepath.Join(dir, private.File)); !os.IsNotExist(err) {
		t.Errorf("it was kept: %v", err)
	}
	secret, err := p.Begin(ctx, g, "")
	if err != nil {
		t.Fatal(err)
	}
	other := signin.New(dir, signin.Options{Now: c.now, Token: token + "0"})
	defer other.Close() //nolint:errcheck // a test's
	if _, err := other.Check(ctx, token); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("another file: %v", err)
	}
	if _, err := other.Session(ctx, secret); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("a session of another file: %v", err)
	}
}

// TestConcurrent promises that passwords can be checked by many at once.
func TestConcurrent(t *testing.T) {
	p, _, _ := newPasswords(t, signin.Options{})
	phone := add(t, p, "phone", false)
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for range 20 {
				if _, err := p.Check(t.Context(), phone); err != nil {
					t.Error(err)
				}
				if _, err := p.Check(t.Context(), phone+"x"); !errors.Is(err, signin.ErrWrong) {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}
