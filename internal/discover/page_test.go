package discover

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Heads of pages as sites write them give the feeds that they name. A file of
// pages.txtar begins with the page's address and its Link fields; the file after
// it has what is found: "named" or "linked", the address, the title.
func TestPages(t *testing.T) {
	t.Parallel()
	pages, err := txtar.ParseFile("testdata/pages.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(pages.Files); i += 2 {
		page, want := pages.Files[i], pages.Files[i+1]
		head, body, _ := strings.Cut(string(page.Data), "\n\n")
		lines := strings.Split(head, "\n")
		p := Page{URL: lines[0], Body: []byte(body)}
		for _, line := range lines[1:] {
			p.Links = append(p.Links, strings.TrimPrefix(line, "Link: "))
		}
		var got strings.Builder
		named, linked := p.Feeds()
		for kind, feeds := range map[string][]Feed{"named": named, "linked": linked} {
			if kind == "linked" && len(named) > 0 {
				continue
			}
			for _, f := range feeds {
				got.WriteString(strings.TrimSpace(kind+" "+f.URL+" "+f.Title) + "\n")
			}
		}
		if diff := cmp.Diff(strings.TrimSpace(string(want.Data)), strings.TrimSpace(got.String())); diff != "" {
			t.Errorf("%s: %s", page.Name, diff)
		}
	}
}

// A page of any length names 50 feeds at most, and is read to 4 MiB.
func TestPageBounds(t *testing.T) {
	t.Parallel()
	var many strings.Builder
	for i := range 2000 {
		many.WriteString(`<link rel=alternate type=application/rss+xml href="/` + strings.Repeat("x", i) + `">`)
	}
	named, _ := Page{URL: "https://p.example/", Body: []byte(many.String())}.Feeds()
	if len(named) != maxFeeds {
		t.Errorf("%d feeds", len(named))
	}
	far := strings.Repeat("<p>words</p>", maxPage/12+1) + `<link rel=alternate type=application/rss+xml href=/feed>`
	if named, _ := (Page{URL: "https://p.example/", Body: []byte(far)}).Feeds(); named != nil {
		t.Errorf("%v beyond the limit", named)
	}
	long := `<link rel=alternate type=application/rss+xml href="/` + strings.Repeat("x", maxAddress) + `">`
	if named, _ := (Page{URL: "https://p.example/", Body: []byte(long)}).Feeds(); named != nil {
		t.Errorf("an address of %d bytes", len(named[0].URL))
	}
}

// A space in an address is written as browsers write it, also in its query.
func TestSpaces(t *testing.T) {
	page := Page{URL: "https://p.example/", Body: []byte(`<link rel=alternate type=application/rss+xml href="/a b?alt rss">`)}
	named, _ := page.Feeds()
	if want := "https://p.example/a%20b?alt%20rss"; len(named) != 1 || named[0].URL != want {
		t.Errorf("%+v, want %s", named, want)
	}
}

func FuzzPage(f *testing.F) {
	pages, err := os.ReadFile("testdata/pages.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, page := range txtar.Parse(pages).Files {
		f.Add("https://p.example/a/", `<x>; rel="alternate"; type="application/rss+xml"; title="a\"b"`, page.Data)
	}
	f.Fuzz(func(t *testing.T, address, header string, body []byte) {
		named, linked := Page{URL: address, Links: []string{header}, Body: body}.Feeds()
		for _, feed := range append(named, linked...) {
			u := parse(feed.URL)
			if u == nil || len(feed.URL) > maxAddress || u.User != nil || strings.ContainsAny(feed.URL, " \n\x00") || strings.ContainsAny(feed.Title, "\n\t") || len(feed.Title) > maxTitle {
				t.Errorf("feed %+v", feed)
			}
		}
		if len(named) > maxFeeds || len(linked) > maxFeeds {
			t.Errorf("%d and %d feeds", len(named), len(linked))
		}
	})
}
