package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/signin"
	"newsarchive/internal/terminal"
)

const sessionsPath = "/sessions"

// sessionsView is what the page of the browsers that are signed in shows.
type sessionsView struct {
	Action, Token string
	Sessions      []sessionView
}

// sessionView is a browser that is signed in.
type sessionView struct {
	ID               int64
	Client           string
	Since, Used, End string
	This             bool
}

// sessions answers /sessions: the browsers that are signed in, each with a button
// that signs it out. It is for those who may change the archive.
func (s *Server) sessions(w http.ResponseWriter, r *http.Request) {
	q := s.read(r, route{name: "sessions"})
	a, err := s.sessionsPage(q)
	if err != nil {
		a = s.failed(q, err)
	}
	s.write(w, r, a)
}

func (s *Server) sessionsPage(q *request) (*answer, error) {
	g, err := s.mayEndSessions(q)
	if err != nil {
		return nil, err
	}
	all, err := s.options.Passwords.Sessions(q.Context())
	if err != nil {
		return nil, err
	}
	zone, err := s.zone(q.Context())
	if err != nil {
		return nil, err
	}
	body := sessionsView{Action: sessionsPath, Token: s.sealer.token(q.session)}
	for _, x := range all {
		body.Sessions = append(body.Sessions, sessionView{
			x.ID, terminal.Clean(x.Client), moment(x.Made, zone), moment(x.Used, zone), moment(x.Ends, zone), x.ID == g.Session,
		})
	}
	a := s.page(q, "sessions", view{Title: "Signed-in browsers", Section: "sessions", Body: body})
	a.header = notKept()
	s.withCookies(a, q)
	return a, nil
}

// mayEndSessions returns the session that asks. A server for reading allows it,
// too: the archive does not change.
func (s *Server) mayEndSessions(q *request) (signin.Grant, error) {
	g, ok := grant(q.Request)
	switch {
	case !ok || g.Session == 0:
		return g, errNoAddress
	case !g.Write:
		return g, errScope
	}
	return g, nil
}

// zone is the time zone of the archive.
func (s *Server) zone(ctx context.Context) (zone *time.Location, err error) {
	if s.there != nil {
		return s.there.Zone(), nil
	}
	ctx, cancel := context.WithTimeout(ctx, s.options.Limits.QueryTime)
	defer cancel()
	err = s.keeper.Use(ctx, func(ar *archive.Archive) error {
		zone = ar.Zone()
		return nil
	})
	return zone, err
}

// endSessions ends the session that a form names, or all.
func (s *Server) endSessions(w http.ResponseWriter, r *http.Request) {
	q := s.read(r, route{name: "sessions"})
	a, err := s.endSession(q)
	if err != nil {
		a = s.failed(q, err)
	}
	s.write(w, r, a)
}

func (s *Server) endSession(q *request) (*answer, error) {
	g, err := s.mayEndSessions(q)
	if err != nil {
		return nil, err
	}
	if err := s.readForm(q, false); err != nil {
		return nil, err
	}
	named := q.form.get("session")
	if named == "all" {
		if _, err := s.options.Passwords.EndAll(q.Context()); err != nil {
			return nil, err
		}
		return s.signedOut(q.Request), nil
	}
	id, err := strconv.ParseInt(named, 10, 64)
	if err != nil {
		return nil, badRequest{fmt.Errorf("%.40q is no session", named)}
	}
	if err := s.options.Passwords.End(q.Context(), id); err != nil && !errors.Is(err, signin.ErrNone) {
		return nil, err
	}
	if id == g.Session {
		return s.signedOut(q.Request), nil
	}
	return s.goOn(q, done{sessionsPath, "It is signed out."}), nil
}

// signedOut sends a browser to the first page without its session, and without what
// it keeps of the archive.
func (s *Server) signedOut(r *http.Request) *answer {
	a := seeOther("/")
	a.header["Clear-Site-Data"] = `"cache"`
	a.cookies = []*http.Cookie{s.gone(r, s.signInName(r)), s.gone(r, noticeCookie)}
	return a
}
