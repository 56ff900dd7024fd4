package feed

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"newsarchive/internal/news"

	"newsarchive/internal/corpus"
)

// files returns the files below a folder of the corpus.
func files(tb testing.TB, elem ...string) (paths []string) {
	tb.Helper()
	root := corpus.Path(tb, elem...)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return paths
}

func read(tb testing.TB, path string) []byte {
	tb.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// Every well-formed feed of feedparser's tests is parsed as a feed, except CDF,
// a format that has been dead since 1999, and documents that are expected to be
// no feed.
func TestWellFormedParses(t *testing.T) {
	n := 0
	for _, path := range files(t, "feeds", "feedparser", "tests", "wellformed") {
		raw := read(t, path)
		if filepath.Ext(path) != ".xml" || strings.Contains(string(raw), "<CHANNEL") {
			continue
		}
		n++
		doc, err := Parse(t.Context(), raw, Options{URL: "http://example.com/feed"})
		if err != nil || doc.Partial {
			t.Errorf("%s: partial %v, %v", path, doc.Partial, err)
		}
	}
	if n < 1500 {
		t.Errorf("only %d files", n)
	}
	t.Logf("%d files", n)
}

// Every real feed gives the number of items in its list. An empty entry is a
// fault instead of an item.
func TestRealFeedsGiveTheirItems(t *testing.T) {
	faults := 0
	list := string(corpus.Read(t, "feeds", "real", "FEEDS.tsv"))
	for line := range strings.Lines(list) {
		name, count, _ := strings.Cut(strings.TrimSpace(line), "\t")
		want, err := strconv.Atoi(count)
		if err != nil {
			continue // the header
		}
		doc, err := Parse(t.Context(), corpus.Read(t, "feeds", "real", name), Options{URL: "http://example.com/feed"})
		if len(doc.Items)+len(doc.Faults) != want {
			t.Errorf("%s: %d items, %d faults, want %d items (%v)", name, len(doc.Items), len(doc.Faults), want, err)
		}
		if err != nil || len(doc.Faults) > 2 {
			t.Errorf("%s: %v, %v", name, err, doc.Faults)
		}
		faults += len(doc.Faults)
		for _, item := range doc.Items {
			check(t, name, item)
		}
	}
	if faults > 3 {
		t.Errorf("%d faults in all", faults)
	}
}

// check asserts what is true of every item.
func check(tb testing.TB, name string, item news.Item) {
	tb.Helper()
	if len(item.Stories) == 0 {
		tb.Errorf("%s: item %q has no story", name, item.GUID)
	}
	if item.Image != "" && news.NormalizeURL(item.Image) == "" {
		tb.Errorf("%s: the image %q is no http address", name, item.Image)
	}
	// A link may be of any scheme that runs no code; one of the web has a key.
	links := []string{item.Link, item.Related}
	for _, s := range item.Stories {
		links = append(links, s.Link)
	}
	for _, link := range links {
		if link != "" && given(link) != link {
			tb.Errorf("%s: %q is no link that is kept", name, link)
		}
		if web(link) != "" && news.StoryKey(link) == "" {
			tb.Errorf("%s: the link %q has no key", name, link)
		}
	}
}

// Files of gofeed's tests, and those that feedparser calls ill-formed, give an
// error or valid items.
func TestOthersTestData(t *testing.T) {
	for _, folder := range [][]string{{"feeds", "gofeed"}, {"feeds", "feedparser"}, {"hostile", "xxe"}} {
		broken := 0
		paths := files(t, folder...)
		for _, path := range paths {
			doc, err := Parse(t.Context(), read(t, path), Options{URL: "http://example.com/feed"})
			if errors.Is(err, ErrBroken) {
				broken++
				if !doc.Partial {
					t.Errorf("%s breaks off, and is not partial", path)
				}
			} else if err != nil && len(doc.Items) > 0 {
				t.Errorf("%s: items beside %v", path, err)
			}
			for _, item := range doc.Items {
				check(t, path, item)
				if strings.Contains(item.Content+item.Summary+item.Title, "root:x:0") {
					t.Errorf("%s: an external entity was read", path)
				}
			}
		}
		t.Logf("%v: %d files, %d broken off", folder, len(paths), broken)
	}
}
