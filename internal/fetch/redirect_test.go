package fetch

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
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
		"":                      "a bad redirect: status 302 without a new address",
		"/there":                "a bad redirect: a loop that leads back to http://",
		"file:///etc/passwd":    `the new address "file:///etc/passwd" is no web address`,
		"gopher://x.example/":   `the new address "gopher://x.example/" is no web address`,
		"http://[":              `the new address "http://[" cannot be read`,
		"https:///nowhere":      "is no web address",
		"javascript:alert('x')": "is no web address",
	} {
		wantError(t, client(t, Config{}), typed(to(location).URL+"/here"), ErrRedirect, words)
	}
}

// Name and password go with a redirect to their own host and to no other.
func TestRedirectPassword(t *testing.T) {
	other := serveAt(t, "127.0.0.1", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "other"+r.Header.Get("Authorization"))
	})
	elsewhere := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	var server *httptest.Server
	server = serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, elsewhere+"/", http.StatusMovedPermanently)
		case "/on":
			http.Redirect(w, r, server.URL+"/end", http.StatusMovedPermanently)
		default:
			_, _ = io.WriteString(w, "own"+r.Header.Get("Authorization"))
		}
	})
	c := client(t, Config{AllowPrivate: true})
	with := strings.Replace(server.URL, "http://", "http://u:p@", 1)
	if res := get(t, c, typed(with+"/on")); string(res.Body) != "ownBasic dTpw" || res.Permanent != with+"/end" || res.URL != server.URL+"/end" {
		t.Errorf("%s %s %s", res.Body, res.Permanent, res.URL)
	}
	if res := get(t, c, typed(with+"/away")); string(res.Body) != "other" || res.Permanent != elsewhere+"/" {
		t.Errorf("%s %s", res.Body, res.Permanent)
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
