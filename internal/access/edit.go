package access

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// Edit lists the settings to change; nil fields keep what is there, and an empty
// value removes it.
type Edit struct {
	Login     *string // NAME:PASSWORD
	Token     *string
	UserAgent *string
	// Header are lines "Name: value", which replace the fields of that name. A
	// name without a value removes them, and an empty line all fields.
	Header   []string
	Cookie   *string
	Insecure *bool
	Pin      *string
	Proxy    *string
}

// IsZero reports whether nothing is to be changed.
func (e Edit) IsZero() bool {
	return e.Login == nil && e.Token == nil && e.UserAgent == nil && e.Header == nil && e.Cookie == nil &&
		e.Insecure == nil && e.Pin == nil && e.Proxy == nil
}

// Elsewhere returns the changes that hold for another origin than the feed's own.
func (e Edit) Elsewhere() Edit { return Edit{Proxy: e.Proxy} }

// ErrInvalid means that a setting cannot be used. The error says which and why,
// without its value.
var ErrInvalid = errors.New("not usable")

func invalid(what, format string, args ...any) error {
	return fmt.Errorf("%s: %w: %s", what, ErrInvalid, fmt.Sprintf(format, args...))
}

// Apply returns the settings with the changes of an edit. A login and a token
// replace one another. Each error wraps [ErrInvalid].
func (s Settings) Apply(e Edit) (Settings, error) {
	if e.Login != nil && e.Token != nil && *e.Login != "" && *e.Token != "" {
		return Settings{}, invalid("the login and the token", "both are sent in the header Authorization; give one of the two")
	}
	for _, set := range []func(*Settings) error{e.login, e.token, e.userAgent, e.header, e.cookie, e.certificate, e.proxy} {
		if err := set(&s); err != nil {
			return Settings{}, err
		}
	}
	if has(s.Header, "Authorization") && (s.Token != "" || s.Login != Login{}) {
		return Settings{}, invalid("the header Authorization", `the feed also has a login or a token, which is sent in that field; remove one of the two`)
	}
	return s, nil
}

// maxValue is the length of a value in bytes; servers refuse longer headers.
const maxValue = 8 << 10

func (e Edit) login(s *Settings) error {
	if e.Login == nil {
		return nil
	}
	user, password, _ := strings.Cut(*e.Login, ":")
	if len(*e.Login) > maxValue || strings.ContainsFunc(*e.Login, isControl) {
		return invalid("the login", "it is too long, or has a line break or another control character in it")
	}
	*s = s.WithLogin(Login{user, password})
	return nil
}

func (e Edit) token(s *Settings) error {
	if e.Token == nil {
		return nil
	}
	if *e.Token != "" {
		if len(*e.Token) > maxValue || !isToken(*e.Token) {
			return invalid("the token", `a bearer token has letters, digits and - . _ ~ + / only, and "=" at its end (RFC 6750); another kind goes into --header "Authorization: …"`)
		}
		s.Login = Login{}
	}
	s.Token = *e.Token
	return nil
}

// isToken reports a b64token of RFC 6750, section 2.1.
func isToken(s string) bool {
	const some = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/"
	s = strings.TrimRight(s, "=")
	return s != "" && strings.Trim(s, some) == ""
}

func (e Edit) userAgent(s *Settings) error {
	if e.UserAgent == nil {
		return nil
	}
	if len(*e.UserAgent) > 512 || !httpguts.ValidHeaderFieldValue(*e.UserAgent) {
		return invalid("the user agent", "it is longer than 512 bytes, or has a line break or another control character in it")
	}
	s.UserAgent = strings.TrimSpace(*e.UserAgent)
	return nil
}

func (e Edit) certificate(s *Settings) error {
	if e.Insecure != nil {
		s.Insecure = *e.Insecure
	}
	if e.Pin != nil {
		if _, err := ParsePin(*e.Pin); err != nil && *e.Pin != "" {
			return err
		}
		s.Pin = *e.Pin
	}
	if s.Insecure && s.Pin != "" {
		if e.Pin != nil && *e.Pin != "" && e.Insecure == nil {
			s.Insecure = false // the stricter of the two, and the later one
			return nil
		}
		return invalid("--insecure", "the feed has a certificate pin, which says more; an empty --pin removes it")
	}
	return nil
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }
