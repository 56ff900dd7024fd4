package warc_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/nlnwa/gowarc/v3"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"newsarchive/internal/news"
	"newsarchive/internal/warc"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func at(seconds int) time.Time {
	return time.Date(2026, 9, 1, 12, 30, seconds, 123e6, time.UTC)
}

// examples are a page, one after two redirects, and one without a body.
func examples() []news.Page {
	return []news.Page{
		{
			Asked: "https://paper.example/a", URL: "https://paper.example/a", Status: 200, Fetched: at(1),
			Header: map[string][]string{"Content-Type": {"text/html; charset=utf-8"}, "Vary": {"Accept", "Cookie"}},
			Body:   []byte("<p>Un café à l’aube\xff\x00\r\n\r\nWARC/1.1\r\n</p>"),
		},
		{
			Asked: "http://paper.example/b?x=y", URL: "https://www.paper.example/b", Status: 200, Fetched: at(2),
			Redirects: []news.Redirect{
				{From: "http://paper.example/b?x=y", Status: 301, To: "https://paper.example/b"},
				{From: "https://paper.example/b", Status: 302, To: "https://www.paper.example/b"},
			},
			Header: map[string][]string{"Content-Type": {"text/html"}}, Body: []byte("<p>b</p>"),
		},
		{
			Asked: "https://paper.example/gone", URL: "https://paper.example/gone", Status: 404, Fetched: at(3),
			Header: map[string][]string{"Server": {"x"}}, Body: []byte{},
		},
	}
}

func write(tb testing.TB, pages ...news.Page) []byte {
	tb.Helper()
	var b bytes.Buffer
	w, err := warc.NewWriter(&b, "archive test", at(0))
	if err != nil {
		tb.Fatal(err)
	}
	for _, p := range pages {
		if err := w.Write(p); err != nil {
			tb.Fatal(err)
		}
	}
	return b.Bytes()
}

// read returns the pages of a file, the records that could not be used, and why
// it cannot be read to its end.
func read(file []byte) (pages []news.Page, faults int, err error) {
	for page, e := range warc.Read(context.Background(), bytes.NewReader(file)) {
		switch {
		case e == nil:
			pages = append(pages, page)
		case errors.Is(e, warc.ErrRecord):
			faults++
		default:
			err = e
		}
	}
	return pages, faults, err
}

