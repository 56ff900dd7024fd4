package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"

	"newsarchive/internal/archive"
)

// Errors of changes that are refused.
var (
	errNotJSON       = errors.New("the body is not application/json")
	errPrecondition  = errors.New("the condition of the request does not hold")
	errNeedsPassword = errors.New("a change needs an app password that may write, also on this machine")
)

// made is a change that was made: the answer's document, and where what is new
// is found.
type made struct {
	status   int // 0: 200
	location string
	doc      any
}

// changes returns the handler of an operation that changes the archive. Nothing is
// read from the archive before the request has proved that it may.
func (s *Server) changes(op operation) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := s.read(r, op.route)
		a, err := s.changed(q, op)
		switch {
		case errors.Is(err, errNeedsPassword):
			a = s.turnedAway(r, err)
		case err != nil:
			a = s.failed(q, err)
		}
		s.write(w, r, a)
	})
}

func (s *Server) changed(q *request, op operation) (*answer, error) {
	err := s.mayChange(q.Request)
	if err == nil {
		q.params, err = op.params(q.URL)
	}
	if err == nil {
		q.sent, err = readBody(q.Request, op.body)
	}
	if err == nil {
		err = precondition(q.Header)
	}
	if err != nil {
		return nil, err
	}
	var m made
	err = s.lendToChange(q.Context(), func(ctx context.Context, ar *archive.Archive) (err error) {
		m, err = op.change(ctx, ar, q)
		return err
	})
	if err != nil {
		return nil, err
	}
	a, err := docAnswer(m.doc)
	if err != nil {
		return nil, err
	}
	a.status, a.header = m.status, notKept()
	if m.location != "" {
		a.header["Location"] = m.location
	}
	return a, nil
}

// precondition refuses the conditions of RFC 9110 that do not hold: entity tags
// are weak here, and match none of If-Match.
func precondition(h http.Header) error {
	if m := h.Get("If-Match"); m != "" && m != "*" || h.Get("If-Unmodified-Since") != "" {
		return errPrecondition
	}
	return nil
}

// readBody reads what is sent into a new value of the type of like, whose pointer
// it returns; with nil, nothing may be sent.
func readBody(r *http.Request, like any) (any, error) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if like == nil {
		if len(raw) > 0 {
			return nil, badRequest{errors.New("this takes no body")}
		}
		return nil, nil //nolint:nilnil // nothing is sent
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, errNotJSON
	}
	into := reflect.New(reflect.TypeOf(like))
	if err := decodeStrict(raw, into.Interface()); err != nil {
		return nil, err
	}
	return into.Interface(), nil
}

// bodyOf is what was sent, of the type that the operation names.
func bodyOf[T any](r *request) T {
	v, ok := r.sent.(*T)
	if !ok {
		panic(fmt.Sprintf("the operation %s names another body", r.route.name))
	}
	return *v
}

// mayChange refuses a change unless the request itself has an app password that
// may write. Neither the session of a browser nor being on this machine will do: a
// page elsewhere could use both.
func (s *Server) mayChange(r *http.Request) error {
	g, ok := grant(r)
	switch {
	case s.options.ReadOnly:
		return errReadOnly
	case !ok || g.Session != 0:
		return errNeedsPassword
	case !g.Write:
		return errScope
	}
	return nil
}
