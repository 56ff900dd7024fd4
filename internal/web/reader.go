package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/errkind"
	"newsarchive/internal/greader"
	"newsarchive/internal/readerapi"
	"newsarchive/internal/terminal"
)

// The addresses of the Google Reader API, to sign in and for all else; see
// [readerapi.NameOf].
const (
	loginPath  = "/accounts/ClientLogin"
	readerPath = "/reader/"
)

// maxReaderBody is what a request of a program that syncs may send: a thousand
// numbers of items, in full and escaped.
const maxReaderBody = 256 << 10

var (
	errNoCall    = errors.New("the archive does not have this part of the Google Reader API")
	errNeedsPOST = errors.New("this is sent with POST")
)

// readerRequest is a request for a call.
type readerRequest struct {
	*request
	asked readerapi.Request
	auth  string // the value of GoogleLogin
}

// readerRoutes adds the addresses for programs that sync with the archive.
func (s *Server) readerRoutes(mux *http.ServeMux) {
	for _, method := range []string{"GET ", "POST "} {
		mux.HandleFunc(method+loginPath, s.clientLogin)
		mux.HandleFunc(method+readerPath, s.readerAPI)
		mux.HandleFunc(method+feverPath, s.fever)
	}
	s.minifluxRoutes(mux)
}

// readers is what answers the calls.
func (s *Server) readers() readerapi.API {
	return readerapi.API{
		Log: s.log, Now: s.now, UserAgent: s.options.UserAgent,
		Readable: func(text string) string { return string(readable(text)) },
	}
}

// readReader reads what all requests of these programs have in common.
func (s *Server) readReader(r *http.Request, name string) *readerRequest {
	q := s.read(r, route{name: name})
	return &readerRequest{request: q, asked: readerapi.Request{Root: q.root(), Self: q.self(), Program: r.UserAgent()}}
}

// isReader reports an address that asks for its passwords in a way of its own.
func isReader(path string) bool {
	return path == loginPath || path == feverPath || strings.HasPrefix(path, readerPath) || strings.HasPrefix(path, minifluxPath)
}

// readerAPI answers a call.
func (s *Server) readerAPI(w http.ResponseWriter, r *http.Request) {
	q := s.readReader(r, "reader")
	a, err := s.readerAnswer(q)
	if err != nil {
		a = s.readerFailed(q, err)
	}
	s.write(w, r, a)
}

func (s *Server) readerAnswer(q *readerRequest) (*answer, error) {
	if g, ok := grant(q.Request); !ok || g.Session != 0 { // a session is for pages
		return nil, errSignIn
	}
	q.auth, _ = greader.Auth(q.Header.Get("Authorization"))
	var name string
	name, q.asked.Stream = readerapi.NameOf(q.URL.Path)
	if name == "token" {
		return plainAnswer(greader.Token(q.auth)), nil
	}
	call, ok := s.readers().Calls()[name]
	if !ok {
		s.log.Info("a program asks for what the Google Reader API has not here", "path", terminal.Clean(q.URL.Path), "program", terminal.Clean(q.UserAgent()))
		return nil, errNoCall
	}
	if err := q.readValues(); err != nil {
		return nil, err
	}
	if err := s.readerAllowed(q, call); err != nil {
		return nil, err
	}
	return s.readerCall(q, call)
}

// readerCall answers a call that is allowed.
func (s *Server) readerCall(q *readerRequest, call readerapi.Call) (*answer, error) {
	var err error
	if q.asked.Known, err = s.firstPassword(q.Context()); err != nil {
		return nil, err
	}
	if call.Changes {
		return s.readerChange(q, call)
	}
	return s.readerRead(q, call)
}

// lent has a call answered with an archive that is lent.
func (q *readerRequest) lent(ctx context.Context, ar *archive.Archive, call readerapi.Call) (*answer, error) {
	got, err := call.Answer(ctx, ar, &q.asked)
	if err != nil {
		return nil, err
	}
	a := &answer{kind: got.Kind, body: got.Body}
	if got.Accepted {
		a.status = http.StatusAccepted
	} else if got.Kind == "" {
		a.status = http.StatusNoContent
	}
	if got.File != "" {
		a.header = map[string]string{"Content-Disposition": `attachment; filename="` + got.File + `"`}
	}
	return a, nil
}

// readValues reads the parameters, wherever they are. Programs do not always say
// what kind of document they send, and do not always escape; what can be read is
// taken.
func (q *readerRequest) readValues() error {
	q.asked.Values = q.URL.Query()
	if q.Method != http.MethodPost {
		return nil
	}
	raw, err := io.ReadAll(q.Body)
	if err != nil {
		if errkind.As[*http.MaxBytesError](err) {
			return err
		}
		return badRequest{err}
	}
	sent, _ := url.ParseQuery(string(raw)) //nolint:errcheck // see above
	for name, values := range sent {
		q.asked.Values[name] = append(values, q.asked.Values[name]...)
	}
	return nil
}

