package fetch

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// paths answers /301/302/end with a redirect by 301 to /302/end and so on.
func paths(w http.ResponseWriter, r *http.Request) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	status, err := strconv.Atoi(first)
	if err != nil {
		_, _ = fmt.Fprintf(w, "at %s", r.URL.Path)
		return
	}
	w.Header().Set("Location", "/"+rest)
	w.WriteHeader(status)
}

func TestRedirect(t *testing.T) {
	server := serve(t, paths)
	c := client(t, Config{})
	for path, permanent := range map[string]bool{
		"/end":                              false,
		"/301/end":                          true,
		"/308/end":                          true,
		"/301/308/301/end":                  true,
		"/302/end":                          false,
		"/303/end":                          false,
		"/307/end":                          false,
		"/301/302/end":                      false,
		"/302/301/end":                      false,
		strings.Repeat("/301", 10) + "/end": true,
	} {
		res := get(t, c, typed(server.URL+path))
		if res.URL != server.URL+"/end" || string(res.Body) != "at /end" || res.Status != 200 {
			t.Errorf("%s: %+v", path, res)
		}
		want := ""
		if permanent {
			want = server.URL + "/end"
		}
		if res.Permanent != want {
			t.Errorf("%s: permanent %q, want %q", path, res.Permanent, want)
		}
	}
	wantError(t, c, typed(server.URL+"/301/404/x"), ErrNotFound, "(404) (redirected to "+server.URL+"/404/x); check the spelling")
	wantError(t, c, typed(server.URL+strings.Repeat("/302", 11)+"/end"), ErrRedirect, "more than 10 redirects, the last to "+server.URL+"/end")
}

func TestRedirectBad(t *testing.T) {
	to := func(location string) *httptest.Server {
		return serve(t, func(w http.ResponseWriter, r *http.Request) {
			if location != "" && r.URL.Path != "/there" {
				w.Header().Set("Location", location)
			} else if r.URL.Path == "/there" {
				w.Header().Set("Location", "/here")
			}
			w.WriteHeader(http.StatusFound)
		})
	}
	for location, words := range map[string]string{
		"":                        "a bad redirect: status 302 without a new address",
		"/there":                  "a bad redirect: a loop that leads back to http://",
		"file:///etc/passwd":      `the new address "file:///etc/passwd" is no web address`,
		"gopher://u:p@x.example/": "the new address (it has a user name in it) is no web address",
		"gopher://x.example/":     `the new address "gopher://x.example/" is no web address`,
		"http://[":                `the new address "http://[" cannot be read`,
		"https:///nowhere":        "is no web address",
		"javascript:alert('x')":   "is no web address",
	} {
		wantError(t, client(t, Config{}), typed(to(location).URL+"/here"), ErrRedirect, words)
	}
}

// A login goes to the origin that it was given for: not to another scheme,
// host or port, nor back from there with a stranger's login.
func TestRedirectLogin(t *testing.T) {
	auth := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "at "+r.Host+" "+r.Header.Get("Authorization"))
	}
	other := serveAt(t, "127.0.0.1", auth)
	byName := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	var server *httptest.Server
	server = serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/port":
			http.Redirect(w, r, other.URL+"/", http.StatusMovedPermanently)
		case "/host":
			http.Redirect(w, r, byName+"/", http.StatusFound)
		case "/login":
			http.Redirect(w, r, strings.Replace(other.URL, "://", "://mal:lory@", 1)+"/", http.StatusFound)
		case "/on":
			http.Redirect(w, r, server.URL+"/end", http.StatusMovedPermanently)
		default:
			auth(w, r)
		}
	})
	c := client(t, Config{AllowNetworks: loopback()})
	for path, want := range map[string]string{
		"/on":    "at " + strings.TrimPrefix(server.URL, "http://") + " Basic dTpw",
		"/port":  "at " + strings.TrimPrefix(other.URL, "http://") + " ",
		"/host":  "at " + strings.TrimPrefix(byName, "http://") + " ",
		"/login": "at " + strings.TrimPrefix(other.URL, "http://") + " ",
	} {
		r := typed(server.URL + path)
		r.User, r.Password = "u", "p"
		res := get(t, c, r)
		if string(res.Body) != want {
			t.Errorf("%s: %q, want %q", path, res.Body, want)
		}
		if strings.Contains(res.URL+res.Permanent, "@") {
			t.Errorf("%s: a login is in %s or %s", path, res.URL, res.Permanent)
		}
	}
	for a, b := range map[string]string{"http://h/": "https://h/", "http://h:443/": "https://h/", "https://h/": "https://h:8443/"} {
		x, errX := url.Parse(a)
		y, errY := url.Parse(b)
		if errX != nil || errY != nil || origin(x) == origin(y) {
			t.Errorf("%s and %s are one origin", a, b)
		}
	}
}

// No error about a private address says more than its host and those that
// redirects led to, and none repeats a login.
func TestPrivateAddress(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch kind := r.URL.Query().Get("kind"); kind {
		case "loop":
			http.Redirect(w, r, r.URL.String(), http.StatusFound)
		case "on":
			http.Redirect(w, r, "/end?token=s3cret-2&kind=404", http.StatusFound)
		case "bad":
			w.Header().Set("Location", "gopher://u:s3cret@x/s3cret")
			w.WriteHeader(http.StatusFound)
		case "unreadable":
			w.Header().Set("Location", "http://[s3cret")
			w.WriteHeader(http.StatusFound)
		default:
			w.WriteHeader(map[string]int{"401": 401, "404": 404, "500": 500}[kind])
		}
	})
	c := client(t, Config{})
	for _, kind := range []string{"loop", "on", "bad", "unreadable", "401", "404", "500"} {
		r := typed(server.URL + "/s3cret?token=s3cret&kind=" + kind)
		r.User, r.Password, r.Private = "ada", "s3cret", true
		_, err := c.Get(t.Context(), r)
		if err == nil || strings.Contains(err.Error(), "s3cret") || !strings.Contains(err.Error(), server.URL+"/…") {
			t.Errorf("%s: %v", kind, err)
		}
	}
	r := typed("http://ada:s3cret@127.0.0.1/")
	if e := wantError(t, c, r, ErrAddress, "user name or password in it"); strings.Contains(e.Error(), "s3cret") || strings.Contains(e.Error(), "ada") {
		t.Errorf("%v", &e)
	}
}

// A cookie that is set on the way comes back on the way, and not later.
func TestRedirectCookie(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("seen"); err == nil || r.URL.Path == "/other" {
			_, _ = fmt.Fprintf(w, "cookies: %s", r.Header.Get("Cookie"))
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
	})
	c := client(t, Config{})
	if res := get(t, c, typed(server.URL+"/x")); string(res.Body) != "cookies: seen=1" {
		t.Errorf("body %q", res.Body)
	}
	if res := get(t, c, typed(server.URL+"/other")); string(res.Body) != "cookies: " {
		t.Errorf("body %q", res.Body)
	}
	counting := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "n", Value: r.Header.Get("Cookie") + "x"})
		http.Redirect(w, r, "/", http.StatusFound)
	})
	wantError(t, c, typed(counting.URL), ErrRedirect, "more than 10 redirects")
}
