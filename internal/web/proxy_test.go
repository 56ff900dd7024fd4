package web

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/signin"
)

// proxied serves a guarded site through a proxy with TLS, as https://example.com.
// strip has the proxy take the base path away.
func proxied(t *testing.T, o Options, strip bool) *guarded {
	t.Helper()
	o.Hosts = []string{"example.com"}
	o.TrustProxy = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	g := newGuarded(t, o)
	backend, err := url.Parse(g.at)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewTLSServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(backend)
		r.SetXForwarded()
		if strip {
			r.Out.URL.Path, r.Out.URL.RawPath = strings.TrimPrefix(r.Out.URL.Path, o.BasePath), strings.TrimPrefix(r.Out.URL.RawPath, o.BasePath)
		}
	}})
	t.Cleanup(proxy.Close)
	g.at = "https://example.com" + o.BasePath
	g.transport = proxy.Client().Transport.(*http.Transport).Clone()
	g.transport.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, proxy.Listener.Addr().String())
	}
	t.Cleanup(g.transport.CloseIdleConnections)
	return g
}

var (
	linkIn    = regexp.MustCompile(`\s(?:href|src|action|formaction|template|poster|data-[a-z-]+)="([^"]*)"`)
	addressIn = regexp.MustCompile(`https?://(?:127\.0\.0\.1|localhost|example\.com)[^\s"'<&]*`)
)

// TestBasePath promises that behind a proxy, below a path of its own, every link,
// form, redirect, cookie and address in a document is that of the proxy: with a
// proxy that passes the path on, and with one that takes it away.
func TestBasePath(t *testing.T) {
	for _, strip := range []bool{false, true} {
		g := proxied(t, Options{BasePath: "/archive"}, strip)
		b := g.browser()
		res := b.open("/search?q=korea")
		if to := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || to != "/archive/sign-in?to=%2Fsearch%3Fq%3Dkorea" {
			t.Fatalf("%s to %s", res.Status, to)
		}
		res = b.signIn(typedPassword, "/search?q=korea")
		if to := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || to != "/archive/search?q=korea" {
			t.Fatalf("%s to %s: %s", res.Status, to, res.body)
		}
		for _, c := range res.Cookies() {
			if c.Name != "__Secure-"+signInCookie && c.Name != sessionCookie || !c.Secure || !c.HttpOnly || c.Path != "/archive/" || c.Domain != "" {
				t.Errorf("the cookie %v", c)
			}
		}
		if res.Header.Get("Strict-Transport-Security") == "" {
			t.Error("no HSTS")
		}
		pages := append(addresses(), "/topics/add", "/topic/korea/edit", "/topic/korea/remove", "/feeds/add", "/feeds/import", "/feed/1/edit", "/feed/1/unfollow", "/none")
		for _, address := range pages {
			res := b.open(address)
			if res.StatusCode != 200 && address != "/none" {
				t.Errorf("%s: %s", address, res.Status)
			}
			links := 0
			for _, m := range linkIn.FindAllStringSubmatch(res.body, -1) {
				if links++; strings.HasPrefix(m[1], "/") && !strings.HasPrefix(m[1], "/archive/") || strings.HasPrefix(m[1], "/archive/archive") {
					t.Errorf("%s links to %s", address, m[1])
				}
			}
			if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") && links < 8 {
				t.Errorf("%s has %d links", address, links)
			}
			for _, at := range addressIn.FindAllString(res.body, -1) {
				if !strings.HasPrefix(at, "https://example.com/archive/") {
					t.Errorf("%s names %s", address, at)
				}
			}
		}
		token := b.token("/story/1")
		if res := b.ask(http.MethodPost, "/story/1/tags", url.Values{"token": {token}, "add": {"x"}}); res.Header.Get("Location") != "/archive/story/1" {
			t.Errorf("a form leads to %s: %s", res.Header.Get("Location"), res.Status)
		}
		if res := b.open("/search//x/../..//search?q=a"); res.StatusCode >= 300 && res.StatusCode < 400 && !strings.HasPrefix(res.Header.Get("Location"), "/archive/") {
			t.Errorf("a path that is not clean leads to %s", res.Header.Get("Location"))
		}
		// The cookie is not for this path; the way to the first page is.
		res = b.open("https://example.com/archive")
		if res = b.open("https://example.com" + res.Header.Get("Location")); res.Header.Get("Location") != "/archive/" {
			t.Errorf("without a slash: %s to %s", res.Status, res.Header.Get("Location"))
		}
		if res := b.open("https://example.com/archived/search"); res.StatusCode == 200 {
			t.Error("another path is taken for the base path")
		}
		if res := b.ask(http.MethodPost, signOutPath, url.Values{"token": {token}}); res.Header.Get("Location") != "/archive/" {
			t.Errorf("signing out leads to %s", res.Header.Get("Location"))
		}
		if res := b.open("/topics"); res.StatusCode != http.StatusSeeOther {
			t.Errorf("after signing out: %s", res.Status)
		}
	}
}

