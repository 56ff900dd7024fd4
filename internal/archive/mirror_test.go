package archive_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/index"
	"newsarchive/internal/access"
	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/news"
	"newsarchive/internal/opensearch"
	"newsarchive/internal/opensearch/opensearchtest"
	"newsarchive/internal/private"
	"newsarchive/store"

	"github.com/google/go-cmp/cmp"
)

// TestMirror holds all that needs a node of OpenSearch: one is started for all of it.
func TestMirror(t *testing.T) {
	n := opensearchtest.Start(t)
	for name, test := range map[string]func(*testing.T, *opensearchtest.Node){
		"follows": testMirrorFollows, "another history": testMirrorOtherHistory, "two archives": testMirrorTwoArchives, "two mirrors": testMirrorTwoMirrors,
		"clocks":   testMirrorClocks,
		"shares":   testMirrorShares,
		"password": testMirrorPassword, "refused": testMirrorRefused,
		"asked": testElsewhereTwoArchives, "counts": testElsewhereCounts, "cannot": testElsewhereCannot,
		"event": testElsewhereEvent, "topics": testElsewhereTopics, "feeds": testElsewhereFeeds, "any": testElsewhereAny,
	} {
		t.Run(name, func(t *testing.T) { test(t, n) })
	}
}

// mirrored is an archive with a feed that is mirrored.
type mirrored struct {
	*testing.T
	dir  string
	feed news.Feed
	to   archive.MirrorOptions
	next int // number of the next item
}

