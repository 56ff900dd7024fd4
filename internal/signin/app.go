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

	"newsarchive/internal/fever"
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
	Fever bool      `json:"fever,omitempty"` // it also opens Fever's API
	Made  time.Time `json:"made"`
	Used  time.Time `json:"used,omitzero"` // to about an hour
}

// Add makes an app password and returns it. It cannot be shown again. The error
// is [ErrName] or [ErrNameTaken] for a name that cannot be used.
func (p *Passwords) Add(ctx context.Context, name string, write bool) (password string, a App, err error) {
	return p.add(ctx, name, write, false)
}

// AddFever is Add for a password that also opens Fever's API. That takes the MD5
// of a fixed name and the password in its place; the SHA-256 of that is kept, too.
func (p *Passwords) AddFever(ctx context.Context, name string, write bool) (password string, a App, err error) {
	return p.add(ctx, name, write, true)
}

func (p *Passwords) add(ctx context.Context, name string, write, withFever bool) (password string, a App, err error) {
	if name = strings.TrimSpace(name); !goodName(name) {
		return "", a, ErrName
	}
	password = newAppPassword()
	hash := sum(normal(password))
	a = App{Name: name, Write: write, Fever: withFever, Made: p.now().UTC().Truncate(time.Second)}
	err = p.make(ctx, func(db *private.DB) (err error) {
		kept := private.AppPassword{Name: name, Hash: hash, Write: write, Made: a.Made}
		if withFever {
			kept.Fever = sum(fever.Key(password))
		}
		a.ID, err = db.AddAppPassword(ctx, kept)
		return err
	})
	return password, a, err
}

// Apps returns the app passwords by name.
func (p *Passwords) Apps(ctx context.Context) (all []App, err error) {
	err = p.use(ctx, func(db *private.DB) error {
		rows, err := db.AppPasswords(ctx)
		for _, r := range rows {
			all = append(all, App{r.ID, r.Name, r.Write, r.Fever != nil, r.Made, r.Used})
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
	return p.lookUp(ctx, hash, (*private.DB).AppPassword, func(a private.AppPassword) []byte { return a.Hash })
}

// CheckFever returns what the app password allows whose key for Fever's API this
// is. The error is [ErrWrong] when there is none.
func (p *Passwords) CheckFever(ctx context.Context, key string) (g Grant, err error) {
	if key == "" || len(key) > maxBytes {
		return g, ErrWrong
	}
	return p.lookUp(ctx, sum(key), (*private.DB).FeverPassword, func(a private.AppPassword) []byte { return a.Fever })
}

// lookUp finds the app password of a hash, and notes that it is used. The error is
// [ErrWrong] when there is none.
func (p *Passwords) lookUp(ctx context.Context, hash []byte, find func(*private.DB, context.Context, []byte) (private.AppPassword, bool, error), of func(private.AppPassword) []byte) (g Grant, err error) {
	found := false
	err = p.use(ctx, func(db *private.DB) error {
		a, ok, err := find(db, ctx, hash)
		if err != nil || !ok || subtle.ConstantTimeCompare(of(a), hash) != 1 {
			return err
		}
		g, found = p.used(ctx, db, a), true
		return nil
	})
	if err == nil && !found {
		err = ErrWrong
	}
	return g, err
}

// used notes that a password is used, and returns what it allows.
func (p *Passwords) used(ctx context.Context, db *private.DB, a private.AppPassword) Grant {
	if now := p.now(); now.Sub(a.Used) >= useEvery && !p.readOnly {
		_ = db.UseAppPassword(ctx, a.ID, now) // a list without it is no reason to refuse
	}
	return Grant{ID: a.ID, Name: a.Name, Write: a.Write, by: a.Hash}
}

// First returns when the first app password was made, also one that was removed
// since; zero if there was none.
func (p *Passwords) First(ctx context.Context) (at time.Time, err error) {
	err = p.use(ctx, func(db *private.DB) (err error) {
		at, err = db.FirstAppPassword(ctx)
		return err
	})
	return at, err
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
