package web

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/news"
	"newsarchive/store"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

// site is a server of a real archive.
type site struct {
	*testing.T
	*Server
	dir  string
	feed news.Feed
	log  *strings.Builder
}

// newSite serves an archive with a feed of two clusters, fetched twice, a
// second feed that fails, and a topic.
func newSite(t *testing.T) *site {
	t.Helper()
	s := emptySite(t)
	s.save(0, archivetest.Cluster("2", "Coffee prices climb", "AP News"), archivetest.Cluster("1", "South Korea and Japan set a summit", "Reuters", "NHK World"))
	s.save(26, archivetest.Cluster("1", "South Korea and Japan agree at the summit", "Reuters", "NHK World", "The Guardian"))
	s.withStore(func(st *store.Store) error {
		f, _, err := st.Follow(t.Context(), news.Feed{URL: "https://gone.example/rss", Name: "gone"}, 0)
		if err == nil {
			_, err = st.RecordFetch(t.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: archivetest.Start(), Outcome: store.OutcomeFailed, Status: 404, Error: "404 Not Found"})
		}
		return err
	})
	s.withArchive(func(ar *archive.Archive) error {
		_, err := ar.AddTopic(t.Context(), "korea", "korea", nil)
		return err
	})
	return s
}

// emptySite serves an archive with one feed that was not fetched yet.
func emptySite(t *testing.T) *site {
	t.Helper()
	s := &site{T: t, dir: t.TempDir(), log: &strings.Builder{}}
	ar, err := archive.Create(t.Context(), s.dir, archive.Options{})
	if err == nil {
		err = ar.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	s.withStore(func(st *store.Store) (err error) {
		s.feed, _, err = st.Follow(t.Context(), news.Feed{URL: "https://news.example/rss", Name: "world"}, 0)
		return err
	})
	s.serve(Options{})
	return s
}

// serve makes the server anew, with other options.
func (s *site) serve(o Options) {
	s.Helper()
	k := archive.NewKeeper(s.dir, archive.Options{Now: o.Now})
	s.Cleanup(func() {
		if err := k.Close(); err != nil {
			s.Error(err)
		}
	})
	o.Version = "test"
	o.Limits = unhurried(o.Limits)
	o.Log = slog.New(slog.NewTextHandler(s.log, nil))
	server, err := New(k, o)
	if err != nil {
		s.Fatal(err)
	}
	s.Server = server
}

// unhurried gives answers five minutes where nothing is said: a test on a busy
// machine may take its time.
func unhurried(l Limits) Limits {
	for _, limit := range []*time.Duration{&l.WaitTime, &l.QueryTime, &l.ChangeTime, &l.FetchTime} {
		if *limit == 0 {
			*limit = 5 * time.Minute
		}
	}
	return l
}

func (s *site) withStore(do func(*store.Store) error) {
	s.Helper()
	archivetest.WithStore(s, s.dir, do)
}

func (s *site) withArchive(do func(*archive.Archive) error) {
	s.Helper()
	archivetest.WithArchive(s, s.dir, archive.Options{}, do)
}

// save saves a document of the feed, fetched some hours after the start, and
// indexes it, as a sync does: a reader follows for a moment only.
func (s *site) save(hours int, items ...news.Item) {
	s.Helper()
	archivetest.Save(s, s.dir, s.feed, hours, items...)
	s.withArchive(func(ar *archive.Archive) error {
		_, err := ar.CatchUp(s.Context(), nil)
		return err
	})
}

// got is an answer.
type got struct {
	*http.Response
	body string
}

// get asks for an address as a browser does, with further fields.
func (s *site) get(address string, fields ...string) got {
	s.Helper()
	return s.do(http.MethodGet, address, fields...)
}

func (s *site) do(method, address string, fields ...string) got {
	s.Helper()
	r := httptest.NewRequestWithContext(s.Context(), method, "http://127.0.0.1:8484"+address, nil)
	r.Header.Set("Accept", "text/html,*/*")
	for i := 0; i+1 < len(fields); i += 2 {
		if fields[i] == "Host" {
			r.Host = fields[i+1]
			continue
		}
		r.Header.Set(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	res := w.Result()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		s.Fatal(err)
	}
	_ = res.Body.Close()
	return got{res, string(body)}
}

// addresses are all that the site answers, with something at each.
func addresses() []string {
	all := []string{
		"/", "/topics", "/topics.json", "/topic/korea", "/topic/korea.json", "/topic/korea.atom", "/topic/korea.rss", "/feeds", "/feeds.json",
		"/feed/1", "/feed/1.json", "/feed/2", "/story/1", "/story/1.json", "/story/1.md", "/event/1", "/event/1.json", "/opml", "/opensearch.xml", "/healthz", "/metrics",
		"/timeline", "/timeline?q=korea&vs=coffee", "/timeline?q=korea&share=yes&by=day", "/timeline.json?q=korea", "/timeline.csv?q=korea",
		"/timeline.svg?q=korea", "/timeline.png?q=korea&vs=coffee", "/complete?q=pub", "/timeline.json?q=korea&key=auto", "/timeline.csv?q=korea&key=3", "/search", "/story/1?as-of=2030-01-01", "/event/1?as-of=2030-01-01",
	}
	for _, form := range append([]string{""}, searchFormats()...) {
		if form != "" {
			form = "." + form
		}
		for _, query := range []string{"q=korea", "q=korea&sort=newest&group=story&n=5", "q=summit&publisher=Reuters&since=2026&until=2026", "q=korea&as-of=2030-01-01", "q=nothingatall", "q=korea&any=yes"} {
			all = append(all, "/search"+form+"?"+query)
		}
	}
	return all
}
