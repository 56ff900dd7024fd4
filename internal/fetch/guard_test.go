package fetch

import (
	"net/http"
	"strings"
	"testing"
)

func hello(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("hello")) }

func redirectTo(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, address, http.StatusFound) }
}

// A person may follow a feed on their own machine; a link that was
// published leads nowhere private.
func TestPrivate(t *testing.T) {
	server := serve(t, hello)
	c := client(t, Config{})
	if res := get(t, c, typed(server.URL)); string(res.Body) != "hello" {
		t.Errorf("body %q", res.Body)
	}
	// The connection of the trusted request is still open, and not used.
	wantError(t, c, Request{URL: server.URL}, ErrPrivate, "it leads to an address in a private network (127.0.0.1)")
	wantError(t, c, Request{URL: strings.Replace(server.URL, "127.0.0.1", "localhost", 1)}, ErrPrivate, "private network")
	if res := get(t, client(t, Config{AllowNetworks: loopback()}), Request{URL: server.URL}); string(res.Body) != "hello" {
		t.Errorf("body %q", res.Body)
	}
}

// In these tests 127.0.0.1 plays the public part, 127.0.0.2 and .3 are
// private hosts.
func TestPrivateRedirect(t *testing.T) {
	nas := serveAt(t, "127.0.0.2", hello)
	router := serveAt(t, "127.0.0.3", redirectTo(nas.URL+"/feed"))
	nasMoved := serveAt(t, "127.0.0.2", redirectTo(nas.URL+"/feed"))
	stranger := serve(t, redirectTo(nas.URL+"/feed"))
	back := serveAt(t, "127.0.0.2", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			redirectTo(stranger.URL)(w, r)
			return
		}
		hello(w, r)
	})
	fine := serve(t, redirectTo(serve(t, hello).URL))
	c := worldly(t, Config{})

	for name, address := range map[string]string{"typed": nas.URL, "on the host that was typed": nasMoved.URL, "between public hosts": fine.URL} {
		if res := get(t, c, typed(address)); string(res.Body) != "hello" {
			t.Errorf("%s: body %q", name, res.Body)
		}
	}
	const words = "it leads to an address in a private network (127.0.0.2), which only you yourself may name (redirected to "
	for name, r := range map[string]Request{
		"public to private":           {URL: stranger.URL},
		"public, typed, to private":   {URL: stranger.URL, Trusted: true},
		"private to another":          {URL: router.URL, Trusted: true},
		"private, public and back":    {URL: back.URL, Trusted: true},
		"public to a dangerous port":  {URL: serve(t, redirectTo("http://127.0.0.1:22/")).URL, Trusted: true},
		"public to cloud's meta data": {URL: serve(t, redirectTo("http://169.254.169.254/latest")).URL},
	} {
		t.Run(name, func(t *testing.T) {
			switch {
			case strings.Contains(name, "port"):
				wantError(t, c, r, ErrPort, "a forbidden port: port 22 belongs to another protocol than HTTP")
			case strings.Contains(name, "cloud"):
				wantError(t, c, r, ErrPrivate, "169.254.169.254")
			default:
				wantError(t, c, r, ErrPrivate, words+nas.URL)
			}
		})
	}
}

func TestGuard(t *testing.T) {
	g := newGuard(nil)
	for addr, public := range map[string]bool{
		"93.184.216.34:80":              true,
		"93.184.216.34:8080":            true,
		"93.184.216.34:6667":            false,
		"[2606:2800:220:1::1]:443":      true,
		"127.0.0.1:80":                  false,
		"0.0.0.0:80":                    false,
		"10.1.2.3:80":                   false,
		"172.16.0.1:80":                 false,
		"192.168.1.1:80":                false,
		"100.64.0.1:80":                 false,
		"169.254.169.254:80":            false,
		"224.0.0.1:80":                  false,
		"255.255.255.255:80":            false,
		"[::1]:80":                      false,
		"[::]:80":                       false,
		"[::ffff:127.0.0.1]:80":         false,
		"[::ffff:93.184.216.34]:80":     true,
		"[64:ff9b::127.0.0.1]:80":       false,
		"[64:ff9b::93.184.216.34]:80":   true,
		"[2002:7f00:1::]:80":            false,
		"[fe80::1%eth0]:80":             false,
		"[fd00::1]:80":                  false,
		"[64:ff9b:1::10.0.0.1]:80":      false,
		"[2001:db8::1]:80":              false,
		"[::127.0.0.1]:80":              false,
		"[2606:2800:220:1::1%eth0]:443": false,
	} {
		if err := g.control("tcp", addr, nil); (err == nil) != public {
			t.Errorf("%s: %v", addr, err)
		}
	}
}
