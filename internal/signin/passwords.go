package signin

import (
	"context"
	"crypto/subtle"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"newsarchive/internal/private"
)

// TokenName is the name of the grant of [Options.Token].
const TokenName = "token file"

// Options say how passwords are checked.
type Options struct {
	// Now is the clock; nil: the system's.
	Now func() time.Time
	// Token is a further app password that may read and write, as a container gets it
	// in a file; "": none. It is not kept.
	Token string
}

// Passwords are those of an archive. They may be used by several goroutines and
// follow what other processes change at once. Without a private.db there are none.
type Passwords struct {
	path  string
	now   func() time.Time
	token []byte // its SHA-256; nil: none
	// typing are the places of typed passwords that are checked: each takes memory.
	typing chan struct{}

	mu       sync.RWMutex
	db       *private.DB // nil until it is used
	file     os.FileInfo // that db reads
	readOnly bool        // nothing can be kept
}

// New returns the passwords of the archive in a folder. The caller closes them.
func New(dir string, o Options) *Passwords {
	const typedAtATime = 2
	p := &Passwords{path: filepath.Join(dir, private.File), now: o.Now, typing: make(chan struct{}, typedAtATime)}
	if p.now == nil {
		p.now = time.Now
	}
	if o.Token != "" {
		p.token = sum(normal(o.Token))
	}
	return p
}

// Close closes private.db.
func (p *Passwords) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.close()
}

func (p *Passwords) close() error {
	if p.db == nil {
		return nil
	}
	db := p.db
	p.db, p.file = nil, nil
	return db.Close()
}

// Present says which passwords there are.
type Present struct {
	Typed bool
	App   bool // or a token
}

// Any reports whether there is a password at all.
func (n Present) Any() bool { return n.Typed || n.App }

// Present returns which passwords there are.
func (p *Passwords) Present(ctx context.Context) (n Present, err error) {
	n.App = p.token != nil
	err = p.use(ctx, func(db *private.DB) error {
		phc, err := db.TypedPassword(ctx)
		if n.Typed = phc != ""; err != nil || n.App {
			return err
		}
		apps, err := db.AppPasswords(ctx)
		n.App = len(apps) > 0
		return err
	})
	return n, err
}

// HasTyped reports whether a typed password is set.
func (p *Passwords) HasTyped(ctx context.Context) (set bool, err error) {
	err = p.use(ctx, func(db *private.DB) error {
		phc, err := db.TypedPassword(ctx)
		set = phc != ""
		return err
	})
	return set, err
}

func (p *Passwords) isToken(hash []byte) bool {
	return p.token != nil && subtle.ConstantTimeCompare(p.token, hash) == 1
}

func (p *Passwords) tokenGrant() Grant { return Grant{Name: TokenName, Write: true, by: p.token} }

// use calls a function with the file, if there is one.
func (p *Passwords) use(ctx context.Context, fn func(*private.DB) error) error {
	for {
		info, err := os.Stat(p.path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		p.mu.RLock()
		if p.db != nil && os.SameFile(info, p.file) {
			defer p.mu.RUnlock()
			return fn(p.db)
		}
		p.mu.RUnlock()
		if err := p.open(ctx); errors.Is(err, private.ErrOlder) {
			return nil // a file from before there were passwords
		} else if err != nil {
			return err
		}
	}
}

// make is use that makes the file if there is none.
func (p *Passwords) make(ctx context.Context, fn func(*private.DB) error) error {
	if _, err := os.Stat(p.path); errors.Is(err, fs.ErrNotExist) {
		if err := p.open(ctx); err != nil {
			return err
		}
	}
	return p.use(ctx, fn)
}

// open opens the file that is at the path now: for reading only where it cannot be
// written to.
func (p *Passwords) open(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.close(); err != nil {
		return err
	}
	db, err := private.Open(ctx, p.path)
	if p.readOnly = private.IsReadOnly(err); p.readOnly {
		db, err = private.OpenRead(ctx, p.path)
	}
	if err != nil {
		return err
	}
	info, err := os.Stat(p.path)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	p.db, p.file = db, info
	return nil
}
