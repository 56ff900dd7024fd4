package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"time"
)

// The cookies of pages with forms.
const (
	sessionCookie = "archive_session"
	noticeCookie  = "archive_notice"
)

// sealer makes the tokens of forms and seals short messages, with a key that
// lasts as long as the server.
type sealer struct{ key []byte }

func newSealer() sealer {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails
	return sealer{key}
}

func (s sealer) seal(use, text string) string {
	mac := hmac.New(sha256.New, s.key)
	_, _ = mac.Write([]byte(use + "\x00" + text)) // a hash takes everything
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}

// token is what every form of a session has to send.
func (s sealer) token(session string) string { return s.seal("form", session) }

// sealed returns a text with its seal, as a cookie can hold it.
func (s sealer) sealed(text string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(text)) + "." + s.seal("notice", text)
}

// open returns a sealed text; "" if another one sealed it.
func (s sealer) open(sealed string) string {
	coded, seal, _ := strings.Cut(sealed, ".")
	text, err := base64.RawURLEncoding.DecodeString(coded)
	if err != nil || !hmac.Equal([]byte(seal), []byte(s.seal("notice", string(text)))) {
		return ""
	}
	return string(text)
}

// session is the session that a request names; "" if it names none. It stands
// for a browser, not for a person: it binds forms to the browser that got them.
func session(r *http.Request) string {
	const sessionBytes = 16
	c, err := r.Cookie(sessionCookie)
	if err != nil {
		return ""
	}
	if raw, err := base64.RawURLEncoding.DecodeString(c.Value); err != nil || len(raw) != sessionBytes {
		return ""
	}
	return c.Value
}

// newSession returns the name of a new session.
func newSession() string {
	raw := make([]byte, 16)
	_, _ = rand.Read(raw) // it never fails
	return base64.RawURLEncoding.EncodeToString(raw)
}

// cookie returns a cookie that no script can use, and other sites only by leading
// a person here with a link: it changes nothing, and its page belongs to the session
// (SameSite=Lax, RFC 6265bis). With no age it lasts until the browser is closed.
func (s *Server) cookie(r *http.Request, name, value string, age time.Duration) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Path: s.options.BasePath + "/", MaxAge: int(age.Seconds()), HttpOnly: true, Secure: isTLS(r), SameSite: http.SameSiteLaxMode,
	}
}

// notice is the message of the last write, for the next page.
func (s *Server) notice(r *http.Request) string {
	c, err := r.Cookie(noticeCookie)
	if err != nil {
		return ""
	}
	return s.sealer.open(c.Value)
}
