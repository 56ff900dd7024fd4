package web

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"newsarchive/internal/miniflux"
	"newsarchive/internal/readerapi"
	"newsarchive/internal/terminal"
)

// minifluxPath is the address of Miniflux's API; programs add v1 to the address
// that a person types. minifluxToken is the field in which they send a password that
// is none of HTTP Basic.
const (
	minifluxPath  = "/miniflux/"
	minifluxToken = "X-Auth-Token"
)

// minifluxRoutes adds the addresses of Miniflux's API.
func (s *Server) minifluxRoutes(mux *http.ServeMux) {
	for name, call := range s.readers().Miniflux() {
		method, path, _ := strings.Cut(name, " ")
		mux.HandleFunc(method+" "+minifluxPath+"v1/"+path, s.minifluxAPI(call))
	}
	for _, method := range []string{"GET", "POST", "PUT", "DELETE"} {
		mux.HandleFunc(method+" "+minifluxPath, s.minifluxAPI(readerapi.Call{}))
	}
}

// minifluxAPI answers a call; one without an Answer is none.
func (s *Server) minifluxAPI(call readerapi.Call) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := s.readReader(r, "miniflux")
		a, err := s.minifluxAnswer(q, call)
		if err != nil {
			a = s.minifluxFailed(q, err)
		}
		s.write(w, r, a)
	}
}

func (s *Server) minifluxAnswer(q *readerRequest, call readerapi.Call) (*answer, error) {
	if g, ok := grant(q.Request); !ok || g.Session != 0 { // a session is for pages
		return nil, errSignIn
	}
	if call.Answer == nil {
		s.log.Info("a program asks for what Miniflux's API has not here", "method", q.Method, "path", terminal.Clean(q.URL.Path), "program", terminal.Clean(q.UserAgent()))
		return nil, errNoCall
	}
	if call.Changes && s.options.ReadOnly {
		return nil, errReadOnly
	}
	q.asked.Values = q.URL.Query()
	q.asked.Set("id", q.PathValue("id"))
	var err error
	if q.asked.Body, err = io.ReadAll(q.Body); err != nil {
		return nil, err
	}
	return s.readerCall(q, call)
}

// minifluxFailed is the answer to a call that failed, in the API's form.
func (s *Server) minifluxFailed(q *readerRequest, err error) *answer {
	a := s.readerFailed(q, err)
	var p problem
	if json.Unmarshal(a.body, &p) == nil {
		body, _ := json.Marshal(miniflux.Problem{Message: strings.TrimSpace(p.Title + ". " + p.Detail)}) // of a string
		a.kind, a.body = "application/json", append(body, '\n')
	}
	return a
}

// minifluxTokenIn returns the password that a request of this API has in a field of
// its own, if it has that.
func minifluxTokenIn(r *http.Request) (token string, ok bool) {
	if !strings.HasPrefix(r.URL.Path, minifluxPath) {
		return "", false
	}
	token = r.Header.Get(minifluxToken)
	return token, token != ""
}
