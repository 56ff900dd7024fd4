package web

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
)

// problemType is the address of the type of a problem (RFC 9457, 3.1.1): it is
// made from its title, and answered by apiProblem.
func problemType(title string) string {
	return apiPath + "/problems/" + strings.Join(strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) }), "-")
}

// problemDoc describes a type of problems, for programs.
type problemDoc struct {
	Type   string `json:"type"` // its address
	Title  string `json:"title"`
	Status int    `json:"status"`
	Hint   string `json:"hint,omitempty"` // what to do
}

// problemsDoc is all types of problems, for programs.
type problemsDoc struct {
	format.Header
	Problems []problemDoc `json:"problems"`
}

// problemTypes lists the types of problems.
func problemTypes() (all []problemDoc) {
	for _, e := range append(endings(), ending{title: "Something went wrong", status: 500}) {
		p := problemDoc{problemType(e.title), e.title, e.status, e.hint}
		if !slices.ContainsFunc(all, func(o problemDoc) bool { return o.Type == p.Type }) {
			all = append(all, p)
		}
	}
	return all
}

func (s *Server) apiProblems(context.Context, *archive.Archive, *request) (*answer, error) {
	return docAnswer(problemsDoc{format.NewHeader(), problemTypes()})
}

// apiProblem answers a type of problems.
func (s *Server) apiProblem(_ context.Context, _ *archive.Archive, r *request) (*answer, error) {
	for _, p := range problemTypes() {
		if p.Type == apiPath+"/problems/"+r.PathValue("type") {
			return docAnswer(p)
		}
	}
	return nil, errNoAddress
}
