package web

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	validator "github.com/pb33f/libopenapi-validator"

	"newsarchive/internal/signin"
)

// program asks the interface, and checks every question and answer against the
// document that describes it.
type program struct {
	*site
	valid validator.Validator
	seen  map[string]bool // "search 200"

	writes, reads string // passwords
}

func newProgram(s *site) *program {
	s.Helper()
	document, err := os.ReadFile("openapi.json")
	if err != nil {
		s.Fatal(err)
	}
	p := &program{site: s, valid: validatorOf(s.T, document), seen: map[string]bool{}}
	passwords := signin.New(s.dir, signin.Options{})
	s.Cleanup(func() {
		if err := passwords.Close(); err != nil {
			s.Error(err)
		}
	})
	if p.writes, _, err = passwords.Add(s.Context(), "writes", true); err == nil {
		p.reads, _, err = passwords.Add(s.Context(), "reads", false)
	}
	if err != nil {
		s.Fatal(err)
	}
	s.serve(Options{Passwords: passwords})
	return p
}

// ask asks with a password, unless fields say otherwise: "Authorization", "". The
// body is what is sent as JSON; nil: nothing.
func (p *program) ask(method, address string, body any, fields ...string) got {
	p.Helper()
	text := ""
	switch b := body.(type) {
	case nil:
	case string:
		text = b
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			p.Fatal(err)
		}
		text = string(raw)
	}
	request := func() *http.Request {
		r := httptest.NewRequestWithContext(p.Context(), method, "http://127.0.0.1:8484"+apiPath+address, strings.NewReader(text))
		if text != "" {
			r.Header.Set("Content-Type", "application/json")
		} else {
			r.Body = http.NoBody
		}
		r.Header.Set("Authorization", "Bearer "+p.writes)
		for i := 0; i+1 < len(fields); i += 2 {
			r.Header.Set(fields[i], fields[i+1])
			if fields[i+1] == "" {
				r.Header.Del(fields[i])
			}
		}
		return r
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, request())
	res := w.Result()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		p.Fatal(err)
	}
	p.check(request(), res, string(raw))
	return got{res, string(raw)}
}

// check validates an answer, and a question that was taken.
func (p *program) check(r *http.Request, res *http.Response, body string) {
	p.Helper()
	reset := func() { res.Body = io.NopCloser(strings.NewReader(body)) }
	reset()
	if op := operationOf(p.Server, r); op != "" {
		p.seen[fmt.Sprintf("%s %d", op, res.StatusCode)] = true
		if res.StatusCode != http.StatusNotModified && r.Method != http.MethodHead {
			if ok, wrong := p.valid.ValidateHttpResponse(r, res); !ok {
				for _, w := range wrong {
					p.Errorf("%s %s answers what its document does not say: %s: %s %v\n%.2000s", r.Method, r.URL, w.Message, w.Reason, w.SchemaValidationErrors, body)
				}
			}
			reset()
		}
		if res.StatusCode < http.StatusBadRequest {
			if ok, wrong := p.valid.ValidateHttpRequest(r); !ok {
				for _, w := range wrong {
					p.Errorf("%s %s is taken, and its document says: %s: %s", r.Method, r.URL, w.Message, w.Reason)
				}
			}
		}
	}
	if res.StatusCode >= http.StatusBadRequest {
		var pr problem
		if err := json.Unmarshal([]byte(body), &pr); r.Method != http.MethodHead && (err != nil || pr.Status != res.StatusCode || pr.Title == "" || res.Header.Get("Content-Type") != "application/problem+json") {
			p.Errorf("%s %s is no problem document: %s %s", r.Method, r.URL, res.Header.Get("Content-Type"), body)
		}
		if res.Header.Get("Cache-Control") != "no-store" {
			p.Errorf("%s %s: a problem may be kept", r.Method, r.URL)
		}
	}
}

// operationOf names the operation of a request; "" if it has none.
func operationOf(s *Server, r *http.Request) string {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	mux := http.NewServeMux()
	for _, op := range s.operations() {
		mux.Handle(op.method+" "+apiPath+op.pattern, named(op.name))
	}
	plain := r.Clone(r.Context())
	plain.Method = method
	h, pattern := mux.Handler(plain)
	if pattern == "" {
		return ""
	}
	name, _ := h.(named)
	return string(name)
}

// named is the name of an operation.
type named string

func (named) ServeHTTP(http.ResponseWriter, *http.Request) {}

// answers asks, and wants a status.
func (p *program) answers(status int, method, address string, body any, fields ...string) got {
	p.Helper()
	res := p.ask(method, address, body, fields...)
	if res.StatusCode != status {
		p.Fatalf("%s %s %v: %s instead of %d\n%.1500s", method, address, body, res.Status, status, res.body)
	}
	return res
}

// read decodes the answer to a question.
func read[T any](p *program, address string) (doc T) {
	p.Helper()
	return into[T](p.T, p.answers(http.StatusOK, http.MethodGet, address, nil))
}

func into[T any](t *testing.T, res got) (doc T) {
	t.Helper()
	if err := json.Unmarshal([]byte(res.body), &doc); err != nil {
		t.Fatalf("%v\n%.1000s", err, res.body)
	}
	return doc
}

// fails asks what must be refused, and checks the problem.
func (p *program) fails(status int, title, method, address string, body any, fields ...string) problem {
	p.Helper()
	pr := into[problem](p.T, p.answers(status, method, address, body, fields...))
	if pr.Title != title || pr.Type != problemType(title) {
		p.Errorf("%s %s: the problem %q of type %s instead of %q", method, address, pr.Title, pr.Type, title)
	}
	return pr
}
