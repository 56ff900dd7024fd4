package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"

	"newsarchive/internal/archive"
)

// apiPath is where the interface for programs begins. Its answers are those that
// the pages give with .json; what it adds are cursors, changes and a description
// (openapi.json), which a test makes of [Server.operations].
const apiPath = "/api/v1"

// errMethod means that an address is asked with a method that it does not have.
var errMethod = errors.New("this address does not take this method")

// errNoOperation means that the interface has no such address.
var errNoOperation = errors.New("the interface has no such address")

// operation is a method of an address of the interface.
type operation struct {
	route          // below apiPath; its name is the operation's; its answer reads
	method  string // "": GET
	summary string
	about   string
	query   []parameter // that the address may have
	body    any         // a value of the type that is sent; nil: nothing is
	gives   any         // a value of the type of the answer; nil: it is no JSON
	kind    string      // of an answer that is no JSON
	status  int         // when it is done; 0: 200
	fails   []int       // statuses of its problems, beside those of all
	// change changes the archive. Then nothing is read by the route.
	change func(context.Context, *archive.Archive, *request) (made, error)
}

// parameter is one of an address.
type parameter struct {
	name  string
	about string
	page  string   // what the pages call it, if not so
	kind  string   // integer, boolean; "": a text
	one   []string // the values that it takes; nil: any
	many  bool     // it may be repeated
}

// api returns the handler of the interface.
func (s *Server) api() http.Handler {
	mux := http.NewServeMux()
	allowed := map[string][]string{}
	for _, op := range s.operations() {
		pattern := apiPath + op.pattern
		if op.change != nil {
			mux.Handle(op.method+" "+pattern, s.changes(op))
			allowed[pattern] = append(allowed[pattern], op.method)
			continue
		}
		mux.Handle("GET "+pattern, s.asks(op))
		allowed[pattern] = append(allowed[pattern], http.MethodGet, http.MethodHead)
	}
	mux.HandleFunc("GET "+apiPath+"/openapi.json", s.openAPI)
	allowed[apiPath+"/openapi.json"] = []string{http.MethodGet, http.MethodHead}
	for pattern, methods := range allowed {
		mux.Handle(pattern, s.otherMethod(methods))
	}
	mux.HandleFunc(apiPath, s.noOperation)
	mux.HandleFunc(apiPath+"/", s.noOperation)
	return gzhttp.GzipHandler(mux)
}

// withAPI adds the interface to the handler of the pages.
func (s *Server) withAPI(pages http.Handler) http.Handler {
	api := s.api()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isAPI(r) {
			api.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
}

// isAPI reports whether a request is to the interface.
func isAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path+"/", apiPath+"/") }

// asks returns the handler of an operation that reads.
func (s *Server) asks(op operation) http.Handler {
	read := op.answer
	op.answer = func(ctx context.Context, ar *archive.Archive, q *request) (*answer, error) {
		params, err := op.params(q.URL)
		if err != nil {
			return nil, err
		}
		q.params = params
		return read(ctx, ar, q)
	}
	return s.asked(op.route)
}

// params reads the parameters of an address, and names them as the pages do. One
// that the operation does not have is refused: it may be a mistake.
func (op operation) params(u *url.URL) (params, error) {
	given, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return params{}, badRequest{err}
	}
	named := params{url.Values{}}
	for name, values := range given {
		i := slices.IndexFunc(op.query, func(p parameter) bool { return p.name == name })
		if i < 0 {
			return params{}, badRequest{fmt.Errorf("there is no parameter %.40q here", name)}
		}
		p := op.query[i]
		if len(values) > 1 && !p.many {
			return params{}, badRequest{fmt.Errorf("%s is given %d times", name, len(values))}
		}
		for _, v := range values {
			if len(p.one) > 0 && !slices.Contains(p.one, v) {
				return params{}, badRequest{fmt.Errorf("%s=%.40q: it takes %s", name, v, strings.Join(p.one, ", "))}
			}
		}
		if p.page != "" {
			name = p.page
		}
		named.Values[name] = values
	}
	return named, nil
}

// otherMethod answers the methods that an address does not have.
func (s *Server) otherMethod(methods []string) http.HandlerFunc {
	allow := strings.Join(append(slices.Sorted(slices.Values(methods)), http.MethodOptions), ", ")
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", allow)
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		s.write(w, r, s.failed(s.read(r, route{}), errMethod))
	}
}

func (s *Server) noOperation(w http.ResponseWriter, r *http.Request) {
	s.write(w, r, s.failed(s.read(r, route{}), errNoOperation))
}