func unzip(tb testing.TB, file []byte) []byte {
	tb.Helper()
	z, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		tb.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	file := write(t, examples()...)
	for name, file := range map[string][]byte{"gzip": file, "plain": unzip(t, file), "one member": rezip(t, unzip(t, file))} {
		got, faults, err := read(file)
		if err != nil || faults != 0 {
			t.Errorf("%s: %d faults, %v", name, faults, err)
		}
		if diff := cmp.Diff(examples(), got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func rezip(tb testing.TB, content []byte) []byte {
	tb.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		tb.Fatal(err)
	}
	_, err = z.Write(content)
	if err = errors.Join(err, z.Close()); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// Each record is a gzip member, and says what WARC 1.1 demands.
func TestRecords(t *testing.T) {
	t.Parallel()
	file := write(t, examples()[1])
	var records []string
	src := bytes.NewReader(file)
	var z gzip.Reader
	for src.Len() > 0 {
		if err := z.Reset(src); err != nil {
			t.Fatal(err)
		}
		z.Multistream(false)
		b, err := io.ReadAll(&z)
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, string(b))
	}
	var kinds []string
	for _, r := range records {
		_, kind, _ := strings.Cut(r, "WARC-Type: ")
		kind, _, _ = strings.Cut(kind, "\r\n")
		kinds = append(kinds, kind)
		for _, want := range []string{"WARC/1.1\r\n", "WARC-Record-ID: <urn:uuid:", "WARC-Date: 2026-09-01T12:30:0", "Content-Length: ", "WARC-Block-Digest: sha256:"} {
			if !strings.Contains(r, want) {
				t.Errorf("a record of type %s has no %q:\n%s", kind, want, r)
			}
		}
	}
	if want := []string{"warcinfo", "response", "response", "response", "metadata"}; !cmp.Equal(kinds, want) {
		t.Errorf("records %v, want %v", kinds, want)
	}
	if last := records[len(records)-1]; !strings.Contains(last, "via: http://paper.example/b?x=y") || !strings.Contains(last, "WARC-Refers-To: <urn:uuid:") {
		t.Errorf("metadata:\n%s", last)
	}
}

// Another program's reader finds nothing wrong with what is written. It keeps
// state for the whole process, so this test is not parallel.
func TestStrictReader(t *testing.T) {
	r, err := gowarc.NewWarcFileReaderFromStream(bytes.NewReader(write(t, examples()...)), 0, gowarc.WithStrictValidation())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for record, err := range r.Records() {
		if err != nil || len(record.Validation) > 0 {
			t.Fatalf("record %d: %v %v", n, err, record.Validation)
		}
		if err := record.Close(); err != nil {
			t.Error(err)
		}
		n++
	}
	if n != 7 {
		t.Errorf("%d records", n)
	}
}

// What is drawn comes back, without cookies and the codings of the wire.
func TestDrawnPages(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		address := rapid.StringMatching(`https?://[a-z]{1,8}\.example(:[1-9][0-9]{1,3})?/([a-z0-9é?&=#/-]|%2F){0,20}`)
		value := rapid.StringMatching(`[!-~]([ -~]{0,20}[!-~])?`)
		page := news.Page{
			URL: address.Draw(t, "url"), Status: rapid.SampledFrom([]int{200, 203, 404, 410, 451, 500}).Draw(t, "status"),
			Fetched: time.Unix(rapid.Int64Range(1e9, 4e9).Draw(t, "fetched"), 0).UTC(),
			Header:  map[string][]string{"X-One": rapid.SliceOfN(value, 1, 3).Draw(t, "values")},
			Body:    append([]byte{}, rapid.SliceOf(rapid.Byte()).Draw(t, "body")...),
		}
		page.Asked = page.URL
		want := page
		want.Header = map[string][]string{"X-One": page.Header["X-One"]}
		page.Header["set-cookie"] = []string{"SECRET"}
		page.Header["Set-Cookie"] = []string{"SECRET"}
		page.Header["Content-Encoding"] = []string{"br"}
		page.Header["Transfer-Encoding"] = []string{"chunked"}
		page.Header["Content-Length"] = []string{"7"}
		page.Header["Bad Name"] = []string{"x"}
		page.Header["X-Bad-Value"] = []string{"x\r\nSet-Cookie: SECRET"}
		var b bytes.Buffer
		w, err := warc.NewWriter(&b, "test", at(0))
		if err == nil {
			err = w.Write(page)
		}
		if err != nil {
			t.Fatal(err)
		}
		got, faults, err := read(b.Bytes())
		if diff := cmp.Diff([]news.Page{want}, got); diff != "" || faults != 0 || err != nil {
			t.Fatal(diff, faults, err)
		}
	})
}

func TestNoCookies(t *testing.T) {
	t.Parallel()
	page := examples()[0]
	page.Header = map[string][]string{"Set-Cookie": {"a=SECRET"}, "SET-COOKIE2": {"SECRET"}}
	if strings.Contains(string(unzip(t, write(t, page))), "SECRET") {
		t.Error("a cookie is written")
	}
	foreign := record("response", "https://paper.example/", "HTTP/1.1 200 OK\r\nSet-Cookie: a=SECRET\r\n\r\nbody")
	got, _, err := read([]byte(foreign))
	if err != nil || len(got) != 1 || len(got[0].Header) != 0 {
		t.Errorf("%+v %v", got, err)
	}
}

func TestBadAddress(t *testing.T) {
	t.Parallel()
	w, err := warc.NewWriter(io.Discard, "test", at(0))
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"", "https://paper.example/a b", "https://paper.example/\r\nWARC-Type: x"} {
		if err := w.Write(news.Page{URL: address}); err == nil {
			t.Errorf("%q is written", address)
		}
	}
}

// record returns a record as another program may write it.
func record(kind, address, content string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n"+
		"WARC-Record-ID: <urn:uuid:e9a0cecc-0221-11e7-adb1-0242ac120008>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, address, len(content), content)
}

func zipped(tb testing.TB, content string) string {
	tb.Helper()
	return string(rezip(tb, []byte(content)))
}

