package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"math"
	"net/url"
	"path"
	"strconv"
	"strings"

	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

//go:embed templates/*.html
var templateFiles embed.FS

// pages are the templates of the pages, each within the layout.
type pages struct{ byName map[string]*template.Template }

// view is what the layout of a page shows around its body.
type view struct {
	Title      string
	Query      string      // in the box
	Section    string      // of the navigation
	Alternates []alternate // the same answer in other forms
	NotIndexed int
	Marking    *marking // the form of the marks; nil where nothing can be marked
	Body       any

	Server pageServer
}

// pageServer is what pages show of the server.
type pageServer struct {
	ReadOnly bool
	Notice   string // of what was changed just now
	SignOut  string // the token of the form that signs out; "": nobody is signed in
	Browsers bool   // who is signed in may see and end the sessions
	There    bool   // it asks what archives have mirrored
}

// alternate is an address of the same answer in another form.
type alternate struct {
	Name string // as a person reads it: Atom
	Kind string // media type
	Href string
}

// loadPages parses the templates. A file that begins with _ is a part that all
// pages share.
func loadPages(files *static) (*pages, error) {
	shared, err := template.New("layout").Funcs(functions(files)).ParseFS(templateFiles, "templates/_*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(templateFiles, "templates/[a-z]*.html")
	if err != nil {
		return nil, err
	}
	p := &pages{byName: map[string]*template.Template{}}
	for _, name := range names {
		t, err := shared.Clone()
		if err == nil {
			_, err = t.ParseFS(templateFiles, name)
		}
		if err != nil {
			return nil, err
		}
		p.byName[strings.TrimSuffix(path.Base(name), ".html")] = t
	}
	return p, nil
}

// page renders a page. A template that fails is a mistake of this program.
func (s *Server) page(q *request, name string, v view) *answer {
	v.Server = pageServer{ReadOnly: q.readOnly, Notice: q.notice, There: s.there != nil}
	if q.route.hasMarks() {
		v.Marking = s.marking(q)
	}
	if q.signedIn {
		v.Server.SignOut = s.sealer.token(q.session)
		_, err := s.mayEndSessions(q)
		v.Server.Browsers = err == nil
	}
	v.Query, v.Title = terminal.Clean(v.Query), terminal.Clean(v.Title)
	var b bytes.Buffer
	if err := s.pages.byName[name].ExecuteTemplate(&b, "layout", v); err != nil {
		panic(fmt.Errorf("the page %s of %s: %w", name, q.URL.Path, err))
	}
	return &answer{kind: "text/html; charset=utf-8", body: s.based(b.Bytes()), policy: pagePolicy}
}

// functions are those of the templates. Text from outside goes through clean;
// html/template escapes it.
func functions(files *static) template.FuncMap {
	return template.FuncMap{
		"asset":   files.address,
		"clean":   terminal.Clean,
		"plural":  format.Plural,
		"int":     func(n int64) int { return int(n) },
		"list":    func(all ...string) []string { return all },
		"inc":     func(n int) int { return n + 1 },
		"weblink": format.CleanLink,
		"short":   func(f float64) string { return strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64) },
		"search":  func(q string) string { return "/search?" + url.Values{"q": {q}}.Encode() },
	}
}
