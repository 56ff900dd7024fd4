package feed

import (
	"errors"
	"testing"

	"newsarchive/internal/effort"
	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

// An element that is parsed again with what it inherits gives the same item as
// the whole document: with namespaces, bases, languages, authors, entities and
// the feed's name.
func TestReparse(t *testing.T) {
	effort.WithoutRace(t, "one goroutine reads all feeds twice")
	n := 0
	for _, folder := range [][]string{{"feeds", "real"}, {"feeds", "feedparser", "tests", "wellformed"}, {"feeds", "feedparser", "tests", "illformed"}, {"feeds", "gofeed"}} {
		for _, path := range files(t, folder...) {
			for _, address := range []string{"https://feeds.example/some/feed", ""} {
				doc, err := Parse(t.Context(), read(t, path), Options{URL: address, Language: "fr"})
				if err != nil && !errors.Is(err, ErrBroken) {
					continue
				}
				for i, item := range doc.Items {
					if i > 20 {
						break
					}
					n++
					again, err := Reparse(t.Context(), *item.Raw)
					if err != nil {
						t.Errorf("%s: item %d: %v\n%.300s%.300s", path, i, err, item.Raw.Head, item.Raw.Element)
						continue
					}
					item.Raw, again.Raw = nil, nil
					if diff := cmp.Diff(item, again); diff != "" {
						t.Errorf("%s: item %d (-whole +again):\n%s", path, i, diff)
					}
				}
			}
		}
	}
	t.Logf("%d items", n)
	if n < 3000 {
		t.Errorf("only %d items", n)
	}
	if _, err := Reparse(t.Context(), news.Raw{Element: "<item/>", Head: "none"}); err == nil {
		t.Error("a head that is none is read")
	}
}
