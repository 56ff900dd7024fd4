package web

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
)

// TestHosts promises that the server answers under its own names only.
func TestHosts(t *testing.T) {
	s := newSite(t)
	s.serve(Options{Hosts: []string{"news.home", "other.home:8080", "192.168.1.5"}})
	for host, allowed := range map[string]bool{
		"127.0.0.1:8484": true, "localhost:8484": true, "LOCALHOST": true, "localhost.:1": true, "[::1]:8484": true, "127.1.2.3": true,
		"news.home": true, "news.home:99": true, "NEWS.home": true, "other.home:8080": true, "192.168.1.5:80": true,
		"other.home": false, "other.home:81": false, "evil.example": false, "localhost.evil.example": false, "127.0.0.1.evil.example": false,
		"evil.example:8484": false, "": false, "0.0.0.0:8484": false, "192.168.1.6": false, "news.home.evil.example": false,
	} {
		for _, address := range []string{"/", "/search.json?q=korea", "/metrics", "/healthz", "/static/style.css"} {
			res := s.get(address, "Host", host)
			if got := res.StatusCode != http.StatusMisdirectedRequest; got != allowed {
				t.Errorf("Host %q, %s: %s", host, address, res.Status)
			}
			if !allowed && strings.Contains(res.body, "Korea") {
				t.Errorf("Host %q reads the archive", host)
			}
		}
	}
}

