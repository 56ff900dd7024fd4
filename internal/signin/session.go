package signin

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"strings"
	"time"

	"newsarchive/internal/private"
)

// How long a session lasts: until it was unused for a month, and at most half a
// year.
const (
	SessionUnused = 30 * 24 * time.Hour
	SessionMost   = 180 * 24 * time.Hour
)

// ErrReadOnly means that a session cannot be kept.
var ErrReadOnly = errors.New("a browser cannot sign in: private.db may not be written to")

// Session is a browser that is signed in, as it is shown.
type Session struct {
	ID     int64     `json:"id"`
	Client string    `json:"client"` // the browser, as it calls itself
	Made   time.Time `json:"made"`
	Used   time.Time `json:"used"` // to about an hour
	Ends   time.Time `json:"ends"`
}

// Begin begins a session with what a password allowed, and returns the secret that
// the browser keeps: 256 random bits.
func (p *Passwords) Begin(ctx context.Context, g Grant, client string) (secret string, err error) {
	const maxClient = 200 // bytes
	if len(client) > maxClient {
		client = client[:maxClient]
	}
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // it never fails
	secret = base64.RawURLEncoding.EncodeToString(raw)
	now := p.now()
	err = p.make(ctx, func(db *private.DB) error {
		if p.readOnly {
			return ErrReadOnly
		}
		_, err := db.AddSession(ctx, private.Session{
			Hash: sum(secret), Password: g.by, Client: strings.ToValidUTF8(client, ""), Made: now, Used: now, Ends: now.Add(SessionUnused),
		})
		return err
	})
	return secret, err
}

// Session returns what the secret of a session allows: what its password allows
// now. The error is [ErrWrong] when there is no such session, when it has ended,
// or when its password has.
func (p *Passwords) Session(ctx context.Context, secret string) (g Grant, err error) {
	if secret == "" || len(secret) > maxBytes {
		return g, ErrWrong
	}
	hash, now, found := sum(secret), p.now(), false
	err = p.use(ctx, func(db *private.DB) error {
		s, ok, err := db.Session(ctx, hash, now)
		if err != nil || !ok || subtle.ConstantTimeCompare(s.Hash, hash) != 1 {
			return err
		}
		if g, found, err = p.grantOf(ctx, db, s.Password); err != nil || !found {
			return err
		}
		g.Session = s.ID
		if now.Sub(s.Used) >= useEvery && !p.readOnly {
			ends := now.Add(SessionUnused)
			if most := s.Made.Add(SessionMost); ends.After(most) {
				ends = most
			}
			_ = db.UseSession(ctx, s.ID, now, ends) // it ends earlier then
		}
		return nil
	})
	if err == nil && !found {
		err = ErrWrong
	}
	return g, err
}

// grantOf returns what the password with which a session began allows now, and
// whether it is still one.
func (p *Passwords) grantOf(ctx context.Context, db *private.DB, by []byte) (g Grant, ok bool, err error) {
	if p.isToken(by) {
		return p.tokenGrant(), true, nil
	}
	phc, err := db.TypedPassword(ctx)
	if err != nil {
		return g, false, err
	}
	if phc != "" && subtle.ConstantTimeCompare(sum(phc), by) == 1 {
		return typedGrant(phc), true, nil
	}
	a, ok, err := db.AppPassword(ctx, by)
	return Grant{ID: a.ID, Name: a.Name, Write: a.Write, by: a.Hash}, ok, err
}

// Sessions returns the browsers that are signed in, the last used first.
func (p *Passwords) Sessions(ctx context.Context) (all []Session, err error) {
	err = p.use(ctx, func(db *private.DB) error {
		rows, err := db.Sessions(ctx, p.now())
		for _, r := range rows {
			all = append(all, Session{r.ID, r.Client, r.Made, r.Used, r.Ends})
		}
		return err
	})
	return all, err
}

// End ends a session. The error is [ErrNone] when there is none of this number.
func (p *Passwords) End(ctx context.Context, id int64) error {
	ended := false
	err := p.use(ctx, func(db *private.DB) (err error) {
		ended, err = db.EndSession(ctx, id)
		return err
	})
	if err == nil && !ended {
		err = ErrNone
	}
	return err
}

// EndAll ends all sessions, and returns how many there were.
func (p *Passwords) EndAll(ctx context.Context) (n int64, err error) {
	err = p.use(ctx, func(db *private.DB) (err error) {
		n, err = db.EndSessions(ctx)
		return err
	})
	return n, err
}
