package signin

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"newsarchive/internal/private"
)

// Errors of passwords.
var (
	// ErrWrong means that nobody has this password: it is wrong, removed, or that of
	// a session that has ended.
	ErrWrong = errors.New("the password is wrong")
	// ErrName means that a name cannot be that of an app password.
	ErrName = fmt.Errorf("a name has 1 to %d characters, without control characters", maxName)
	// ErrNone means that there is no app password, or no session, of this name.
	ErrNone = errors.New("there is none of this name")
	// ErrNameTaken means that an app password of this name exists.
	ErrNameTaken = private.ErrNameTaken
)

// Bounds of what is checked.
const (
	maxName  = 60   // characters of a name
	maxBytes = 1024 // of a password; longer ones are wrong
	useEvery = time.Hour
)

// Grant is what a password allows.
type Grant struct {
	ID      int64  // of the app password; 0: of the typed one, or of the file
	Name    string // of the app password; empty for the typed one
	Write   bool   // it may change the archive
	Session int64  // of a browser; 0: a program asks

	by []byte // see private.Session.Password
}

// App is what an app password is shown as.
type App struct {
	ID    int64     `json:"id"`
	Name  string    `json:"name"`
	Write bool      `json:"write"`
	Made  time.Time `json:"made"`
	Used  time.Time `json:"used,omitzero"` // to about an hour
}

// Add makes an app password and returns it. It cannot be shown again. The error
// is [ErrName] or [ErrNameTaken] for a name that cannot be used.
func (p *Passwords) Add(ctx context.Context, name string, write bool) (password string, a App, err error) {
	if name = strings.TrimSpace(name); !goodName(name) {
		return "", a, ErrName
	}
	password = newAppPassword()
	hash := sum(normal(password))
	a = App{Name: name, Write: write, Made: p.now().UTC().Truncate(time.Second)}
	err = p.make(ctx, func(db *private.DB) (err error) {
		a.ID, err = db.AddAppPassword(ctx, private.AppPassword{Name: name, Hash: hash, Write: write, Made: a.Made})
		return err
	})
	return password, a, err
}

// Apps returns the app passwords by name.
func (p *Passwords) Apps(ctx context.Context) (all []App, err error) {
	err = p.use(ctx, func(db *private.DB) error {
		rows, err := db.AppPasswords(ctx)
		for _, r := range rows {
			all = append(all, App{r.ID, r.Name, r.Write, r.Made, r.Used})
		}
		return err
	})
	return all, err
}

// Remove makes an app password invalid at once, with the sessions that began with
// it. The error is [ErrNone] when there is none of this name.
func (p *Passwords) Remove(ctx context.Context, name string) error {
	removed := false
	err := p.use(ctx, func(db *private.DB) (err error) {
		removed, err = db.RemoveAppPassword(ctx, strings.TrimSpace(name), p.now())
		return err
	})
	if err == nil && !removed {
		err = ErrNone
	}
	return err
}

// Check returns what an app password allows. The error is [ErrWrong] when it is
// none.
func (p *Passwords) Check(ctx context.Context, password string) (g Grant, err error) {
	if password == "" || len(password) > maxBytes {
		return g, ErrWrong
	}
	hash := sum(normal(password))
	if p.isToken(hash) {
		return p.tokenGrant(), nil
	}
	found := false
	err = p.use(ctx, func(db *private.DB) error {
		a, ok, err := db.AppPassword(ctx, hash)
		if err != nil || !ok || subtle.ConstantTimeCompare(a.Hash, hash) != 1 {
			return err
		}
		g, found = Grant{ID: a.ID, Name: a.Name, Write: a.Write, by: hash}, true
		if now := p.now(); now.Sub(a.Used) >= useEvery && !p.readOnly {
			_ = db.UseAppPassword(ctx, a.ID, now) // a list without it is no reason to refuse
		}
		return nil
	})
	if err == nil && !found {
		err = ErrWrong
	}
	return g, err
}

func goodName(name string) bool {
	n := utf8.RuneCountInString(name)
	return n > 0 && n <= maxName && utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 })
}

// newAppPassword returns 128 random bits as letters and digits in five groups, with
// nothing that has to be escaped in an address, a header or a file.
func newAppPassword() string {
	raw := make([]byte, 16)
	_, _ = rand.Read(raw) // it never fails
	text := strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw))
	return text[:5] + "-" + text[5:10] + "-" + text[10:15] + "-" + text[15:20] + "-" + text[20:]
}

// normal is an app password without what a person may change in typing it: case,
// hyphens, spaces.
func normal(password string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '-' || r == ' ':
			return -1
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, strings.TrimSpace(password))
}

func sum(text string) []byte {
	s := sha256.Sum256([]byte(text))
	return s[:]
}