// Other programs record what came over the wire.
func TestForeign(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{
		"chunked":          record("response", "https://paper.example/", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbod\r\n1\r\ny\r\n0\r\n\r\n"),
		"gzip":             record("response", "https://paper.example/", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+zipped(t, "body")),
		"unpacked already": record("response", "https://paper.example/", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nbody"),
		"HTTP/1.0":         record("response", "<https://paper.example/>", "HTTP/1.0 200 OK\r\n\r\nbody"),
		"among others": record("request", "https://paper.example/", "GET / HTTP/1.1\r\n\r\n") + record("response", "https://paper.example/", "HTTP/1.1 200 OK\r\n\r\nbody") +
			record("revisit", "https://paper.example/", "HTTP/1.1 200 OK\r\n\r\n") + record("metadata", "https://paper.example/", "via: x"),
		"resource": record("resource", "https://paper.example/", "body"),
	} {
		got, faults, err := read([]byte(file))
		if err != nil || faults != 0 || len(got) != 1 || string(got[0].Body) != "body" || got[0].URL != "https://paper.example/" || got[0].Status != 200 || got[0].Fetched.Year() != 2020 {
			t.Errorf("%s: %+v, %d faults, %v", name, got, faults, err)
		}
	}
}

// A record that cannot be used costs itself only.
func TestFaults(t *testing.T) {
	t.Parallel()
	good := record("response", "https://paper.example/", "HTTP/1.1 200 OK\r\n\r\nbody")
	bomb := zipped(t, strings.Repeat("\x00", 33<<20))
	for name, bad := range map[string]string{
		"no address":       record("response", "dns:paper.example", "HTTP/1.1 200 OK\r\n\r\nbody"),
		"no HTTP":          record("response", "https://paper.example/", "hello"),
		"body cut off":     record("response", "https://paper.example/", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nbody"),
		"unknown coding":   record("response", "https://paper.example/", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nbody"),
		"body of 33 MiB":   record("response", "https://paper.example/", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+bomb),
		"no date":          strings.Replace(good, "2020-01-02T03:04:05Z", "yesterday", 1),
		"no record":        "hello\r\n\r\n",
		"another gzip":     zipped(t, good),
		"endless header":   "WARC/1.1\r\nX: " + strings.Repeat("x", 100_000),
		"many fields":      "WARC/1.1\r\n" + strings.Repeat("a:\r\n", 100_000) + "\r\n",
		"no length":        strings.Replace(good, "Content-Length", "Length", 1),
		"negative length":  strings.Replace(good, "Content-Length: ", "Content-Length: -", 1),
		"huge length":      strings.Replace(good, "Content-Length: ", "Content-Length: 999999999999999", 1),
		"a length too far": strings.Replace(good, "Content-Length: ", "Content-Length: 99999999", 1),
		"record of 37 MiB": record("response", "https://paper.example/", strings.Repeat("\x00", 37<<20)),
	} {
		got, faults, err := read([]byte(zipped(t, bad) + zipped(t, good)))
		if err != nil || faults != 1 || len(got) != 1 {
			t.Errorf("%s: %d pages, %d faults, %v", name, len(got), faults, err)
		}
	}
}

// A file that is no WARC, or damaged between records, ends with an error.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	whole := write(t, examples()...)
	for name, file := range map[string][]byte{
		"text":      []byte("Dear all, this is not a WARC file."),
		"truncated": whole[:len(whole)-20],
		"damaged":   append(append([]byte{}, whole...), "\x1f\x8bxxxxxxxxxxxxxxxx"...),
	} {
		if got, _, err := read(file); err == nil {
			t.Errorf("%s: %d pages and no error", name, len(got))
		}
	}
	if got, faults, err := read(nil); len(got) != 0 || faults != 0 || err != nil {
		t.Errorf("an empty file: %v %d %v", got, faults, err)
	}
}

func TestStops(t *testing.T) {
	t.Parallel()
	file := write(t, examples()...)
	for _, err := range warc.Read(t.Context(), bytes.NewReader(file)) {
		if err != nil {
			t.Error(err)
		}
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	for _, err := range warc.Read(ctx, bytes.NewReader(file)) {
		cancel()
		n, last = n+1, err
	}
	if n != 2 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d pages after the end of its context, %v", n, last)
	}
}

func FuzzRead(f *testing.F) {
	file := write(f, examples()...)
	f.Add(file)
	f.Add(unzip(f, file))
	f.Add([]byte(record("response", "https://paper.example/", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbod\r\n0\r\n\r\n")))
	f.Add([]byte(record("resource", "https://paper.example/", "body")))
	f.Add([]byte(zipped(f, record("response", "https://paper.example/", "HTTP/1.1 301 \r\nLocation: /b\r\n\r\n")) + "\x1f\x8b"))
	f.Fuzz(func(t *testing.T, file []byte) {
		pages, _, _ := read(file)
		for _, p := range pages {
			if !strings.HasPrefix(p.URL, "http") || p.Asked == "" || p.Fetched.IsZero() || len(p.Redirects) > 20 {
				t.Errorf("%q gives %+v", file, p)
			}
			for name := range p.Header {
				if strings.EqualFold(name, "Set-Cookie") {
					t.Errorf("%q gives a cookie", file)
				}
			}
		}
	})
}
