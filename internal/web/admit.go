package web

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/signin"
)

// Errors of requests without the right password.
var (
	errSignIn = errors.New("the archive is served with a password")
	errWrong  = errors.New("the password is wrong")
	errScope  = errors.New("this password may only read")
)

// tooMany means that too many wrong passwords came from one place, or from all.
type tooMany struct{ wait time.Duration }

func (tooMany) Error() string { return "too many wrong passwords" }

// access is who asks, in the context of a request.
type access struct {
	grant *signin.Grant // nil: nobody has said
	open  bool          // no password is asked for
}

type accessKey struct{}

// grant returns what the password or session of a request allows, and whether it
// has one.
func grant(r *http.Request) (g signin.Grant, ok bool) {
	if a, _ := r.Context().Value(accessKey{}).(access); a.grant != nil {
		return *a.grant, true
	}
	return g, false
}

// mayWrite reports whether a request may change the archive: with a password that
// may, or without any where none is asked for; and not on a server for reading.
// Forms and programs both need it.
func (s *Server) mayWrite(r *http.Request) bool {
	a, _ := r.Context().Value(accessKey{}).(access)
	if a.grant != nil {
		return a.grant.Write && !s.options.ReadOnly
	}
	return a.open && !s.options.ReadOnly
}

// refuseWrite returns why a request may not change the archive; nil: it may.
func (s *Server) refuseWrite(r *http.Request) error {
	switch {
	case s.options.ReadOnly:
		return errReadOnly
	case !s.mayWrite(r):
		return errScope
	}
	return nil
}

// admit finds out who sends a request, and returns it with that in its context.
// Its error says that the archive is not for this request.
//
// A request with a password that is wrong is refused, even where none is asked
// for: its sender believes to have one.
func (s *Server) admit(r *http.Request) (*http.Request, error) {
	a := access{open: s.options.Passwords == nil}
	if !a.open {
		g, ok, err := s.identify(r)
		if err != nil {
			return r, err
		}
		if ok {
			a.grant = &g
		} else if a.open, err = s.isOpen(r.Context()); err != nil {
			return r, err
		}
	}
	r = r.WithContext(context.WithValue(r.Context(), accessKey{}, a))
	if a.grant == nil && !a.open && !isPublic(r.URL.Path) {
		return r, errSignIn
	}
	return r, nil
}

// isOpen reports whether requests without a password are answered.
func (s *Server) isOpen(ctx context.Context) (bool, error) {
	if s.options.SignIn {
		return false, nil
	}
	typed, err := s.options.Passwords.HasTyped(ctx)
	return !typed, err
}

// isPublic reports an address that says nothing of the archive, or where one signs
// in.
func isPublic(path string) bool {
	switch path {
	case "/healthz", "/opensearch.xml", signInPath:
		return true
	}
	return strings.HasPrefix(path, "/static/") || path == loginPath || path == feverPath
}

// identify returns what a request's password or session allows, and whether it has
// one. A session that has ended counts as none.
func (s *Server) identify(r *http.Request) (g signin.Grant, ok bool, err error) {
	if given := r.Header.Values("Authorization"); len(given) > 0 {
		password, readable := passwordIn(given)
		if !readable {
			password = "" // and it counts as wrong
		}
		g, err = s.checkPassword(r, password)
		return g, err == nil, err
	}
	if token, given := minifluxTokenIn(r); given {
		g, err = s.checkPassword(r, token)
		return g, err == nil, err
	}
	secret := s.signInCookie(r)
	if secret == "" {
		return g, false, nil
	}
	g, err = s.options.Passwords.Session(r.Context(), secret)
	if errors.Is(err, signin.ErrWrong) {
		return g, false, nil
	}
	return g, err == nil, err
}

// checkPassword returns what an app password allows, wherever in a request it was.
// The error is errWrong, or [tooMany] after many wrong ones. A right one is always
// taken: others' mistakes from the same address lock nobody out.
func (s *Server) checkPassword(r *http.Request, password string) (signin.Grant, error) {
	return s.checked(r, func(ctx context.Context) (signin.Grant, error) { return s.options.Passwords.Check(ctx, password) })
}

// checked is checkPassword with another way to check.
func (s *Server) checked(r *http.Request, check func(context.Context) (signin.Grant, error)) (signin.Grant, error) {
	g, err := check(r.Context())
	if !errors.Is(err, signin.ErrWrong) {
		return g, err
	}
	if _, wait := s.failures.Try(clientAddr(r), s.now()); wait > 0 {
		return g, tooMany{wait}
	}
	return g, s.wrong(r)
}

// wrong is the error of a wrong password. It is logged, without the password.
func (s *Server) wrong(r *http.Request) error {
	s.log.Warn("a wrong password", "from", clientAddr(r).String())
	return errWrong
}

// clientAddr is the address that a request comes from.
func clientAddr(r *http.Request) netip.Addr {
	from, _ := netip.ParseAddrPort(r.RemoteAddr)
	return from.Addr()
}

// passwordIn returns the password of an Authorization field: of Basic (RFC 7617)
// with any user name, of Bearer (RFC 6750), or of GoogleLogin, as programs for
// Google Reader send it.
func passwordIn(given []string) (password string, ok bool) {
	if len(given) != 1 {
		return "", false
	}
	scheme, value, _ := strings.Cut(given[0], " ")
	value = strings.TrimSpace(value)
	switch strings.ToLower(scheme) {
	case "bearer":
		return value, true
	case "googlelogin":
		return strings.CutPrefix(value, "auth=")
	case "basic":
		raw, err := base64.StdEncoding.DecodeString(value)
		if err != nil {
			return "", false
		}
		_, password, ok = strings.Cut(string(raw), ":")
		return password, ok
	}
	return "", false
}

// turnedAway is the answer to a request that was not admitted: the sign-in page
// for a person, else the error with the ways to give a password.
func (s *Server) turnedAway(r *http.Request, err error) *answer {
	q := s.read(r, route{})
	if errors.Is(err, errSignIn) && wantsPage(r) {
		return seeOther(signInPath + "?" + searchValues("to", r.URL.RequestURI()))
	}
	a := s.failed(q, err)
	if a.status == http.StatusUnauthorized {
		if !wantsPage(r) { // a browser would ask by a window of its own
			a.header["WWW-Authenticate"] = `Basic realm="archive", charset="UTF-8"`
		} else {
			a.header["WWW-Authenticate"] = `Bearer realm="archive"`
		}
	}
	if isReader(r.URL.Path) {
		a.forReader()
	}
	if t, ok := errors.AsType[tooMany](err); ok {
		a.header["Retry-After"] = seconds(t.wait)
	}
	return a
}

// seconds is a time in whole seconds, at least one.
func seconds(d time.Duration) string {
	return strconv.Itoa(max(1, int((d+time.Second-1)/time.Second)))
}

// wantsPage reports that a person opens a page.
func wantsPage(r *http.Request) bool {
	last := r.URL.EscapedPath()
	last = last[strings.LastIndexByte(last, '/')+1:]
	if strings.HasPrefix(r.URL.Path, "/api/") {
		return false
	}
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && !strings.Contains(last, ".") &&
		strings.Contains(r.Header.Get("Accept"), "text/html") && r.Header.Get("Authorization") == ""
}
