package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// visitor returns a client to whom all loopback addresses are public, so that
// publishers can be played.
func visitor(tb testing.TB, config Config) *Client {
	tb.Helper()
	config.AllowNetworks = loopback()
	return client(tb, config)
}

// publisher serves pages, and no robots.txt.
func publisher(tb testing.TB, handler http.HandlerFunc) *httptest.Server {
	tb.Helper()
	return serve(tb, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		handler(w, r)
	})
}

func page(tb testing.TB, c *Client, r PageRequest) Page {
	tb.Helper()
	p, err := c.Page(context.Background(), r)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// wantPageError fails unless the page failed in that kind and with those words.
func wantPageError(tb testing.TB, c *Client, r PageRequest, kind error, words string) Page {
	tb.Helper()
	p, err := c.Page(context.Background(), r)
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, kind) || !errors.Is(e.Kind, kind) || !strings.Contains(err.Error(), words) {
		tb.Errorf("%s: error %v, want %v with the words %q", r.URL, err, kind, words)
	}
	if p.Body != nil {
		tb.Errorf("%s: a body comes with the error", r.URL)
	}
	return p
}

func TestPage(t *testing.T) {
	t.Parallel()
	server := publisher(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/end" {
			paths(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		w.Header().Set("X-Robots-Tag", "noarchive")
		w.Header().Set("Set-Cookie", "id=1")
		_, _ = w.Write([]byte("<p>caf\xe9"))
	})
	now := time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
	asked := server.URL + "/301/302/end"
	got := page(t, visitor(t, Config{Now: func() time.Time { return now }}), PageRequest{URL: asked + "#top"})
	if got.Header.Get("X-Robots-Tag") != "noarchive" || got.Header.Get("Set-Cookie") != "" {
		t.Errorf("header %v", got.Header)
	}
	got.Header = nil
	want := Page{
		Asked: asked + "#top", URL: server.URL + "/end", Status: 200,
		Redirects: []Redirect{
			{From: asked, Status: 301, To: server.URL + "/302/end"},
			{From: server.URL + "/302/end", Status: 302, To: server.URL + "/end"},
		},
		Body: []byte("<p>caf\xe9"), ContentType: "text/html; charset=iso-8859-1", Bytes: 7, Fetched: now,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
}

// A response of any status is an answer.
func TestPageStatus(t *testing.T) {
	t.Parallel()
	c := visitor(t, Config{})
	for _, code := range []int{200, 202, 203, 206, 300, 304, 400, 401, 403, 404, 410, 429, 451, 500, 503, 599, 799} {
		p := page(t, c, PageRequest{URL: publisher(t, status(code, "Retry-After", "120")).URL})
		body := "<h1>sorry</h1>"
		if code == http.StatusNotModified {
			body = ""
		}
		if p.Status != code || p.RetryAfter != 2*time.Minute || string(p.Body) != body {
			t.Errorf("%d: status %d, wait %v, body %q", code, p.Status, p.RetryAfter, p.Body)
		}
	}
}

// The body of an error page is as much as is to be had.
func TestPageOfAnError(t *testing.T) {
	t.Parallel()
	server := publisher(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/endless":
			w.WriteHeader(http.StatusNotFound)
			for {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
		case "/broken":
			w.Header().Set("Content-Length", "100")
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, "gone")
		case "/torn":
			w.Header().Set("Content-Encoding", "br")
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write([]byte{0xff, 0, 0x81, 0xff})
		}
	})
	c := visitor(t, Config{})
	for path, length := range map[string]int{"/endless": 1 << 20, "/broken": 4, "/torn": 0} {
		if p := page(t, c, PageRequest{URL: server.URL + path}); p.Status != 404 || len(p.Body) != length {
			t.Errorf("%s: status %d, %d bytes", path, p.Status, len(p.Body))
		}
	}
}

