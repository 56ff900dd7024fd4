package archive_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/discover"
	"newsarchive/internal/fetch"
	"newsarchive/store"
)

const smallFeed = `<rss version="2.0"><channel><title>Small</title><item><guid>1</guid><title>Harbour</title></item></channel></rss>`

// site is a server of pages that notes what it is asked for.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string // "path user" of each request
	busy  int      // requests at this moment
	most  int
}

func newSite(t *testing.T, answer func(w http.ResponseWriter, path string)) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, _, _ := r.BasicAuth()
		s.mu.Lock()
		s.asked = append(s.asked, strings.TrimSpace(r.URL.Path+" "+user))
		s.busy++
		s.most = max(s.most, s.busy)
		s.mu.Unlock()
		answer(w, r.URL.Path)
		s.mu.Lock()
		s.busy--
		s.mu.Unlock()
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

func find(t *testing.T, a *archive.Archive, address string) (archive.Found, error) {
	t.Helper()
	return a.FindFeed(t.Context(), archive.Wanted{Addresses: []string{address}, Choose: func(string, []discover.Feed) (int, error) {
		return 0, errors.New("several")
	}})
}

// allowLoopback lets pages lead to other servers of a test.
func allowLoopback(t *testing.T, a *archive.Archive) {
	t.Helper()
	networks := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	if err := a.EditSettings(t.Context(), store.SettingsEdit{Networks: &networks}); err != nil {
		t.Fatal(err)
	}
}

// A user name and password go to what a page names on their own server, and to
// no other; nor are they kept for another.
func TestFoundLogin(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	allowLoopback(t, a)
	other := newSite(t, func(w http.ResponseWriter, _ string) { _, _ = fmt.Fprint(w, smallFeed) })
	var own *site
	own = newSite(t, func(w http.ResponseWriter, path string) {
		switch path {
		case "/near", "/far":
			address := own.URL + "/feed"
			if path == "/far" {
				address = other.URL + "/feed"
			}
			_, _ = fmt.Fprintf(w, `<html><link rel=alternate type=application/rss+xml href="%s"></html>`, address)
		default:
			_, _ = fmt.Fprint(w, smallFeed)
		}
	})
	login := strings.Replace(own.URL, "http://", "http://ada:pw@", 1)
	for page, at := range map[string]string{"/near": own.URL, "/far": other.URL} {
		found, err := find(t, a, login+page)
		if err != nil || found.URL != at+"/feed" || found.Page != own.URL+page {
			t.Fatalf("%s: %+v, %v", page, found, err)
		}
		done, err := a.FollowFound(t.Context(), found, archive.FollowOptions{})
		if err != nil || done.Err != nil || done.Saved.Items != 1 || done.Feed.Title != "Small" || len(done.Newest) != 1 {
			t.Errorf("%s: %+v, %v", page, done, err)
		}
	}
	if got := other.requests(); !slices.Equal(got, []string{"/feed"}) {
		t.Errorf("the other server was asked for %q", got)
	}
	syncNow(t, a)
	if got := other.requests(); !slices.Equal(got, []string{"/feed", "/feed"}) {
		t.Errorf("the other server was asked for %q", got)
	}
	if got := own.requests(); got[len(got)-1] != "/feed ada" {
		t.Errorf("the own server was asked for %q", got)
	}
	indexAgrees(t, a)
}

// A page without a feed costs twelve requests at most, one at a time, and none
// after a server has failed.
func TestFindIsPolite(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	page := func(w http.ResponseWriter) { _, _ = fmt.Fprint(w, "<html><body>Nothing here</body></html>") }
	patient := newSite(t, func(w http.ResponseWriter, path string) {
		if path == "/blog/@ada" || path == "/@ada" {
			page(w)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	})
	_, err := find(t, a, patient.URL+"/@ada")
	var none *archive.NoFeedError
	if !errors.As(err, &none) || none.URL != patient.URL+"/@ada" {
		t.Errorf("a page without a feed: %v", err)
	}
	if got := patient.requests(); len(got) != 12 || got[1] != "/@ada.rss" || patient.most != 1 {
		t.Errorf("%d requests at once, %q", patient.most, got)
	}
	failing := newSite(t, func(w http.ResponseWriter, path string) {
		if path == "/" {
			page(w)
			return
		}
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	if _, err := find(t, a, failing.URL+"/"); !errors.Is(err, fetch.ErrServer) {
		t.Errorf("a server that fails: %v", err)
	}
	if got := failing.requests(); len(got) != 2 {
		t.Errorf("after a failure: %q", got)
	}
}

// A private address is that of a feed: no page is searched.
func TestFindPrivate(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	s := newSite(t, func(w http.ResponseWriter, path string) {
		_, _ = fmt.Fprintf(w, `<html><link rel=alternate type=application/rss+xml href="%s?token=s3cret"></html>`, path)
	})
	_, err := a.FindFeed(t.Context(), archive.Wanted{Addresses: []string{s.URL + "/t0ken-1234567"}, Private: true})
	if err == nil || strings.Contains(err.Error(), "t0ken") || len(s.requests()) != 1 {
		t.Errorf("%v after %q", err, s.requests())
	}
}

// A search ends with its context, and a scheme that does not answer is followed
// by the next.
func TestFindInTurn(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	s := newSite(t, func(w http.ResponseWriter, _ string) { _, _ = fmt.Fprint(w, smallFeed) })
	w := archive.Wanted{Addresses: []string{strings.Replace(s.URL, "http:", "https:", 1) + "/feed", s.URL + "/feed"}}
	found, err := a.FindFeed(t.Context(), w)
	if err != nil || found.URL != s.URL+"/feed" {
		t.Errorf("%+v, %v", found, err)
	}
	w.Addresses = w.Addresses[:1]
	if _, err := a.FindFeed(t.Context(), w); !errors.Is(err, fetch.ErrTLS) {
		t.Errorf("by https alone: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	slow := newSite(t, func(http.ResponseWriter, string) { cancel() })
	if _, err := a.FindFeed(ctx, archive.Wanted{Addresses: []string{slow.URL, slow.URL}}); !errors.Is(err, context.Canceled) {
		t.Errorf("a search that was cancelled: %v", err)
	}
}