// readerAllowed checks what a call needs.
func (s *Server) readerAllowed(q *readerRequest, call readerapi.Call) error {
	switch {
	case !call.Changes:
		return nil
	case q.Method != http.MethodPost:
		return badRequest{errNeedsPOST}
	case s.options.ReadOnly:
		return errReadOnly
	case call.Write && !s.mayWrite(q.Request):
		return errScope
	case !greader.ValidToken(q.asked.Get("T"), q.auth):
		return errBadToken
	}
	return nil
}

// errBadToken means that a program sent a T that is none of its own.
var errBadToken = errors.New("the token T is out of date; ask for another")

// readerRead answers a call that only reads, with the state of the archive as its
// entity tag.
func (s *Server) readerRead(q *readerRequest, call readerapi.Call) (*answer, error) {
	var tag tagger // none of what is asked with POST
	if q.Method != http.MethodPost {
		tag = func(_ context.Context, _ *archive.Archive, st archive.State) string { return s.readerTag(q, st) }
	}
	if a, err := s.unchanged(q.Request, tag); err != nil || a != nil {
		return a, err
	}
	return s.lendToRead(q.Context(), tag, func(ctx context.Context, ar *archive.Archive) (*answer, error) { return q.lent(ctx, ar, call) })
}

// readerTag is the entity tag of a call's answer in a state.
func (s *Server) readerTag(q *readerRequest, st archive.State) string {
	return entityTag(s.options.Version, "reader", st.Day, st.Index, st.Last, st.Settings, st.Commit, q.asked.Known.Unix(), q.Host, q.URL.RequestURI())
}

// readerChange makes a change.
func (s *Server) readerChange(q *readerRequest, call readerapi.Call) (a *answer, err error) {
	err = s.lendToChange(q.Context(), func(ctx context.Context, ar *archive.Archive) (err error) {
		a, err = q.lent(ctx, ar, call)
		return err
	})
	return a, err
}

// readerFailed is the answer to a call that failed.
func (s *Server) readerFailed(q *readerRequest, err error) *answer {
	if errors.Is(err, errBadToken) {
		a := s.failed(q.request, err)
		a.forReader()
		return a
	}
	if errkind.As[readerapi.BadRequest](err) {
		s.log.Info("a program asks in a way that is not understood", "path", terminal.Clean(q.URL.Path), "because", terminal.CleanLine(err.Error()), "program", terminal.Clean(q.UserAgent()))
	}
	return s.turnedAway(q.Request, err)
}

// forReader adds to an answer that no password opens the field by which programs
// know to sign in again.
func (a *answer) forReader() {
	if a.status == http.StatusUnauthorized {
		a.header["X-Reader-Google-Bad-Token"] = "true"
		a.header["Google-Bad-Token"] = "true"
	}
}

// firstPassword is when the first app password was made: programs do not know what
// was before.
func (s *Server) firstPassword(ctx context.Context) (time.Time, error) {
	if s.options.Passwords == nil {
		return time.Time{}, nil
	}
	return s.options.Passwords.First(ctx)
}

// clientLogin answers /accounts/ClientLogin: it takes an app password, with any
// name, and returns it as what later requests are signed with. So removing the
// password ends all of it.
func (s *Server) clientLogin(w http.ResponseWriter, r *http.Request) {
	q := s.readReader(r, "reader_login")
	a, err := s.login(q)
	if err != nil {
		a = s.readerFailed(q, err)
	}
	a.header = notKeptWith(a.header)
	s.write(w, r, a)
}

func (s *Server) login(q *readerRequest) (*answer, error) {
	if err := q.readValues(); err != nil {
		return nil, err
	}
	if s.options.Passwords == nil {
		return nil, errSignIn
	}
	password := strings.TrimSpace(q.asked.Get("Passwd"))
	if _, err := s.checkPassword(q.Request, password); err != nil {
		return nil, err
	}
	login := greader.Login{SID: password, LSID: "none", Auth: password}
	if q.asked.Get("output") == "json" {
		return readerJSON(login)
	}
	return plainAnswer(login.Text()), nil
}

func plainAnswer(text string) *answer {
	return &answer{kind: "text/plain; charset=utf-8", body: []byte(text)}
}

func readerJSON(v any) (*answer, error) {
	body, err := json.Marshal(v)
	return &answer{kind: "application/json; charset=utf-8", body: append(body, '\n')}, err
}

func notKeptWith(h map[string]string) map[string]string {
	kept := notKept()
	for name, value := range h {
		kept[name] = value
	}
	return kept
}
