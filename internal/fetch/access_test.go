package fetch

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/access"
)

// configured is a request with every setting that is sent.
func configured(address string) Request {
	r := typed(address)
	r.Settings = access.Settings{
		UserAgent: "reader/1 (ada@home.example)", Token: "t0ken", Cookie: "sid=abc; theme=dark",
		Header: "X-Key: one\nX-Key: two\nAccept: text/xml\n",
	}
	return r
}

// sent returns a request's header as text, of the fields that settings make.
func sent(h http.Header) string {
	var b strings.Builder
	for _, name := range []string{"User-Agent", "Authorization", "Cookie", "X-Key", "Accept"} {
		_, _ = fmt.Fprintf(&b, "%s: %s\n", name, strings.Join(h.Values(name), "|"))
	}
	return b.String()
}

const allSent = "User-Agent: reader/1 (ada@home.example)\nAuthorization: Bearer t0ken\nCookie: sid=abc; theme=dark\nX-Key: one|two\nAccept: text/xml\n"

// Settings go to the origin of the feed and nowhere else, wherever a redirect
// leads, and are there again when it leads back.
func TestSettingsKeepToTheirOrigin(t *testing.T) {
	t.Parallel()
	echo := func(w http.ResponseWriter, r *http.Request) { _, _ = fmt.Fprint(w, sent(r.Header)) }
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if back := r.URL.Query().Get("back"); back != "" {
			if got := sent(r.Header); !strings.Contains(got, "Authorization: \nCookie: \nX-Key: \n") || strings.Contains(got, "reader/1") {
				t.Errorf("on the way: %s", got)
			}
			http.Redirect(w, r, back, http.StatusFound)
			return
		}
		echo(w, r)
	})
	var server *httptest.Server
	server = serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/own":
			http.Redirect(w, r, "/", http.StatusFound)
		case "/port":
			http.Redirect(w, r, other.URL, http.StatusFound)
		case "/name":
			http.Redirect(w, r, strings.Replace(server.URL, "127.0.0.1", "localhost", 1), http.StatusTemporaryRedirect)
		case "/back":
			http.Redirect(w, r, other.URL+"?back="+url.QueryEscape(server.URL+"/"), http.StatusMovedPermanently)
		default:
			echo(w, r)
		}
	})
	c := client(t, Config{AllowNetworks: loopback(), UserAgent: "archive/1"})
	nothing := "User-Agent: archive/1\nAuthorization: \nCookie: \nX-Key: \n"
	for path, want := range map[string]string{"/": allSent, "/own": allSent, "/back": allSent, "/port": nothing, "/name": nothing} {
		if got := string(get(t, c, configured(server.URL+path)).Body); !strings.HasPrefix(got, want) {
			t.Errorf("%s: the server got\n%s", path, got)
		}
	}
	p := page(t, visitor(t, Config{AllowNetworks: loopback(), UserAgent: "archive/1"}), PageRequest{URL: server.URL, IgnoreRobots: true})
	if got := string(p.Body); !strings.HasPrefix(got, nothing) {
		t.Errorf("a page's server got\n%s", got)
	}
}

// A cookie that the server sets on the way replaces the one that is set here.
func TestSettingsCookie(t *testing.T) {
	t.Parallel()
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.SetCookie(w, &http.Cookie{Name: "sid", Value: "new", Path: "/"})
			http.Redirect(w, r, "/feed", http.StatusFound)
			return
		}
		_, _ = fmt.Fprint(w, r.Header.Get("Cookie"))
	})
	if got := string(get(t, client(t, Config{}), configured(server.URL+"/")).Body); got != "sid=new; theme=dark" {
		t.Errorf("cookies %s", got)
	}
}

func TestRequestMaxBytes(t *testing.T) {
	t.Parallel()
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, strings.Repeat("x", 300)) })
	c := client(t, Config{MaxBytes: 100})
	r := typed(server.URL)
	wantError(t, c, r, ErrTooLarge, "more than 100 bytes")
	r.MaxBytes = 300
	get(t, c, r)
	r.MaxBytes = 299
	wantError(t, c, r, ErrTooLarge, "--max-size")
}

func secure(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = quiet()
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// A certificate is taken without a check only where a person says so, for that
// server alone; a pin takes that one key.
func TestCertificateSettings(t *testing.T) {
	t.Parallel()
	other := newAuthority(t)
	elsewhere := other.serve(t, "127.0.0.1", tomorrow())
	server := secure(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/on" {
			http.Redirect(w, r, elsewhere.URL, http.StatusFound)
			return
		}
		hello(w, r)
	})
	pin := access.PinOf(server.Certificate()).String()
	strange := access.PinOf(other.cert).String()
	c := client(t, Config{AllowNetworks: loopback()})
	usual := typed(server.URL)
	e := wantError(t, c, usual, ErrTLS, "no authority confirms it")
	if want := "archive feed set FEED --pin " + pin; !strings.HasSuffix(e.Hint, want) {
		t.Errorf("hint %q, want %q", e.Hint, want)
	}
	for name, s := range map[string]access.Settings{"insecure": {Insecure: true}, "pinned": {Pin: pin}} {
		r := usual
		r.Settings = s
		if got := string(get(t, c, r).Body); got != "hello" {
			t.Errorf("%s: %q", name, got)
		}
		wantError(t, c, usual, ErrTLS, "no authority confirms it") // the other feed of that server
		r.URL = server.URL + "/on"
		if e := wantError(t, c, r, ErrTLS, "does not trust"); strings.Contains(e.Hint, "--pin") {
			t.Errorf("%s: a pin is offered for another server: %s", name, e.Hint)
		}
	}
	r := usual
	r.Pin = strange
	e = wantError(t, c, r, ErrTLS, "has another key than the one that is pinned: "+pin)
	if !strings.Contains(e.Hint, "--pin "+pin) {
		t.Errorf("hint %q", e.Hint)
	}
	for _, err := range []string{e.Error(), e.Hint} {
		if strings.Contains(err, strange) {
			t.Errorf("the pin that is set is in %s", err)
		}
	}
}

// Transports are few, whatever the number of feeds with settings of their own.
func TestWaysAreBounded(t *testing.T) {
	t.Parallel()
	server := secure(t, hello)
	c := client(t, Config{})
	for i := range 3 * maxWays {
		r := typed(server.URL)
		r.Pin = access.PinOf(server.Certificate()).String()
		r.Proxy = standIn(t, fmt.Sprintf("ada%d", i), "s3cret").address
		get(t, c, r)
	}
	if n := len(c.ways.kept); n > maxWays {
		t.Errorf("%d pairs of transports are kept", n)
	}
	for _, w := range c.ways.kept {
		if w.users != 0 {
			t.Errorf("a way is still in use")
		}
	}
	one, done := c.ways.take(nil, access.Settings{})
	again, doneToo := c.ways.take(nil, access.Settings{Proxy: "ignored"})
	if diff := cmp.Diff(2, one.users); one != again || diff != "" {
		t.Errorf("equal ways are two, or %s", diff)
	}
	done()
	doneToo()
}
