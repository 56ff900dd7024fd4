package readers_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"newsarchive/internal/readers"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// fixtures are the files in testdata and their forms.
func fixtures() map[string]readers.Form {
	return map[string]readers.Form{
		"freshrss.json": readers.FreshRSS, "inoreader.json": readers.Reader, "feedly.json": readers.Feedly, "miniflux.json": readers.Miniflux,
		"feedbin.json": readers.Feedbin, "feedbin-page.json": readers.Feedbin, "wallabag.json": readers.Wallabag, "wallabag-1.json": readers.Wallabag,
		"linkding.json": readers.Linkding, "omnivore.json": readers.Omnivore, "karakeep.json": readers.Karakeep,
		"pocket.csv": readers.Pocket, "pocket.html": readers.PocketHTML, "readwise.csv": readers.Readwise, "highlights.csv": readers.Highlights,
		"bookmarks.html": readers.Bookmarks, "newsboat-urls.txt": readers.NewsboatURLs, "subscriptions.opml": readers.OPML,
	}
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Every file is recognised by its content, whole or by its first bytes, after a
// byte order mark and blanks, and in UTF-16 where that is markup.
func TestDetect(t *testing.T) {
	t.Parallel()
	for name, want := range fixtures() {
		raw := read(t, name)
		for how, head := range map[string][]byte{
			"whole": raw, "marked": append([]byte("\ufeff"), raw...), "half": raw[:len(raw)/2+200*len(raw)/(len(raw)+1)],
		} {
			if got := readers.Detect(head); got != want {
				t.Errorf("%s, %s: %q, want %q", name, how, got, want)
			}
		}
	}
	for name, text := range map[string]string{
		"NDJSON":   `{"v":2,"feed":{"url":"https://a.example/"},"guid":"1","title":"T"}` + "\n",
		"JSON":     `{"items":[{"name":"x"}]}`,
		"list":     `[{"name":"x"}]`,
		"a post":   "---\ntitle: T\n---\n",
		"text":     "https is a scheme, and this is a text",
		"CSV":      "a,b,c\n1,2,3\n",
		"nothing":  "",
		"markup":   "<html><body>hello</body></html>",
		"broken":   `{"items":[{"origin`,
		"no end":   `[[[[[[[[`,
		"a number": "12",
	} {
		if got := readers.Detect([]byte(text)); got != readers.Unknown {
			t.Errorf("%s: %q", name, got)
		}
	}
	for name, text := range map[string]string{
		"RSS": `<?xml version="1.0"?><rss version="2.0"><channel/></rss>`, "JSON Feed": `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1"}]}`,
	} {
		if got := readers.Detect([]byte(text)); got != readers.FeedDocument {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// What is read of every file is in its golden file.
func TestGolden(t *testing.T) {
	t.Parallel()
	for name, form := range fixtures() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			e := json.NewEncoder(&out)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			if form.Feeds() {
				list, err := readers.ReadFeeds(read(t, name))
				if err != nil {
					t.Fatal(err)
				}
				if err := e.Encode(list); err != nil {
					t.Fatal(err)
				}
			} else {
				for entry, err := range readers.Items(form, bytes.NewReader(read(t, name))) {
					var omitted *readers.Omitted
					switch {
					case errors.As(err, &omitted):
						fmt.Fprintf(&out, "%s %v\n", entry.Place, err)
					case err != nil:
						fmt.Fprintf(&out, "%s is wrong: %v\n", entry.Place, err)
					default:
						if err := e.Encode(entry.Item); err != nil {
							t.Fatal(err)
						}
					}
				}
			}
			golden := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(golden, out.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), out.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