// TestProxyRoot promises the same at the root: the cookie is for this host alone.
func TestProxyRoot(t *testing.T) {
	g := proxied(t, Options{}, false)
	b := g.browser()
	res := b.signIn(typedPassword, "/topics")
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/topics" {
		t.Fatalf("%s %s", res.Status, res.body)
	}
	if i := slices.IndexFunc(res.Cookies(), func(c *http.Cookie) bool { return c.Name == "__Host-"+signInCookie }); i < 0 || !res.Cookies()[i].Secure || res.Cookies()[i].Path != "/" {
		t.Errorf("%v", res.Cookies())
	}
	if res := b.open("/search.atom?q=korea"); res.StatusCode != 200 || !strings.Contains(res.body, `href="https://example.com/search.atom?q=korea"`) {
		t.Errorf("%s %.600s", res.Status, res.body)
	}
	// A form of the page itself passes the check of its origin.
	token := b.token("/story/1")
	if res := b.ask(http.MethodPost, "/story/1/tags", url.Values{"token": {token}, "add": {"x"}}, "Origin", "https://example.com"); res.StatusCode != http.StatusSeeOther {
		t.Errorf("%s %.600s", res.Status, res.body)
	}
	if res := b.ask(http.MethodPost, "/story/1/tags", url.Values{"token": {token}, "add": {"x"}}, "Origin", "https://evil.example"); res.StatusCode != http.StatusForbidden {
		t.Errorf("from another site: %s", res.Status)
	}
	if res := b.open("/", "Host", "evil.example"); res.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("another name: %s", res.Status)
	}
}

// peer sends a request as one that comes from an address.
func (g *guarded) peer(from, address string, fields ...string) got {
	g.Helper()
	r := httptest.NewRequestWithContext(g.Context(), http.MethodGet, "http://example.com"+address, nil)
	r.RemoteAddr = from
	for i := 0; i+1 < len(fields); i += 2 {
		if r.Header.Add(fields[i], fields[i+1]); fields[i] == "Host" {
			r.Host = fields[i+1]
		}
	}
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	return got{w.Result(), w.Body.String()} //nolint:bodyclose // of a recorder
}

// TestForwarded promises that what a proxy reports is believed of trusted proxies
// only, and that nothing passes by the proxy or without TLS.
func TestForwarded(t *testing.T) {
	g := newGuarded(t, Options{Hosts: []string{"example.com"}, TrustProxy: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("2001:db8::/32")}})
	right := []string{"Authorization", "Bearer " + g.reads}
	for name, c := range map[string]struct {
		from   string
		fields []string
		status int
		says   string
	}{
		"the proxy":                    {"192.0.2.1:99", []string{"X-Forwarded-Proto", "https", "X-Forwarded-For", "198.51.100.1"}, 200, ""},
		"the proxy by IPv6":            {"[2001:db8::5]:99", []string{"X-Forwarded-Proto", "https"}, 200, ""},
		"the proxy, mapped":            {"[::ffff:192.0.2.1]:99", []string{"X-Forwarded-Proto", "HTTPS"}, 200, ""},
		"the proxy over http":          {"192.0.2.1:99", []string{"X-Forwarded-Proto", "http"}, 403, "Use https"},
		"the last of two":              {"192.0.2.1:99", []string{"X-Forwarded-Proto", "https, http"}, 403, "Use https"},
		"the last of two fields":       {"192.0.2.1:99", []string{"X-Forwarded-Proto", "https", "X-Forwarded-Proto", "http"}, 403, "Use https"},
		"the proxy does not say":       {"192.0.2.1:99", []string{"X-Forwarded-For", "198.51.100.1"}, 403, "Use https"},
		"nothing said":                 {"192.0.2.1:99", nil, 403, "Use https"},
		"by the proxy":                 {"203.0.113.9:99", nil, 403, "through a proxy"},
		"by the proxy, with fields":    {"203.0.113.9:99", []string{"X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.1"}, 403, "through a proxy"},
		"as if it were of the machine": {"203.0.113.9:99", []string{"X-Forwarded-Proto", "https", "X-Forwarded-For", "127.0.0.1"}, 403, "through a proxy"},
		"this machine":                 {"127.0.0.1:99", []string{"Host", "127.0.0.1:8484"}, 200, ""},
		"no address":                   {"@", nil, 403, "through a proxy"},
		"another name by the proxy":    {"192.0.2.1:99", []string{"X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example"}, 421, "not served"},
		"a name by the proxy":          {"192.0.2.1:99", []string{"X-Forwarded-Proto", "https", "X-Forwarded-Host", "example.com", "Host", "backend:8484"}, 200, ""},
		"a name by another":            {"127.0.0.1:99", []string{"X-Forwarded-Host", "example.com", "Host", "evil.example"}, 421, "not served"},
		"the standard's field":         {"192.0.2.1:99", []string{"Forwarded", "for=198.51.100.1;proto=https;host=example.com"}, 403, "Use https"},
	} {
		res := g.peer(c.from, "/search.json?q=korea", append(right, c.fields...)...)
		if res.StatusCode != c.status || !strings.Contains(res.body, c.says) {
			t.Errorf("%s: %s %.300s", name, res.Status, res.body)
		}
		if c.status == 200 && strings.HasPrefix(c.from, "127") != (res.Header.Get("Strict-Transport-Security") == "") {
			t.Errorf("%s: HSTS %q", name, res.Header.Get("Strict-Transport-Security"))
		}
	}
	if res := g.peer("203.0.113.9:99", "/search.json?q=korea"); res.StatusCode != 403 {
		t.Errorf("without a password, by the proxy: %s", res.Status)
	}
}

