package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/archive"
)

// answer is a whole answer.
type answer struct {
	status  int    // 0 is 200
	kind    string // "": there is no body
	body    []byte
	policy  string // "" is that of data
	etag    string // "" if it may not be kept
	header  map[string]string
	cookies []*http.Cookie
}

// written returns an answer of a kind that write writes.
func written(kind string, write func(io.Writer) error) (*answer, error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return nil, err
	}
	return &answer{kind: kind, body: b.Bytes()}, nil
}

// asked returns the handler of a route: it waits for a place, has the archive
// lent, and writes the answer when both were given back.
func (s *Server) asked(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := s.read(r, rt)
		a, err := s.unchanged(r, s.tagger(q))
		if a == nil && err == nil {
			a, err = s.ask(q)
		}
		if err != nil {
			a = s.failed(q, err)
		}
		s.write(w, r, a)
	})
}

// ask answers a request from the archive.
func (s *Server) ask(q *request) (*answer, error) {
	a, err := s.lendToRead(q.Context(), s.tagger(q), func(ctx context.Context, ar *archive.Archive) (*answer, error) {
		q.readOnly = q.readOnly || ar == nil || ar.ReadOnly()
		return q.route.answer(ctx, ar, q)
	})
	if err == nil {
		s.withCookies(a, q)
	}
	return a, err
}

// withCookies gives the browser a new session, and takes a notice that is shown.
func (s *Server) withCookies(a *answer, q *request) {
	if q.freshSession {
		a.cookies = append(a.cookies, s.cookie(q.Request, sessionCookie, q.session, 0))
	}
	if q.notice != "" && strings.HasPrefix(a.kind, "text/html") {
		a.cookies = append(a.cookies, s.gone(q.Request, noticeCookie))
		if a.header == nil {
			a.header = notKept()
		}
	}
}

// write writes an answer. Nothing of the archive is held meanwhile.
func (s *Server) write(w http.ResponseWriter, r *http.Request, a *answer) {
	h := w.Header()
	for name, value := range a.header {
		h.Set(name, value)
	}
	for _, c := range a.cookies {
		h.Add("Set-Cookie", c.String())
	}
	if a.policy != "" {
		h.Set("Content-Security-Policy", a.policy)
	}
	if a.etag != "" {
		h.Set("ETag", a.etag)
		if a.status == 0 && matches(r.Header.Get("If-None-Match"), a.etag) {
			a = notModified(a.etag)
		}
	}
	if a.status == http.StatusNotModified {
		// What a 304 says replaces what the browser has kept of the answer (RFC 9111,
		// 3.2): the policy of data would forbid a page its style sheet.
		h.Del("Content-Security-Policy")
		w.WriteHeader(a.status)
		return
	}
	if a.kind != "" {
		h.Set("Content-Type", a.kind)
		h.Set("Content-Length", strconv.Itoa(len(a.body)))
	}
	if a.status != 0 {
		w.WriteHeader(a.status)
	}
	_, _ = w.Write(a.body) // a client that has gone needs no answer
}

// outer is what every request passes first.
func (s *Server) outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		seen := &watched{ResponseWriter: w, made: serving(r), base: s.options.BasePath}
		defer seen.made()
		r, err := s.arrive(r)
		setHeaders(w.Header(), r)
		defer func() {
			if p := recover(); p != nil {
				s.metrics.panics.Add(1)
				s.log.Error("a request failed", "method", r.Method, "path", r.URL.Path, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
				if seen.status == 0 {
					s.write(seen, r, s.failed(s.read(r, route{}), errPanic))
				}
			}
			s.metrics.count(r.Pattern, seen.status, time.Since(began))
		}()
		r.Body = http.MaxBytesReader(w, r.Body, s.options.Limits.body(r))
		if err == nil {
			err = s.checkHost(r.Host)
		}
		if err == nil {
			err = s.checkOrigin(r)
		}
		if err != nil {
			s.write(seen, r, s.failed(s.read(r, route{}), err))
			return
		}
		if r, err = s.admit(r); err != nil {
			s.write(seen, r, s.turnedAway(r, err))
			return
		}
		next.ServeHTTP(seen, r)
	})
}

// watched remembers the status that was written.
type watched struct {
	http.ResponseWriter
	status int
	made   func() // is called when the answer is there, and its client is waited for
	base   string // what addresses of this server begin with
}

// WriteHeader implements [http.ResponseWriter].
func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	if to := w.Header().Get("Location"); w.base != "" && strings.HasPrefix(to, "/") {
		w.Header().Set("Location", w.base+to)
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write implements [io.Writer].
func (w *watched) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	w.made()
	return w.ResponseWriter.Write(b)
}

// Unwrap is for [http.ResponseController].
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// matches reports whether a list of entity tags has one, compared weakly
// (RFC 9110, 13.1.2).
func matches(list, tag string) bool {
	if tag == "" {
		return false
	}
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}
