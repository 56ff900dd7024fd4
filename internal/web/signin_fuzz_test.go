package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

// FuzzOwnPath promises that signing in never leads to another server.
func FuzzOwnPath(f *testing.F) {
	for _, seed := range []string{"/", "/search?q=a#b", "//evil.example", `/\evil.example`, "https://evil.example", "/%2f/evil", "/..//evil", "/;@evil", "/\x00", "/sign-in"} {
		f.Add(seed)
	}
	here, err := url.Parse("https://example.com/archive/sign-in")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, to string) {
		got := ownPath(to)
		u, err := here.Parse("/archive" + got)
		if err != nil || u.Host != "example.com" || u.Scheme != "https" || !strings.HasPrefix(got, "/") || strings.HasPrefix(got, "//") || strings.ContainsAny(got, "\\\r\n\t ") {
			t.Errorf("%q leads to %q: %v, %v", to, got, u, err)
		}
		if u, err = here.Parse(got); err != nil || u.Host != "example.com" {
			t.Errorf("%q leads to %q: %v, %v", to, got, u, err)
		}
	})
}

// FuzzForwarded promises that whatever the fields say, the client's address is one
// of the list or the proxy's, and one of a trusted proxy only if all after it are.
func FuzzForwarded(f *testing.F) {
	f.Add("198.51.100.7, 192.0.2.9", "https", "example.com", "Basic eDp5")
	f.Add("[::1]:5, unknown,,", "https,http", "evil.example, example.com", "Bearer x")
	f.Add("::ffff:192.0.2.1%eth0", "", "", "GoogleLogin auth=")
	s := &Server{options: Options{TrustProxy: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}, BasePath: "/archive"}}
	f.Fuzz(func(t *testing.T, clients, proto, host, authorization string) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/archive/search", nil)
		r.RemoteAddr = "192.0.2.1:5"
		r.Header["X-Forwarded-For"] = []string{clients}
		r.Header["X-Forwarded-Proto"] = []string{proto}
		r.Header["X-Forwarded-Host"] = []string{host}
		got, err := s.arrive(r)
		if secure := strings.HasSuffix(strings.ToLower(strings.TrimRight(proto, " ,\t")), "https"); err == nil && !secure {
			t.Errorf("%q is taken for TLS", proto)
		}
		if a := clientAddr(got); !a.IsValid() || got.URL.Path != "/search" {
			t.Errorf("%q: the client is %v, at %s", clients, a, got.URL.Path)
		}
		if password, ok := passwordIn([]string{authorization}); ok && len(password) > len(authorization) {
			t.Errorf("%q has the password %q", authorization, password)
		}
	})
}
