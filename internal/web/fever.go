package web

import (
	"context"
	"errors"
	"net/http"

	"newsarchive/internal/fever"
	"newsarchive/internal/signin"
)

// feverPath is the address of Fever's API; programs add ?api.
const feverPath = "/fever/"

// fever answers a request of Fever's API. What is wrong with the key is said in
// the answer, whose status is 200: so the API has it.
func (s *Server) fever(w http.ResponseWriter, r *http.Request) {
	q := s.readReader(r, "fever")
	a, err := s.feverAnswer(q)
	if err != nil {
		a = s.turnedAway(q.Request, err)
	}
	a.header = notKeptWith(a.header)
	s.write(w, r, a)
}

func (s *Server) feverAnswer(q *readerRequest) (*answer, error) {
	if err := q.readValues(); err != nil {
		return nil, err
	}
	fr, err := fever.Parse(q.asked.Values, nil)
	if err != nil {
		return nil, badRequest{err}
	}
	if s.options.Passwords == nil {
		return nil, errSignIn
	}
	_, err = s.checked(q.Request, func(ctx context.Context) (signin.Grant, error) { return s.options.Passwords.CheckFever(ctx, fr.Key) })
	if err != nil {
		if errors.Is(err, errWrong) {
			return readerJSON(fever.Answer{APIVersion: fever.Version})
		}
		return nil, err
	}
	call := s.readers().Fever(fr)
	if call.Changes && s.options.ReadOnly {
		return nil, errReadOnly
	}
	return s.readerCall(q, call)
}