// TestOrigins promises that a page of another site can lead a person here, and
// nothing else.
func TestOrigins(t *testing.T) {
	s := newSite(t)
	for name, c := range map[string]struct {
		fields  []string
		allowed bool
	}{
		"a program":             {nil, true},
		"an address typed":      {[]string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, true},
		"our own page":          {[]string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors", "Origin", "http://127.0.0.1:8484"}, true},
		"a link elsewhere":      {[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, true},
		"a picture elsewhere":   {[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}, false},
		"a frame elsewhere":     {[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, false},
		"a script elsewhere":    {[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors", "Origin", "https://evil.example"}, false},
		"another port":          {[]string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors", "Origin", "http://127.0.0.1:3000"}, false},
		"an old browser":        {[]string{"Origin", "https://evil.example"}, false},
		"a page without a name": {[]string{"Origin", "null"}, false},
	} {
		if res := s.get("/search.json?q=korea", c.fields...); (res.StatusCode == 200) != c.allowed || res.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %s", name, res.Status)
		}
	}
}

// TestConditional promises that a client that has the answer gets 304 and
// nothing else, until something changed that the answer shows.
func TestConditional(t *testing.T) {
	s := newSite(t)
	browser := sessionCookie + "=" + newSession()
	get := func(address string, fields ...string) got {
		return s.get(address, append(fields, "Cookie", browser)...)
	}
	for address, kept := range map[string]bool{ // over a fetch that brings nothing
		"/": false, "/search?q=korea": false, "/search.atom?q=korea": true, "/search.atom?q=is:unread+korea": false, "/topic/korea.atom": true, "/search.csv?q=korea": true, "/event/1": true, "/story/1": false, "/feed/1": false,
		"/timeline.svg?q=korea": false, "/topics": false, "/topic/korea": false, "/search.json?q=topic:korea": false,
	} {
		first := get(address)
		tag := first.Header.Get("ETag")
		if first.StatusCode != 200 || !strings.HasPrefix(tag, `W/"`) || first.Header.Get("Cache-Control") != "private, no-cache" {
			t.Fatalf("%s: %s %v", address, first.Status, first.Header)
		}
		for _, given := range []string{tag, strings.TrimPrefix(tag, "W/"), `"x", ` + tag, "*"} {
			if res := get(address, "If-None-Match", given); res.StatusCode != 304 || res.body != "" || res.Header.Get("ETag") != tag || res.Header.Get("Content-Security-Policy") != "" {
				t.Errorf("%s with %s: %s", address, given, res.Status)
			}
		}
		if res := get(address, "If-None-Match", `"x"`); res.StatusCode != 200 {
			t.Errorf("%s with another tag: %s", address, res.Status)
		}
		s.save(30, archivetest.Cluster("1", "South Korea and Japan agree at the summit", "Reuters", "NHK World", "The Guardian"), archivetest.Cluster("2", "Coffee prices climb", "AP News"))
		s.save(31, archivetest.Cluster("1", "South Korea and Japan agree at the summit", "Reuters", "NHK World", "The Guardian"), archivetest.Cluster("2", "Coffee prices climb", "AP News"))
		tag = get(address).Header.Get("ETag")
		s.save(32, archivetest.Cluster("1", "South Korea and Japan agree at the summit", "Reuters", "NHK World", "The Guardian"), archivetest.Cluster("2", "Coffee prices climb", "AP News"))
		if res := get(address, "If-None-Match", tag); (res.StatusCode == 304) != kept {
			t.Errorf("%s after a fetch without news: %s", address, res.Status)
		}
		tag = get(address).Header.Get("ETag")
		s.save(33, archivetest.Cluster(address, "Korea again "+address, "Reuters"))
		if res := get(address, "If-None-Match", tag); res.StatusCode != 200 {
			t.Errorf("%s after news: %s", address, res.Status)
		}
	}
	tag := get("/search?q=korea").Header.Get("ETag")
	s.withArchive(func(ar *archive.Archive) error {
		_, err := ar.AddTopic(t.Context(), "another", "coffee", nil)
		return err
	})
	if res := get("/search?q=korea", "If-None-Match", tag); res.StatusCode != 200 {
		t.Errorf("after a setting: %s", res.Status)
	}
	if res := get("/search?q=date:2026-02-30", "If-None-Match", "*"); res.StatusCode == 200 {
		t.Errorf("an error: %s", res.Status)
	}
}

// TestPlaces promises that requests beyond the places wait, that those beyond
// the waiting are refused with a time to come back, and that all places are
// free at the end.
func TestPlaces(t *testing.T) {
	s := newSite(t)
	s.serve(Options{Limits: Limits{Queries: 1, Waiting: 1, WaitTime: 50 * time.Millisecond}})
	s.places.serving <- struct{}{} // a request that takes long
	for range 2 {
		res := s.get("/search?q=korea")
		if res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" || !strings.Contains(res.body, "Too many requests") {
			t.Errorf("%s %v", res.Status, res.Header)
		}
	}
	s.places.waiting <- struct{}{}
	if res := s.get("/search.json?q=korea"); res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("with all waiting: %s", res.Status)
	}
	<-s.places.waiting
	<-s.places.serving
	if res := s.get("/search?q=korea"); res.StatusCode != 200 || len(s.places.serving) != 0 {
		t.Errorf("with a free place: %s", res.Status)
	}
	if res := s.get("/metrics"); !strings.Contains(res.body, "archive_requests_refused_total 3") {
		t.Errorf("metrics: %s", res.body)
	}
}

// TestQueryTime promises that an answer that takes too long is given up.
func TestQueryTime(t *testing.T) {
	s := newSite(t)
	s.get("/")
	s.serve(Options{Limits: Limits{QueryTime: time.Nanosecond}})
	for _, address := range []string{"/", "/search?q=korea", "/timeline?q=korea", "/story/1", "/healthz"} {
		if res := s.get(address); res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %s", address, res.Status)
		}
	}
}

// TestPanic promises that a mistake of the program ends one request only, says
// nothing of itself to the client, and is logged.
func TestPanic(t *testing.T) {
	s := emptySite(t)
	s.handler = s.outer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("a secret detail") }))
	res := s.get("/")
	if res.StatusCode != 500 || strings.Contains(res.body, "secret") || !strings.Contains(s.log.String(), "a secret detail") {
		t.Errorf("%s %s\n%s", res.Status, res.body, s.log)
	}
	if s.metrics.panics.Load() != 1 {
		t.Error("it was not counted")
	}
}

// TestServe promises that a server ends in order: requests that run are
// answered, and a client that does not read is not waited for.
func TestServe(t *testing.T) {
	s := newSite(t)
	s.options.Limits.Grace = 100 * time.Millisecond
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx, listener) }()
	slow, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()                                                                                   //nolint:errcheck // a test
	if _, err := slow.Write([]byte("GET /search?q=korea HTTP/1.1\r\nHost: localhost\r\n")); err != nil { // and never the end
		t.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String()+"/search?q=korea", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := client.Do(r)
	if err != nil || res.StatusCode != 200 {
		t.Fatal(res, err)
	}
	_ = res.Body.Close()
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
