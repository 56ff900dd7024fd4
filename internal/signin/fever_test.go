package signin_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/fever"
	"newsarchive/internal/private"
	"newsarchive/internal/signin"
)

// TestFever promises that the key for Fever's API opens that for passwords made
// for it alone, is no password, is kept as a hash only, and ends with its password;
// and that it is known when the first password was made, although it is removed.
func TestFever(t *testing.T) {
	ctx := t.Context()
	p, c, dir := newPasswords(t, signin.Options{})
	if at, err := p.First(ctx); err != nil || !at.IsZero() {
		t.Errorf("the first of none was made at %v, %v", at, err)
	}
	first := c.now()
	phone := add(t, p, "phone", true)
	c.pass(time.Hour)
	tablet, app, err := p.AddFever(ctx, "tablet", false)
	if err != nil || !app.Fever {
		t.Fatalf("%+v, %v", app, err)
	}
	if g, err := p.CheckFever(ctx, fever.Key(tablet)); err != nil || g.Name != "tablet" || g.Write {
		t.Errorf("%+v, %v", g, err)
	}
	if g, err := p.Check(ctx, tablet); err != nil || g.Name != "tablet" {
		t.Errorf("%+v, %v", g, err)
	}
	for _, wrong := range []string{"", fever.Key(phone), tablet, fever.Key(tablet)[1:], strings.Repeat("a", 5000)} {
		if g, err := p.CheckFever(ctx, wrong); !errors.Is(err, signin.ErrWrong) {
			t.Errorf("%.40q allows %+v, %v", wrong, g, err)
		}
	}
	if g, err := p.Check(ctx, fever.Key(tablet)); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("the key is a password: %+v, %v", g, err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, private.File))
	if err != nil || strings.Contains(string(raw), fever.Key(tablet)) {
		t.Errorf("the key itself is kept, or %v", err)
	}
	for _, name := range []string{"phone", "tablet"} {
		if err := p.Remove(ctx, name); err != nil {
			t.Fatal(err)
		}
	}
	if g, err := p.CheckFever(ctx, fever.Key(tablet)); !errors.Is(err, signin.ErrWrong) {
		t.Errorf("after its password was removed: %+v, %v", g, err)
	}
	if at, err := p.First(ctx); err != nil || !at.Equal(first) {
		t.Errorf("the first was made at %v, %v", at, err)
	}
}