func newMirrored(t *testing.T, n *opensearchtest.Node, index, name string) *mirrored {
	t.Helper()
	m := &mirrored{T: t, dir: filepath.Join(t.TempDir(), "archive"), to: archive.MirrorOptions{To: n.URL + "/" + index, Name: name, Replicas: -1}}
	a, err := archive.Create(t.Context(), m.dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m.feed, _, err = a.Follow(t.Context(), news.Feed{URL: "https://news.example/rss", Name: "News"}, 0); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *mirrored) with(do func(*archive.Archive) error) {
	m.Helper()
	archivetest.WithArchive(m.T, m.dir, archive.Options{}, do)
}

// save brings some new items, and what is left of the ones before.
func (m *mirrored) save(n int) {
	m.Helper()
	var items []news.Item
	for range n {
		m.next++
		items = append(items, archivetest.Cluster(strconv.Itoa(m.next), "Harbour opens pier "+strconv.Itoa(m.next), "The Times", "K-pop Daily"))
	}
	archivetest.Save(m.T, m.dir, m.feed, m.next, items...)
}

func (m *mirrored) prune(items ...int64) {
	m.Helper()
	archivetest.WithStore(m.T, m.dir, func(s *store.Store) error {
		_, err := s.Prune(m.Context(), items, "test", time.Now())
		return err
	})
}

func (m *mirrored) mirror() (done archive.Mirrored) {
	m.Helper()
	m.with(func(a *archive.Archive) (err error) {
		done, err = a.Mirror(m.Context(), m.to)
		return err
	})
	return done
}

// holds checks that OpenSearch has the roots of the store and nothing else, and
// returns how many these are.
func (m *mirrored) holds() int {
	m.Helper()
	var want []index.Document
	m.with(func(a *archive.Archive) error {
		c, err := a.MirrorContents(m.Context(), m.to)
		if err != nil {
			return err
		}
		archivetest.WithStore(m.T, m.dir, func(s *store.Store) error {
			for entries, err := range s.Shared(c.Tags).AllEntries(m.Context()) {
				if err != nil {
					return err
				}
				for i := range entries {
					want = append(want, index.Document{ID: entries[i].ID, Sum: index.Sum(&entries[i])})
				}
			}
			return nil
		})
		if d := cmp.Diff(want, c.Documents); d != "" {
			m.Errorf("documents of %s (-want +got):\n%s", m.to.Name, d)
		}
		if c.Left > 0 || c.Filling || c.Other {
			m.Errorf("%s: left %d, filling %v, other version %v", m.to.Name, c.Left, c.Filling, c.Other)
		}
		return nil
	})
	return len(want)
}

// What is saved, changed and deleted is there after a mirror, and your own tags are
// not.
func testMirrorFollows(t *testing.T, n *opensearchtest.Node) {
	m := newMirrored(t, n, "follows", "a")
	m.save(20)
	if done := m.mirror(); !done.Anew || done.Stories != 40 {
		t.Errorf("the first mirror: %+v", done)
	}
	m.holds()
	m.save(3)
	m.prune(1, 2)
	archivetest.WithStore(t, m.dir, func(s *store.Store) error {
		_, err := s.Tag(t.Context(), []int64{9}, []string{"mine"}, nil, time.Now())
		return err
	})
	if done := m.mirror(); done.Anew || done.Stories == 0 {
		t.Errorf("the second mirror: %+v", done)
	}
	if stories := m.holds(); stories != 42 {
		t.Errorf("%d stories", stories)
	}
	if done := m.mirror(); done.Anew || done.Stories != 0 {
		t.Errorf("a mirror of nothing new: %+v", done)
	}
	m.to.Anew = true
	if done := m.mirror(); !done.Anew || done.Stories != 42 || done.Left == 0 {
		t.Errorf("all anew: %+v", done)
	}
	m.holds()
}

// The share of an archive that has another history than its mark is made anew, and
// no other archive's.
func testMirrorOtherHistory(t *testing.T, n *opensearchtest.Node) {
	m, other := newMirrored(t, n, "history", "a"), newMirrored(t, n, "history", "b")
	m.save(5)
	other.save(4)
	other.mirror()
	backup := filepath.Join(t.TempDir(), "backup.db")
	archivetest.WithStore(t, m.dir, func(s *store.Store) error { return s.CopyTo(t.Context(), backup) })
	m.save(5)
	m.mirror()
	restored, err := os.ReadFile(backup)
	if err == nil {
		err = os.WriteFile(archive.DatabasePath(m.dir), restored, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	m.save(7)
	if done := m.mirror(); !done.Anew {
		t.Errorf("after the restore: %+v", done)
	}
	m.holds()
	if done := other.mirror(); done.Anew || done.Stories != 0 {
		t.Errorf("the other archive: %+v", done)
	}
	other.holds()
}

// Two archives of overlapping feeds share an index, and mirror at once while both
// save and prune. After it, each story is there once for each archive.
func testMirrorTwoArchives(t *testing.T, n *opensearchtest.Node) {
	both := []*mirrored{newMirrored(t, n, "two", "a"), newMirrored(t, n, "two", "b")}
	var group sync.WaitGroup
	for i, m := range both {
		var changed atomic.Bool
		group.Go(func() {
			defer changed.Store(true)
			for round := range 8 {
				m.save(3 + i)
				m.prune(int64(round + 1 + i))
			}
		})
		group.Go(func() {
			for last := false; !last && !t.Failed(); {
				last = changed.Load()
				m.with(func(a *archive.Archive) error {
					_, err := a.Mirror(t.Context(), m.to)
					return err
				})
			}
		})
	}
	group.Wait()
	for _, m := range both {
		m.holds()
	}
	documents := both[0].holds() + both[1].holds()
	if _, said := n.Do(http.MethodGet, "/two/_count", `{"query":{"term":{"kind":"story"}}}`); !strings.Contains(said, fmt.Sprintf(`"count":%d,`, documents)) {
		t.Errorf("%d stories, and OpenSearch counts %s", documents, said)
	}
}

// Names of feeds are mirrored, and your own tags and topics only while they are
// shared; addresses of feeds never.
func testMirrorShares(t *testing.T, n *opensearchtest.Node) {
	m := newMirrored(t, n, "shares", "a")
	m.save(4)
	archivetest.WithStore(t, m.dir, func(s *store.Store) error {
		_, err := s.Tag(t.Context(), []int64{1}, []string{"mine"}, nil, time.Now())
		if err == nil {
			_, err = s.AddTopic(t.Context(), store.Topic{Name: "piers", Query: "pier"}, nil, time.Now())
		}
		return err
	})
	for _, step := range []struct {
		name         string
		tags, topics *bool
		anew         bool
		want         string
	}{
		{"at first", nil, nil, true, `{"feeds":[{"id":1,"name":"News"}]}`},
		{"topics", nil, new(true), false, `{"feeds":[{"id":1,"name":"News"}],"topics":[{"name":"piers","query":"pier"}]}`},
		{"tags", new(true), nil, true, `{"feeds":[{"id":1,"name":"News"}],"topics":[{"name":"piers","query":"pier"}],"tags":["mine"]}`},
		{"as before", nil, nil, false, `{"feeds":[{"id":1,"name":"News"}],"topics":[{"name":"piers","query":"pier"}],"tags":["mine"]}`},
		{"none", new(false), new(false), true, `{"feeds":[{"id":1,"name":"News"}]}`},
	} {
		m.to.ShareTags, m.to.ShareTopics = step.tags, step.topics
		if done := m.mirror(); done.Anew != step.anew {
			t.Errorf("%s: %+v", step.name, done)
		}
		m.holds()
		if _, got := n.Do(http.MethodGet, "/shares/_doc/about:a?filter_path=_source.shown", ""); !strings.Contains(got, `"shown":`+step.want) {
			t.Errorf("%s: %s", step.name, got)
		}
		if _, got := n.Do(http.MethodPost, "/shares/_refresh", ""); strings.Contains(got, "error") {
			t.Error(got)
		}
		_, all := n.Do(http.MethodGet, "/shares/_search?size=100", "")
		if strings.Contains(all, "news.example/rss") || strings.Contains(all, "mine") != strings.Contains(step.want, "mine") {
			t.Errorf("%s: what is private is there: %s", step.name, all)
		}
	}
}

// Two mirrors of one archive work at once, also when all is mirrored anew.
func testMirrorTwoMirrors(t *testing.T, n *opensearchtest.Node) {
	m := newMirrored(t, n, "mirrors", "a")
	m.save(200)
	for round := range 4 {
		m.to.Anew = round%2 == 1
		var group sync.WaitGroup
		for range 2 {
			group.Go(func() { m.mirror() })
		}
		m.save(20)
		m.prune(int64(round + 1))
		group.Wait()
		m.to.Anew = false
		m.mirror()
		m.holds()
	}
}

// Clocks that are years ahead or behind change nothing: the order is that of the log.
func testMirrorClocks(t *testing.T, n *opensearchtest.Node) {
	m := newMirrored(t, n, "clocks", "a")
	for round, years := range []int{0, 10, -10, 3} {
		m.save(10)
		m.prune(int64(round + 1))
		clock := func() time.Time { return time.Now().AddDate(years, 0, 0) }
		archivetest.WithArchive(t, m.dir, archive.Options{Now: clock}, func(a *archive.Archive) error {
			_, err := a.Mirror(t.Context(), m.to)
			return err
		})
		m.holds()
	}
}

// A server that wants a password is given the one that is kept; a wrong one is
// refused and not kept, and none is shown.
func testMirrorPassword(t *testing.T, n *opensearchtest.Node) {
	m := newMirrored(t, n, "password", "a")
	m.save(1)
	server := guardedBy(t, n, "ada", "s3cret")
	try := func(to archive.MirrorOptions) error {
		var err error
		m.with(func(a *archive.Archive) error {
			_, err = a.Mirror(t.Context(), to)
			return nil
		})
		if err != nil && strings.Contains(err.Error(), "s3cret") {
			t.Errorf("the password is shown: %v", err)
		}
		return err
	}
	bare := archive.MirrorOptions{To: server.URL + "/password", Name: "a"}
	wrong, right := bare, bare
	wrong.To = strings.Replace(bare.To, "://", "://ada:wr0ng@", 1)
	pin := access.PinOf(server.Certificate()).String()
	right.Access = access.Edit{Login: new("ada:s3cret"), Pin: &pin}
	wrong.Access.Pin = &pin
	if err := try(bare); err == nil || !strings.Contains(err.Error(), "--pin "+pin) {
		t.Errorf("an unknown certificate: %v", err)
	}
	if err := try(wrong); !errors.Is(err, opensearch.ErrPassword) {
		t.Errorf("a wrong password: %v", err)
	}
	if _, err := os.Stat(filepath.Join(m.dir, private.File)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a wrong password is kept: %v", err)
	}
	for range 2 {
		if err := try(right); err != nil {
			t.Fatal(err)
		}
		right.Access = access.Edit{} // they are kept
	}
	m.to = bare
	m.holds()
}

// guardedBy is a server with TLS and a password before a node.
func guardedBy(t *testing.T, n *opensearchtest.Node, name, password string) *httptest.Server {
	t.Helper()
	node, err := url.Parse(n.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(node) }}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, got, _ := r.BasicAuth(); user != name || got != password {
			http.Error(w, "no: "+got, http.StatusUnauthorized)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server
}

// What cannot be mirrored to is refused in words.
func testMirrorRefused(t *testing.T, n *opensearchtest.Node) {
	m := newMirrored(t, n, "refused", "a")
	m.save(1)
	m.mirror()
	stranger := newMirrored(t, n, "refused", "a")
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprint(w, "<html>Welcome to the hotel")
	}))
	t.Cleanup(page.Close)
	old := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprint(w, `{"version":{"number":"1.3.0","distribution":"opensearch"}}`)
	}))
	t.Cleanup(old.Close)
	for name, c := range map[string]struct {
		to   archive.MirrorOptions
		want error
	}{
		"a name that is taken": {stranger.to, opensearch.ErrName},
		"no index":             {archive.MirrorOptions{To: n.URL, Name: "a"}, opensearch.ErrTarget},
		"no name":              {archive.MirrorOptions{To: n.URL + "/news"}, opensearch.ErrTarget},
		"a web page":           {archive.MirrorOptions{To: page.URL + "/news", Name: "a"}, opensearch.ErrNotOpenSearch},
		"an old version":       {archive.MirrorOptions{To: old.URL + "/news", Name: "a"}, opensearch.ErrVersion},
	} {
		stranger.with(func(a *archive.Archive) error {
			if _, err := a.Mirror(t.Context(), c.to); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
			return nil
		})
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	m.with(func(a *archive.Archive) error {
		if _, err := a.Mirror(ended, m.to); !errors.Is(err, context.Canceled) {
			t.Errorf("told to end: %v", err)
		}
		return nil
	})
}
