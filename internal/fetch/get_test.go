package fetch

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const feedText = "<rss><channel><title>Quay</title></channel></rss>"

func TestGet(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		w.Header().Set("ETag", `"one"`)
		w.Header().Set("Last-Modified", "Wed, 14 Jan 2026 09:30:00 GMT")
		_, _ = io.WriteString(w, feedText)
	})
	got := get(t, client(t, Config{}), typed(server.URL+"/feed#top"))
	want := Response{
		Status: 200, Whole: true, Body: []byte(feedText), ContentType: "application/rss+xml", URL: server.URL + "/feed#top",
		ETag: `"one"`, LastModified: "Wed, 14 Jan 2026 09:30:00 GMT", BodyHash: hash([]byte(feedText)), Bytes: int64(len(feedText)),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

// What the last answer said of itself comes back in the next request, and
// "not modified" keeps it.
func TestGetNotModified(t *testing.T) {
	const since = "Wed, 14 Jan 2026 09:30:00 GMT"
	handlers := map[string]http.HandlerFunc{
		"etag": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `W/"x"`)
			if r.Header.Get("If-None-Match") == `W/"x"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, feedText)
		},
		"date": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-Modified-Since") == since {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Last-Modified", since)
			_, _ = io.WriteString(w, feedText)
		},
		"hash": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, feedText) },
	}
	for name, handler := range handlers {
		t.Run(name, func(t *testing.T) {
			server := serve(t, handler)
			c := client(t, Config{})
			first := get(t, c, typed(server.URL))
			if first.NotModified || string(first.Body) != feedText {
				t.Fatalf("first answer %+v", first)
			}
			r := typed(server.URL)
			r.ETag, r.LastModified, r.BodyHash = first.ETag, first.LastModified, first.BodyHash
			second := get(t, c, r)
			if !second.NotModified || second.Body != nil {
				t.Errorf("second answer %+v", second)
			}
			if second.ETag != first.ETag || second.LastModified != first.LastModified || second.BodyHash != first.BodyHash {
				t.Errorf("validators are lost:\n%+v\n%+v", first, second)
			}
			r.ETag, r.LastModified, r.BodyHash = `"other"`, "", "other"
			if third := get(t, c, r); third.NotModified || string(third.Body) != feedText {
				t.Errorf("changed, yet %+v", third)
			}
		})
	}
}

func TestGetHeader(t *testing.T) {
	var got http.Header
	server := serve(t, func(_ http.ResponseWriter, r *http.Request) { got = r.Header.Clone() })
	c := client(t, Config{UserAgent: "archive/1.0 (+https://archive.example)"})
	r := typed(server.URL)
	r.User, r.Password = "ada", "secret"
	r.ETag, r.LastModified = "bad\r\nX-Injected: yes", `Wed, 14 Jan 2026 09:30:00 GMT`
	res := get(t, c, r)
	want := http.Header{
		"User-Agent":        {"archive/1.0 (+https://archive.example)"},
		"Accept":            got["Accept"],
		"Accept-Encoding":   {"gzip, deflate, br, zstd"},
		"Authorization":     {"Basic YWRhOnNlY3JldA=="},
		"If-Modified-Since": {"Wed, 14 Jan 2026 09:30:00 GMT"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	if strings.Contains(res.URL, "secret") {
		t.Errorf("the password is in %s", res.URL)
	}
	r.URL = refusing
	if e := wantError(t, c, r, ErrRefused, "refuses connections"); strings.Contains(e.Error(), "secret") {
		t.Errorf("the password is in %v", &e)
	}
}

func TestGetPacked(t *testing.T) {
	answers := map[string]struct {
		encoding string
		body     []byte
	}{
		"gzip":        {"gzip", pack(t, "gzip", []byte(feedText))},
		"GZIP":        {" X-GZIP ", pack(t, "gzip", []byte(feedText))},
		"only called": {"gzip", []byte(feedText)},
		"identity":    {"identity", []byte(feedText)},
	}
	for name, answer := range answers {
		t.Run(name, func(t *testing.T) {
			server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", answer.encoding)
				_, _ = w.Write(answer.body)
			})
			res := get(t, client(t, Config{}), typed(server.URL))
			if string(res.Body) != feedText || res.Bytes != int64(len(answer.body)) {
				t.Errorf("%d bytes came, body %q", res.Bytes, res.Body)
			}
		})
	}
}

func TestGetPackedEmpty(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Encoding", "gzip") })
	if res := get(t, client(t, Config{}), typed(server.URL)); len(res.Body) != 0 {
		t.Errorf("body %q", res.Body)
	}
}

func TestGetBadBody(t *testing.T) {
	whole := pack(t, "gzip", []byte(strings.Repeat(feedText, 1000)))
	bad := bytes.Clone(whole)
	bad[len(bad)-8] ^= 1 // of the check sum
	torn := bytes.Clone(whole)
	torn[20] ^= 0xff
	tests := map[string]struct {
		handler http.HandlerFunc
		kind    error
		words   string
	}{
		"unknown":   {write("exi", []byte{0, 1}), ErrEncoding, `packed as "exi", and only gzip, deflate, br, zstd were asked for`},
		"check sum": {write("gzip", bad), ErrEncoding, "the answer cannot be unpacked: it is damaged"},
		"torn":      {write("gzip", torn), ErrEncoding, "the answer cannot be unpacked"},
		"cut":       {write("gzip", whole[:len(whole)/2]), ErrBroken, "the answer broke off after"},
		"short": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "short")
		}, ErrBroken, "the answer broke off after 5 bytes"},
		"no HTTP": {func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				_, _ = io.WriteString(conn, "220 mail.example ESMTP\r\n")
				_ = conn.Close()
			}
		}, ErrNetwork, "malformed HTTP"},
		"hangs up": {func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				_ = conn.Close()
			}
		}, ErrBroken, "the server closed the connection"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			wantError(t, client(t, Config{}), typed(serve(t, test.handler).URL), test.kind, test.words)
		})
	}
}

func write(encoding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", encoding)
		_, _ = w.Write(body)
	}
}

func TestGetTooLarge(t *testing.T) {
	const limit = 64 << 10
	c := client(t, Config{MaxBytes: limit})
	stream := func(n int, told bool) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if !told {
				w.(http.Flusher).Flush()
			}
			_, _ = w.Write(make([]byte, n))
		}
	}
	for _, told := range []bool{true, false} {
		if res := get(t, c, typed(serve(t, stream(limit, told)).URL)); len(res.Body) != limit {
			t.Errorf("%d bytes of exactly the limit", len(res.Body))
		}
		wantError(t, c, typed(serve(t, stream(limit+1, told)).URL), ErrTooLarge, "too large: more than 65536 bytes")
	}
}

// A gigabyte in a megabyte is given up at the limit, not unpacked.
func TestGetBomb(t *testing.T) {
	server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
		for range 1024 {
			if _, err := z.Write(make([]byte, 1<<20)); err != nil {
				return
			}
		}
		_ = z.Close()
	})
	within(t, 10*time.Second, func() {
		e := wantError(t, client(t, Config{}), typed(server.URL), ErrTooLarge, "more than 15 MiB")
		if e.Status != 200 {
			t.Errorf("status %d", e.Status)
		}
	})
}
