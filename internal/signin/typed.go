package signin

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"newsarchive/internal/private"
)

// ErrPassword means that a password cannot be the typed one.
var ErrPassword = fmt.Errorf("a password has %d characters or more, at most %d bytes, and no control characters", minTyped, maxBytes)

// minTyped is how many characters a typed password has at least.
const minTyped = 12

// cost is what a hash costs to compute (RFC 9106, 3.1).
type cost struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8
}

// newCost is that of new passwords: the first choice of OWASP's Password Storage
// Cheat Sheet that needs little memory.
func newCost() cost { return cost{memory: 19 << 10, passes: 2, threads: 1} }

// maxCost bounds what a hash that was kept may ask for.
func maxCost() cost { return cost{memory: 256 << 10, passes: 16, threads: 16} }

// Lengths of a hash, in bytes.
const (
	saltBytes = 16
	hashBytes = 32
)

// SetTyped sets the typed password, and ends all sessions. The error is
// [ErrPassword] when it is too short or too long.
func (p *Passwords) SetTyped(ctx context.Context, password string) error {
	n := utf8.RuneCountInString(password)
	if n < minTyped || len(password) > maxBytes || !utf8.ValidString(password) || strings.ContainsFunc(password, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return ErrPassword
	}
	phc := hashTyped(password, newCost())
	return p.make(ctx, func(db *private.DB) error { return db.SetTypedPassword(ctx, phc, p.now()) })
}

// RemoveTyped removes the typed password, and ends all sessions. The error is
// [ErrNone] when none is set.
func (p *Passwords) RemoveTyped(ctx context.Context) error {
	set, err := p.HasTyped(ctx)
	if err == nil && !set {
		err = ErrNone
	}
	if err != nil {
		return err
	}
	return p.use(ctx, func(db *private.DB) error { return db.SetTypedPassword(ctx, "", p.now()) })
}

// CheckTyped returns what the typed password allows. At most two are checked at a
// time; others wait. The error is [ErrWrong] when it is another one.
func (p *Passwords) CheckTyped(ctx context.Context, password string) (g Grant, err error) {
	phc := ""
	err = p.use(ctx, func(db *private.DB) (err error) {
		phc, err = db.TypedPassword(ctx)
		return err
	})
	if err != nil {
		return g, err
	}
	if phc == "" || password == "" || len(password) > maxBytes {
		return g, ErrWrong
	}
	select {
	case p.typing <- struct{}{}:
		defer func() { <-p.typing }()
	case <-ctx.Done():
		return g, context.Cause(ctx)
	}
	ok, err := isTyped(password, phc)
	if err == nil && !ok {
		err = ErrWrong
	}
	if err != nil {
		return g, err
	}
	return typedGrant(phc), nil
}

func typedGrant(phc string) Grant { return Grant{Write: true, by: sum(phc)} }

// hashTyped hashes a password with a new salt, as a PHC string. Both forms in which
// a keyboard may write an accent are one (NFC, as RFC 8265, 4.2).
func hashTyped(password string, c cost) string {
	salt := make([]byte, saltBytes)
	_, _ = rand.Read(salt) // it never fails
	hash := c.hash(password, salt, hashBytes)
	coded := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.passes, c.threads, coded.EncodeToString(salt), coded.EncodeToString(hash))
}

func (c cost) hash(password string, salt []byte, length uint32) []byte {
	return argon2.IDKey(norm.NFC.Bytes([]byte(password)), salt, c.passes, c.memory, c.threads, length)
}

// isTyped reports whether a PHC string is that of a password.
func isTyped(password, phc string) (bool, error) {
	c, salt, hash, err := readPHC(phc)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(c.hash(password, salt, uint32(len(hash))), hash) == 1, nil //nolint:gosec // it is bounded
}

var errPHC = errors.New("the kept hash of the password cannot be read; set the password again")

// readPHC reads a PHC string of Argon2id, within bounds.
func readPHC(phc string) (c cost, salt, hash []byte, err error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, errPHC
	}
	n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.passes, &c.threads)
	if err != nil || n != 3 {
		return c, nil, nil, errPHC
	}
	most := maxCost()
	if c.memory > most.memory || c.passes < 1 || c.passes > most.passes || c.threads < 1 || c.threads > most.threads {
		return c, nil, nil, errPHC
	}
	salt, err = base64.RawStdEncoding.Strict().DecodeString(parts[4])
	if err == nil {
		hash, err = base64.RawStdEncoding.Strict().DecodeString(parts[5])
	}
	if err != nil || len(salt) < 8 || len(salt) > 64 || len(hash) < 16 || len(hash) > 64 {
		return c, nil, nil, errPHC
	}
	return c, salt, hash, nil
}