// TestClientAddress promises which address counts as the client's.
func TestClientAddress(t *testing.T) {
	now := time.Now() // and no time passes, which brings further tries
	g := newGuarded(t, Options{Now: func() time.Time { return now }, TrustProxy: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}})
	for list, want := range map[string]string{
		"198.51.100.7": "198.51.100.7", "1.1.1.1, 198.51.100.7": "198.51.100.7", "1.1.1.1,198.51.100.7, 192.0.2.9": "198.51.100.7", "198.51.100.7:4711": "198.51.100.7",
		"[2001:db8::1]:80": "2001:db8::1", "2001:db8::1": "2001:db8::1", "nonsense": "192.0.2.1", "1.1.1.1, unknown": "192.0.2.1", "1.1.1.1, _hidden, 192.0.2.9": "192.0.2.9",
		"": "192.0.2.1", ",,": "192.0.2.1", "192.0.2.5, 192.0.2.6": "192.0.2.5", "::ffff:198.51.100.7": "198.51.100.7",
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.RemoteAddr = "192.0.2.1:5"
		r.Header.Set("X-Forwarded-For", list)
		r.Header.Set("X-Forwarded-Proto", "https")
		if r, err := g.arrive(r); err != nil || clientAddr(r).String() != want {
			t.Errorf("%q: %v, %v", list, clientAddr(r), err)
		}
	}
	// Nobody gets more tries by making addresses up.
	for _, from := range []string{"203.0.113.9:99", "127.0.0.1:99"} {
		g.options.TrustProxy, g.failures = nil, signin.NewFailures()
		last := 0
		for i := range 30 {
			last = g.peer(from, "/topics.json", "Host", "localhost", "Authorization", "Bearer x", "X-Forwarded-For", netip.AddrFrom4([4]byte{1, 1, 1, byte(i)}).String()).StatusCode
		}
		if last != http.StatusTooManyRequests {
			t.Errorf("%s still gets %d", from, last)
		}
	}
}

// TestTLS promises that over TLS of its own the server says so to browsers, and
// that its cookies are for TLS alone.
func TestTLS(t *testing.T) {
	g := newGuarded(t, Options{Hosts: []string{"example.com"}})
	server := httptest.NewTLSServer(nil) // for its certificate
	defer server.Close()
	g.options.TLS = server.TLS.Clone()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.2:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- g.Serve(ctx, listener) }()
	g.at = "https://example.com"
	g.transport = server.Client().Transport.(*http.Transport).Clone()
	g.transport.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, listener.Addr().String())
	}
	b := g.browser()
	res := b.signIn(typedPassword, "/")
	names := map[string]bool{}
	for _, c := range res.Cookies() {
		if names[c.Name] = true; !c.Secure || !c.HttpOnly {
			t.Errorf("the cookie %v", c)
		}
	}
	if !names["__Host-"+signInCookie] || res.Header.Get("Strict-Transport-Security") != "max-age=31536000" {
		t.Errorf("%v", res.Header)
	}
	if res := b.open("/"); res.StatusCode != 200 || res.TLS == nil {
		t.Errorf("%s", res.Status)
	}
	if res := b.open("/", "Host", "localhost"); res.Header.Get("Strict-Transport-Security") != "" {
		t.Error("HSTS for localhost, which other programs of the machine share")
	}
	g.transport.CloseIdleConnections()
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
