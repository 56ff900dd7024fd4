package fetch

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a feed.xml")
	if err := os.WriteFile(path, []byte(feedText), 0o600); err != nil {
		t.Fatal(err)
	}
	changed := time.Date(2026, 1, 14, 9, 30, 0, 0, time.UTC)
	if err := os.Chtimes(path, changed, changed); err != nil {
		t.Fatal(err)
	}
	c := client(t, Config{MaxBytes: 100})
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
	for _, name := range []string{path, address} {
		got := get(t, c, typed(name))
		want := Response{
			Status: 200, Whole: true, Body: []byte(feedText), ContentType: got.ContentType, URL: name,
			LastModified: "Wed, 14 Jan 2026 09:30:00 GMT", BodyHash: hash([]byte(feedText)), Bytes: int64(len(feedText)),
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("answer (-want +got):\n%s", diff)
		}
		again := get(t, c, Request{URL: name, Trusted: true, LastModified: got.LastModified, BodyHash: got.BodyHash})
		if !again.NotModified || again.Body != nil || again.BodyHash != got.BodyHash {
			t.Errorf("the same file: %+v", again)
		}
		wantError(t, c, Request{URL: name}, ErrPrivate, "a file on this machine, named by a feed or a page")
	}
	if err := os.WriteFile(path, make([]byte, 101), 0o600); err != nil {
		t.Fatal(err)
	}
	wantError(t, c, typed(path), ErrTooLarge, "more than 100 bytes")
	wantError(t, c, typed(dir), ErrFile, "it is a folder")
	wantError(t, c, typed(filepath.Join(dir, "none")), ErrFile, "there is none of that name")
	wantError(t, c, typed("feeds.example/rss"), ErrFile, "a web address begins with https://")
	if runtime.GOOS != "windows" {
		wantError(t, c, typed("/dev/null"), ErrFile, "it is no ordinary file")
	}
}