// Endless, too long, broken off, wrongly packed: each fails in its kind,
// and what is known of the page is kept.
func TestPageBad(t *testing.T) {
	t.Parallel()
	const limit = 256 << 10
	var server *httptest.Server
	server = publisher(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
		switch r.URL.Path {
		case "/endless", "/100MB":
			if r.URL.Path == "/100MB" {
				w.Header().Set("Content-Length", "104857600")
			}
			for {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
		case "/bomb":
			w.Header().Set("Content-Encoding", "zstd")
			_, _ = w.Write(pack(t, "zstd", make([]byte, limit+1)))
		case "/short":
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "short")
		case "/torn":
			w.Header().Set("Content-Encoding", "br")
			_, _ = w.Write([]byte{0xff, 0, 0x81, 0xff})
		case "/loop":
			http.Redirect(w, r, server.URL+"/loop2", http.StatusFound)
		case "/loop2":
			http.Redirect(w, r, server.URL+"/loop", http.StatusFound)
		case "/on":
			http.Redirect(w, r, r.URL.Path+"?"+r.URL.RawQuery+"x", http.StatusFound)
		case "/nowhere":
			w.WriteHeader(http.StatusFound)
		}
	})
	c := visitor(t, Config{MaxPageBytes: limit})
	for path, test := range map[string]struct {
		kind  error
		words string
	}{
		"/endless": {ErrTooLarge, "more than 262144 bytes"},
		"/100MB":   {ErrTooLarge, "more than 262144 bytes"},
		"/bomb":    {ErrTooLarge, "more than 262144 bytes"},
		"/short":   {ErrBroken, "the answer broke off"},
		"/torn":    {ErrEncoding, "cannot be unpacked"},
		"/loop":    {ErrRedirect, "a loop"},
		"/on":      {ErrRedirect, "more than 10 redirects"},
		"/nowhere": {ErrRedirect, "without a new address"},
	} {
		p := wantPageError(t, c, PageRequest{URL: server.URL + path}, test.kind, test.words)
		answered := !isKind(test.kind, ErrRedirect)
		if answered && (p.Status != 200 || p.Header.Get("Content-Type") != "application/pdf") {
			t.Errorf("%s: status %d, header %v", path, p.Status, p.Header)
		}
		if path == "/100MB" && p.Header.Get("Content-Length") != "104857600" {
			t.Errorf("the length is lost: %v", p.Header)
		}
	}
}

// A page that begins and does not end is given up.
func TestPageSlow(t *testing.T) {
	answer := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "<p>")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
	inBubble(t, Config{Timeout: 200 * time.Millisecond}, answer, func(t *testing.T, c *Client) {
		wantPageError(t, c, PageRequest{URL: bubbled, IgnoreRobots: true}, ErrTimeout, "not complete within 200ms")
	})
}

func TestPageAddress(t *testing.T) {
	t.Parallel()
	c := visitor(t, Config{})
	for address, words := range map[string]string{
		"":                        "it is empty",
		"/etc/passwd":             "it is a file",
		"file:///etc/passwd":      "it is a file",
		"gopher://x.example/":     "neither http",
		"http://ada:pw@x.example": "user name or password",
	} {
		wantPageError(t, c, PageRequest{URL: address, Trusted: true}, ErrAddress, words)
	}
}

// A page gets nothing that tells who asks, and what a server sets on the way is
// not sent back.
func TestPageHeader(t *testing.T) {
	t.Parallel()
	var got http.Header
	server := publisher(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Clone()
		if r.URL.Path == "/" {
			http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
			http.Redirect(w, r, "/end", http.StatusFound)
		}
	})
	page(t, visitor(t, Config{UserAgent: "archive/1.0"}), PageRequest{URL: server.URL})
	want := http.Header{
		"User-Agent":      {"archive/1.0"},
		"Accept":          {"text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.8"},
		"Accept-Encoding": {"gzip, deflate, br, zstd"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
}

// A form is sent by POST, again after 307 and 308, but to its own origin only.
func TestForm(t *testing.T) {
	t.Parallel()
	echo := func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		_, _ = io.WriteString(w, r.Method+" "+r.PostForm.Get("f.req"))
	}
	other := publisher(t, echo)
	server := publisher(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/see":
			http.Redirect(w, r, "/end", http.StatusSeeOther)
		case "/again":
			http.Redirect(w, r, "/end", http.StatusTemporaryRedirect)
		case "/away":
			http.Redirect(w, r, other.URL+"/consent", http.StatusPermanentRedirect)
		case "/consent":
			http.Redirect(w, r, other.URL+"/consent", http.StatusFound)
		default:
			echo(w, r)
		}
	})
	c := visitor(t, Config{})
	form := url.Values{"f.req": {"[1]"}}
	for path, want := range map[string]string{"/": "POST [1]", "/see": "GET ", "/again": "POST [1]", "/consent": "GET "} {
		p := page(t, c, PageRequest{URL: server.URL + path, Form: form, IgnoreRobots: true})
		if string(p.Body) != want {
			t.Errorf("%s: %q", path, p.Body)
		}
		if path == "/consent" && p.URL != other.URL+"/consent" {
			t.Errorf("ends at %s", p.URL)
		}
	}
	wantPageError(t, c, PageRequest{URL: server.URL + "/away", Form: form, IgnoreRobots: true}, ErrRedirect, "the form would go to another server")
	long := PageRequest{URL: server.URL, Form: form, IgnoreRobots: true, MaxBytes: 3}
	wantPageError(t, c, long, ErrTooLarge, "more than 3 bytes")
}

func TestPageCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	server := publisher(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		w.(http.Flusher).Flush()
		cancel()
		<-r.Context().Done()
	})
	if p, err := visitor(t, Config{}).Page(ctx, PageRequest{URL: server.URL}); !errors.Is(err, context.Canceled) {
		t.Errorf("page %+v, error %v", p, err)
	}
}
