package archive_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsarchive/internal/archive"
)

// TestHostileWARC promises that a body of 40 MiB of zeros in a few bytes, a page
// from the future and an address without a host cost themselves only.
func TestHostileWARC(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 40 {
		if _, err := z.Write(make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	html := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
	file := record("https://bomb.example/", "2020-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+bomb.String()) +
		record("https:///x", "2020-01-01T00:00:00Z", html+storyPage("7")) +
		record("https://late.example/1", "9998-01-01T00:00:00Z", html+storyPage("8")) +
		record("https://late.example/2", "0001-01-01T00:00:00Z", html+strings.ReplaceAll(storyPage("9"), "council", "cabinet"))
	path := filepath.Join(t.TempDir(), "hostile.warc")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := archive.Create(t.Context(), t.TempDir(), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	for range 2 { // the second time nothing is new
		got, err := a.Import(t.Context(), []string{path}, archive.ImportOptions{})
		if err != nil || got.Failed < 2 || got.Failed > 3 {
			t.Fatalf("%+v %v", got, err)
		}
	}
	answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: "zebrafish8"}})
	if err != nil || answer.Total != 1 {
		t.Errorf("%d stories: %v", answer.Total, err)
	}
	answer, err = a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: "zebrafish8 after:2050"}})
	if err == nil && answer.Total != 0 {
		t.Error("a story from the future")
	}
}

func record(address, date, content string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		address, date, len(content), content)
}
