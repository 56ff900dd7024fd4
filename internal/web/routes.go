package web

import (
	"context"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"

	"newsarchive/internal/archive"
)

// answerer answers requests for one address with an open archive. It may be
// called again for the same request, and keeps nothing of the archive.
type answerer func(ctx context.Context, ar *archive.Archive, r *request) (*answer, error)

// route is one address.
type route struct {
	name    string   // in metrics
	pattern string   // of [http.ServeMux], without method and format
	formats []string // what may follow its last segment: .json
	lasting lasting
	answer  answerer
}

// table lists the addresses that are answered from the archive. Each is read
// with GET or HEAD.
func (s *Server) table() []route {
	if s.there != nil {
		return elsewherePages{s}.table()
	}
	return []route{
		{"home", "/{$}", nil, untilCommit, s.home},
		{"search", "/search", searchFormats(), untilChange, s.search},
		{"timeline", "/timeline", timelineFormats(), untilCommit, s.timeline},
		{"story", "/story/{id}", storyFormats(), untilCommit, s.story},
		{"page", "/story/{id}/page", nil, untilCommit, s.keptPage},
		{"event", "/event/{id}", []string{"json"}, untilChange, s.event},
		{"topics", "/topics", []string{"json"}, untilCommit, s.topics},
		{"topic", "/topic/{name}", topicFormats(), untilCommit, s.topic},
		{"feeds", "/feeds", []string{"json"}, untilCommit, s.feeds},
		{"feed", "/feed/{id}", []string{"json"}, untilCommit, s.feed},
		{"complete", "/complete", nil, untilCommit, s.complete},
		{"opml", "/opml", nil, untilCommit, s.opml},
	}
}

// routes returns the handler of all addresses.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for _, rt := range s.table() {
		h := s.asked(rt)
		mux.Handle("GET "+rt.pattern, h)
		if !strings.HasSuffix(rt.pattern, "}") { // else the last segment has the format
			for _, f := range rt.formats {
				mux.Handle("GET "+rt.pattern+"."+f, h)
			}
		}
	}
	if s.there != nil {
		s.notHere(mux)
	} else {
		s.archiveRoutes(mux)
	}
	mux.Handle("GET /static/{name}", gzhttp.GzipHandler(s.static)) // pages are not compressed: they have tokens beside what an address says
	mux.HandleFunc("GET "+signInPath, s.signInPage)
	mux.HandleFunc("POST "+signInPath, s.signIn)
	mux.HandleFunc("POST "+signOutPath, s.signOut)
	mux.HandleFunc("GET "+sessionsPath, s.sessions)
	mux.HandleFunc("POST "+sessionsPath, s.endSessions)
	mux.HandleFunc("GET /opensearch.xml", s.openSearch)
	mux.HandleFunc("GET /metrics", s.writeMetrics)
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("GET /", s.notFound)
	return s.withAPI(mux)
}

// archiveRoutes adds the addresses of an archive that can be changed, and has feeds.
func (s *Server) archiveRoutes(mux *http.ServeMux) {
	for _, w := range s.writings() {
		mux.Handle("POST "+w.pattern, s.writes(w))
		if w.formPage() {
			mux.Handle("GET "+w.pattern, s.asked(w.route))
		}
	}
	s.readerRoutes(mux)
	mux.HandleFunc("GET "+picturePath, s.picture)
	mux.HandleFunc("POST "+mcpPath, s.assistant)
	mux.HandleFunc("GET "+mcpPath, s.assistant) // it says that there is nothing to listen to
}

func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	s.write(w, r, s.failed(s.read(r, route{}), errNoAddress))
}

// request is a request to a route.
type request struct {
	*http.Request
	route  route
	format string // "" is the page for people
	api    bool   // of the interface for programs: always JSON
	sent   any    // what a change of the interface was sent, a pointer; see bodyOf
	params params

	// Of pages with forms; see session.go and write.go.
	session      string
	freshSession bool   // the browser does not have it yet
	signedIn     bool   // with a session that began with a password
	form         *sent  // that is shown again; nil: none was sent
	notice       string // of the last write
	readOnly     bool   // nothing can be changed

	syncs string // how the syncs go, on pages that say so
	base  string // what addresses of this server begin with
}

// read reads what all routes have in common.
func (s *Server) read(r *http.Request, rt route) *request {
	q := &request{Request: r, route: rt, params: params{r.URL.Query()}, base: s.options.BasePath}
	if ext, ok := strings.CutPrefix(path.Ext(r.URL.Path), "."); ok && slices.Contains(rt.formats, ext) {
		q.format = ext
	}
	if q.api = isAPI(r); q.api {
		q.format = "json"
	}
	q.readOnly, q.syncs = !s.mayWrite(r), s.syncsOf(rt)
	if q.format == "" {
		q.notice = s.notice(r)
	}
	switch g, _ := grant(r); {
	case q.format != "":
	case g.Session != 0: // every page has a form to sign out
		q.session, q.signedIn = s.signInCookie(r), true
	case rt.name == "sign_in" || rt.hasForms() && !q.readOnly:
		if q.session = session(r); q.session == "" {
			q.session, q.freshSession = newSession(), true
		}
	}
	return q
}

// value is a segment of the path, without the format after it.
func (r *request) value(name string) string {
	v := r.PathValue(name)
	if r.format != "" && !r.api {
		v = strings.TrimSuffix(v, "."+r.format)
	}
	return v
}

// forPeople reports that a page is expected, not a document for programs.
func (r *request) forPeople() bool {
	return r.format == "" && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// root is the whole address of the first page, without a slash at its end.
func (r *request) root() string {
	scheme := "http"
	if isTLS(r.Request) {
		scheme = "https"
	}
	return scheme + "://" + r.Host + r.base
}

// self is the whole address of the request, as the client wrote it.
func (r *request) self() string { return r.root() + r.URL.RequestURI() }
