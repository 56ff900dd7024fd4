package fetch

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

var afternoon = time.Date(2026, 3, 2, 15, 0, 0, 0, time.UTC)

func headers(lines ...string) http.Header {
	h := http.Header{}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		h.Add(name, value)
	}
	return h
}

func TestValidators(t *testing.T) {
	const etag, old, sent = `ETag: "x"`, "Last-Modified: Mon, 02 Mar 2026 14:00:00 GMT", "Date: Mon, 02 Mar 2026 15:00:00 GMT"
	for name, test := range map[string]struct {
		lines []string
		want  validators
	}{
		"none":                 {nil, validators{}},
		"both":                 {[]string{etag, old, sent}, validators{`"x"`, old[15:], false}},
		"Expires: 0":           {[]string{etag, old, sent, "Expires: 0"}, validators{dropped: true}},
		"Expires: -1":          {[]string{etag, "Expires: -1"}, validators{etag: `"x"`}},
		"changed in future":    {[]string{etag, "Last-Modified: Tue, 03 Mar 2026 14:00:00 GMT"}, validators{dropped: true}},
		"sent in future":       {[]string{etag, old, "Date: Mon, 02 Mar 2026 16:00:00 GMT"}, validators{dropped: true}},
		"clock a little ahead": {[]string{etag, old, "Date: Mon, 02 Mar 2026 15:04:00 GMT"}, validators{`"x"`, old[15:], false}},
		"changed just now":     {[]string{etag, "Last-Modified: Mon, 02 Mar 2026 14:59:01 GMT", sent}, validators{etag: `"x"`}},
		"a minute ago":         {[]string{"Last-Modified: Mon, 02 Mar 2026 14:59:00 GMT", sent}, validators{lastModified: "Mon, 02 Mar 2026 14:59:00 GMT"}},
		"no date of any kind":  {[]string{"Last-Modified: yesterday"}, validators{lastModified: "yesterday"}},
	} {
		if got := validatorsOf(headers(test.lines...), afternoon); got != test.want {
			t.Errorf("%s: %+v, want %+v", name, got, test.want)
		}
	}
}

func TestFresh(t *testing.T) {
	const expires = "Expires: Mon, 02 Mar 2026 17:00:00 GMT"
	for name, test := range map[string]struct {
		lines []string
		want  time.Duration
		by    string
	}{
		"nothing":          {nil, 0, ""},
		"max-age":          {[]string{"Cache-Control: public, max-age=3600", expires}, time.Hour, "cache-control"},
		"in quotes":        {[]string{`Cache-Control: Max-Age="60"`}, time.Minute, "cache-control"},
		"with an Age":      {[]string{"Cache-Control: max-age=3600", "Age: 600"}, 50 * time.Minute, "cache-control"},
		"older than fresh": {[]string{"Cache-Control: max-age=60", "Age: 600", expires}, 0, ""},
		"no-cache":         {[]string{"Cache-Control: no-cache, max-age=3600", expires}, 0, ""},
		"two lines":        {[]string{"Cache-Control: public", "Cache-Control: max-age=5"}, 5 * time.Second, "cache-control"},
		"no age":           {[]string{"Cache-Control: public", expires}, 2 * time.Hour, "expires"},
		"by Date":          {[]string{expires, "Date: Mon, 02 Mar 2026 16:00:00 GMT"}, time.Hour, "expires"},
		"in the past":      {[]string{"Expires: Mon, 02 Mar 2026 14:00:00 GMT"}, 0, ""},
		"for ever":         {[]string{"Cache-Control: max-age=1e300"}, longestFresh, "cache-control"},
		"not a number":     {[]string{"Cache-Control: max-age=NaN"}, 0, ""},
	} {
		if got, by := fresh(headers(test.lines...), afternoon); got != test.want || by != test.by {
			t.Errorf("%s: %v by %q, want %v by %q", name, got, by, test.want, test.by)
		}
	}
}

// Validators that a "not modified" shows to be false are not sent again.
func TestDroppedValidators(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") != "" {
			w.Header().Set("Expires", "0")
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"one"`)
		_, _ = io.WriteString(w, feedText)
	})
	c := client(t, Config{})
	r := typed(server.URL)
	first := get(t, c, r)
	r.ETag = first.ETag
	second := get(t, c, r)
	if first.ETag == "" || !first.Whole || second.ETag != "" || !second.NotModified || second.Whole {
		t.Errorf("%+v, then %+v", first, second)
	}
}

// A feed that redirects to a host at rest does not ask there.
func TestResting(t *testing.T) {
	asked := 0
	far := serveAt(t, "127.0.0.2", func(http.ResponseWriter, *http.Request) { asked++ })
	near := serve(t, http.RedirectHandler(far.URL+"/feed", http.StatusFound).ServeHTTP)
	var waits []bool
	c := client(t, Config{AllowNetworks: loopback(), Resting: func(host string) bool { return host == Host(far.URL) }})
	wantError(t, c, typed(near.URL), ErrResting, "left alone")
	if asked != 0 {
		t.Errorf("%d requests to a host at rest", asked)
	}
	c = client(t, Config{AllowNetworks: loopback()})
	get(t, c, Request{URL: near.URL, Trusted: true, Waits: func(waiting bool) { waits = append(waits, waiting) }})
	if asked != 1 || len(waits) != 2 || !waits[0] || waits[1] {
		t.Errorf("%d requests, waits %v", asked, waits)
	}
}
