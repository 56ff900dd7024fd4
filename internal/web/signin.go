package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"newsarchive/internal/signin"
)

// Addresses of signing in and out.
const (
	signInPath  = "/sign-in"
	signOutPath = "/sign-out"
)

// signInView is what the sign-in page shows.
type signInView struct {
	Action, Token, To, Wrong string
	ByApp                    bool // no password to type is set
}

// signInPage answers /sign-in: who is signed in already goes on.
func (s *Server) signInPage(w http.ResponseWriter, r *http.Request) {
	q := s.read(r, route{name: "sign_in"})
	a, err := s.signInForm(q, "")
	if _, ok := grant(r); ok || s.options.Passwords == nil {
		a, err = seeOther(ownPath(q.params.get("to"))), nil
	}
	if err != nil {
		a = s.failed(q, err)
	}
	s.write(w, r, a)
}

// signInForm is the page with the form; wrong says why it is shown again.
func (s *Server) signInForm(q *request, wrong string) (*answer, error) {
	if s.options.Passwords == nil {
		return nil, errNoAddress
	}
	typed, err := s.options.Passwords.HasTyped(q.Context())
	if err != nil {
		return nil, err
	}
	to := q.params.get("to")
	if q.form != nil {
		to = q.form.get("to")
	}
	a := s.page(q, "signin", view{Title: "Sign in", Section: "sign-in", Body: signInView{
		Action: signInPath, Token: s.sealer.token(q.session), To: ownPath(to), Wrong: wrong, ByApp: !typed,
	}})
	a.header = notKept()
	s.withCookies(a, q)
	return a, nil
}

// signIn takes the form of the sign-in page. A session begins: its secret is new,
// whatever the browser had before.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	q := s.read(r, route{name: "sign_in"})
	a, err := s.beginSession(q)
	if errors.Is(err, errWrong) {
		if a, err = s.signInForm(q, "This is not a password of this archive."); err == nil {
			a.status = http.StatusUnauthorized
			a.header["WWW-Authenticate"] = `Bearer realm="archive"` // RFC 9110 wants one
		}
	}
	if t, ok := errors.AsType[tooMany](err); ok {
		if a, err = s.signInForm(q, "Too many wrong passwords came from here, or in all. Try again in "+seconds(t.wait)+" seconds, or use an app password."); err == nil {
			a.status = http.StatusTooManyRequests
			a.header["Retry-After"] = seconds(t.wait)
		}
	}
	if err != nil {
		a = s.failed(q, err)
	}
	s.write(w, r, a)
}

func (s *Server) beginSession(q *request) (*answer, error) {
	if s.options.Passwords == nil {
		return nil, errNoAddress
	}
	if err := s.readForm(q, false); err != nil {
		return nil, err
	}
	g, err := s.checkTyped(q)
	if err != nil {
		return nil, err
	}
	secret, err := s.options.Passwords.Begin(q.Context(), g, q.UserAgent())
	if err != nil {
		return nil, err
	}
	a := seeOther(ownPath(q.form.get("to")))
	a.cookies = []*http.Cookie{s.keptCookie(q.Request, secret), s.gone(q.Request, sessionCookie)}
	return a, nil
}

// checkTyped returns what the password of the form allows: an app password, or the
// typed one. Each try of a typed one is taken before the password is checked.
func (s *Server) checkTyped(q *request) (g signin.Grant, err error) {
	password := q.form.Get("password")
	if g, err = s.options.Passwords.Check(q.Context(), password); !errors.Is(err, signin.ErrWrong) {
		return g, err
	}
	back, wait := s.failures.Try(clientAddr(q.Request), s.now())
	if wait > 0 {
		return g, tooMany{wait}
	}
	ctx, cancel := context.WithTimeout(q.Context(), s.options.Limits.QueryTime)
	defer cancel()
	g, err = s.options.Passwords.CheckTyped(ctx, password)
	if errors.Is(err, signin.ErrWrong) {
		return g, s.wrong(q.Request)
	}
	back() // it was right, or could not be checked
	return g, err
}

// signOut ends the session of the browser that asks. Nothing of the archive stays
// in its cache.
func (s *Server) signOut(w http.ResponseWriter, r *http.Request) {
	q := s.read(r, route{name: "sign_out"})
	err := s.readForm(q, false)
	g, _ := grant(r)
	if err == nil && g.Session != 0 {
		if err = s.options.Passwords.End(r.Context(), g.Session); errors.Is(err, signin.ErrNone) {
			err = nil // it has ended meanwhile
		}
	}
	if err != nil {
		s.write(w, r, s.failed(q, err))
		return
	}
	s.write(w, r, s.signedOut(r))
}

// seeOther sends a browser to a page of ours.
func seeOther(to string) *answer {
	return &answer{
		status: http.StatusSeeOther, kind: "text/plain; charset=utf-8", body: []byte("See " + to + "\n"),
		header: map[string]string{"Location": to, "Cache-Control": "no-store"},
	}
}

// ownPath is an address within this server; of any other one, the first page.
func ownPath(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") ||
		strings.ContainsFunc(to, func(r rune) bool { return r <= ' ' || r == '\\' || r >= 0x7f }) || strings.HasPrefix(u.Path, signInPath) {
		return "/"
	}
	return cmp.Or(to, "/")
}

// The cookie of a session. Its prefix has a browser check that it came over TLS
// from this host (RFC 6265bis, 4.1.3).
const signInCookie = "archive_signin"

func (s *Server) signInName(r *http.Request) string {
	switch {
	case isTLS(r) && s.options.BasePath == "":
		return "__Host-" + signInCookie
	case isTLS(r): // __Host- is for the whole host
		return "__Secure-" + signInCookie
	}
	return signInCookie
}

// signInCookie is the secret of the session that a request names.
func (s *Server) signInCookie(r *http.Request) string {
	c, err := r.Cookie(s.signInName(r))
	if err != nil {
		return ""
	}
	return c.Value
}

// keptCookie is the cookie of a session. It is sent when a link elsewhere leads
// here, so that one is signed in then, too; writes need more.
func (s *Server) keptCookie(r *http.Request, secret string) *http.Cookie {
	c := s.cookie(r, s.signInName(r), secret, signin.SessionMost)
	c.SameSite = http.SameSiteLaxMode
	return c
}

// gone has a browser forget a cookie.
func (s *Server) gone(r *http.Request, name string) *http.Cookie {
	c := s.cookie(r, name, "", 0)
	c.MaxAge = -1
	return c
}
