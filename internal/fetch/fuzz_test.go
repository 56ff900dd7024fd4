package fetch

import (
	"errors"
	"net/http"
	"net/url"
	"testing"
	"time"
)

// Whatever bytes a server sends as its body: no more than the limit comes
// out, or an error of a known kind.
func FuzzBody(f *testing.F) {
	for _, coding := range []string{"", "gzip", "deflate", "br", "zstd", "gzip, br"} {
		whole := pack(f, coding, []byte(feedText))
		f.Add(coding, whole)
		f.Add("", whole)
		f.Add(coding, whole[:len(whole)-5])
		f.Add(coding, []byte(feedText))
	}
	f.Add("gzip", pack(f, "gzip", make([]byte, 1<<16)))
	f.Fuzz(func(t *testing.T, encoding string, sent []byte) {
		const limit = 1 << 12
		a := answer(encoding, sent)
		content, came, err := body(&a, limit)
		if len(content) > limit || came > int64(len(sent)) {
			t.Fatalf("%d bytes of %d", len(content), came)
		}
		if err == nil {
			return
		}
		var e *Error
		if !errors.As(Request{URL: "http://x.example/"}.fail(err), &e) || e.Reason == "" {
			t.Fatalf("no words for %v", err)
		}
		if !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrEncoding) {
			t.Fatalf("error of no kind: %v", err)
		}
	})
}

// Whatever a server sends in its header: a redirect leads to a web address,
// and a wait has a sensible length.
func FuzzHeader(f *testing.F) {
	f.Add("/there", "120")
	f.Add("//other.example/x?y#z", "Wed, 14 Jan 2026 10:30:00 GMT")
	f.Add("http://u:p@[::1]:99999/", "-99999999999999999999")
	f.Fuzz(func(t *testing.T, location, wait string) {
		from := &url.URL{Scheme: "https", Host: "feeds.example", Path: "/x"}
		next, err := redirect(&http.Response{StatusCode: 301, Header: http.Header{"Location": {location}}}, from, false)
		if (next == nil) == (err == nil) {
			t.Fatalf("%v, %v", next, err)
		}
		if next != nil {
			if next.Scheme != "http" && next.Scheme != "https" || next.Host == "" || next.Fragment != "" {
				t.Fatalf("leads to %v", next)
			}
			if next.User != nil {
				t.Fatalf("a stranger's login goes to %v", next)
			}
		}
		if d := retryAfter(wait, time.Unix(1e9, 0)); d < 0 || d > 366*24*time.Hour {
			t.Fatalf("wait %v", d)
		}
		_, _, _ = target(location)
	})
}
