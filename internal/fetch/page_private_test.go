package fetch

import (
	"net/http"
	"net/url"
	"testing"
)

// In these tests 127.0.0.1 plays the public part, 127.0.0.2 and .3 are private
// hosts.
func TestPagePrivate(t *testing.T) {
	t.Parallel()
	nas := serveAt(t, "127.0.0.2", hello)
	stranger := publisher(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
	})
	router := serveAt(t, "127.0.0.3", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/on" {
			http.Redirect(w, r, nas.URL, http.StatusFound)
		}
	})
	to := func(address string) string { return stranger.URL + "?to=" + url.QueryEscape(address) }
	c := worldly(t, Config{})
	const words = "an address in a private network (127.0.0.2)"

	wantPageError(t, c, PageRequest{URL: nas.URL}, ErrPrivate, words)
	p := wantPageError(t, c, PageRequest{URL: to(nas.URL)}, ErrPrivate, words)
	if len(p.Redirects) != 1 || p.Redirects[0].To != nas.URL {
		t.Errorf("redirects %v", p.Redirects)
	}
	wantPageError(t, c, PageRequest{URL: to(nas.URL), IgnoreRobots: true, Trusted: true}, ErrPrivate, words)

	page(t, c, PageRequest{URL: nas.URL, Trusted: true})
	page(t, c, PageRequest{URL: nas.URL + "/story", Origins: []string{Origin(nas.URL + "/feed")}})
	// The connections and robots.txt files that trusted requests left do not help others.
	wantPageError(t, c, PageRequest{URL: nas.URL}, ErrPrivate, words)

	// An origin is scheme, host and port, not the host alone.
	wantPageError(t, c, PageRequest{URL: nas.URL, Origins: []string{Origin("http://127.0.0.2/feed")}}, ErrPrivate, words)
	page(t, c, PageRequest{URL: router.URL + "/on", Trusted: true, Origins: []string{Origin(nas.URL)}})
	wantPageError(t, c, PageRequest{URL: router.URL + "/on", Trusted: true}, ErrPrivate, words)
	// A public page sends nobody to a feed's private origin.
	wantPageError(t, c, PageRequest{URL: to(nas.URL), Origins: []string{Origin(nas.URL)}}, ErrPrivate, words)
	wantPageError(t, c, PageRequest{URL: stranger.URL[:len("http://127.0.0.1")] + ":22/"}, ErrPort, "port 22")
}

func TestOrigin(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://Example.org/feed?x":    "https://example.org:443",
		"HTTP://user:pw@example.org":    "http://example.org:80",
		"http://[::1]:8080/":            "http://[::1]:8080",
		"/etc/passwd":                   "",
		"file:///etc/passwd":            "",
		"http://":                       "",
		"http://example.org:port/":      "",
		"https://bücher.example:8443/x": "https://bücher.example:8443",
	} {
		if got := Origin(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
