package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// TestAPIWritesNeedAnAppPassword promises that neither a session of a browser nor
// being on this machine is enough to change something.
func TestAPIWritesNeedAnAppPassword(t *testing.T) {
	g := newGuarded(t, Options{})
	person := g.browser()
	if res := person.signIn(typedPassword, "/"); res.StatusCode != http.StatusSeeOther {
		t.Fatal(res.Status)
	}
	if res := person.open(apiPath + "/stories/1"); res.StatusCode != http.StatusOK {
		t.Errorf("signed in, a story is %s", res.Status)
	}
	address := apiPath + "/stories/1/tags/x"
	for who, c := range map[string]*client{"a browser": person, "nobody": g.program(), "a reader": g.program("Authorization", "Bearer "+g.reads)} {
		res := c.ask(http.MethodPut, address, nil)
		want := http.StatusUnauthorized
		if who == "a reader" {
			want = http.StatusForbidden
		}
		if res.StatusCode != want || want == http.StatusUnauthorized && res.Header.Get("WWW-Authenticate") == "" {
			t.Errorf("%s: %s %v", who, res.Status, res.Header)
		}
	}
	if res := g.program("Authorization", "Bearer "+g.writes).ask(http.MethodPut, address, nil); res.StatusCode != http.StatusOK {
		t.Errorf("with a password: %s", res.Status)
	}
	g.serve(Options{Passwords: g.passwords, ReadOnly: true})
	if res := g.do(http.MethodPut, address, "Authorization", "Bearer "+g.writes); res.StatusCode != http.StatusForbidden || !strings.Contains(res.body, "--read-only") {
		t.Errorf("read-only: %s %s", res.Status, res.body)
	}
}

// TestAPIBelowAPath promises that all addresses begin with the base path.
func TestAPIBelowAPath(t *testing.T) {
	s := newSite(t)
	s.serve(Options{BasePath: "/news"})
	document := s.get("/news" + apiPath + "/openapi.json")
	if !strings.Contains(document.body, `"url": "/news`+apiPath+`"`) {
		t.Errorf("the document: %s %.500s", document.Status, document.body)
	}
	wrong := into[problem](t, s.get("/news"+apiPath+"/stories/999999"))
	if res := s.get(wrong.Type); res.StatusCode != http.StatusOK {
		t.Errorf("%s: %s", wrong.Type, res.Status)
	}
}

// TestAPIOverHTTP asks a real server what no address should be: it is refused, and
// the server goes on.
func TestAPIOverHTTP(t *testing.T) {
	s := newSite(t)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx, listener) }()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true, DisableCompression: true}}
	ask := func(method, address string, body io.Reader, fields ...string) got {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, "http://"+listener.Addr().String()+apiPath+address, body)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(fields); i += 2 {
			r.Header.Set(fields[i], fields[i+1])
		}
		res, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close() //nolint:errcheck // a test's
		text, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return got{res, string(text)}
	}
	huge, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String()+apiPath+"/search?q="+strings.Repeat("a", 1<<20), nil)
	if err != nil {
		t.Fatal(err)
	}
	if res, err := client.Do(huge); err == nil { // else it was cut off while it sent
		if _ = res.Body.Close(); res.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("a query of 1 MB: %s", res.Status)
		}
	}
	if res := ask(http.MethodGet, "/search?q="+strings.Repeat("a+", 10_000), nil); res.StatusCode >= http.StatusInternalServerError {
		t.Errorf("a query of 20 kB: %s %s", res.Status, res.body)
	}
	plain := ask(http.MethodGet, "/openapi.json", nil)
	packed := ask(http.MethodGet, "/openapi.json", nil, "Accept-Encoding", "gzip")
	if packed.Header.Get("Content-Encoding") != "gzip" || packed.Header.Get("Vary") == "" || len(packed.body) > len(plain.body)/3 {
		t.Errorf("%d bytes are packed into %d: %v", len(plain.body), len(packed.body), packed.Header)
	}
	unpack, err := gzip.NewReader(strings.NewReader(packed.body))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(unpack); err != nil || string(text) != plain.body || !bytes.Equal(text, openapiDocument) {
		t.Errorf("unpacked it is another: %v", err)
	}
	if again := ask(http.MethodGet, "/openapi.json", nil, "Accept-Encoding", "gzip", "If-None-Match", packed.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again: %s", again.Status)
	}
	if head := ask(http.MethodHead, "/openapi.json", nil); head.StatusCode != http.StatusOK || head.body != "" || head.ContentLength != int64(len(plain.body)) {
		t.Errorf("HEAD: %s, %d bytes", head.Status, head.ContentLength)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
