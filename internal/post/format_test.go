package post

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"newsarchive/internal/corpus"
	"newsarchive/internal/plain"
)

// The form of a post that is written from a feed's item is that of the real
// one: only the description differs, which there has lost its boundaries.
func TestFormatLikeRealPost(t *testing.T) {
	raw := corpus.Read(t, "seed-post.md")
	item := mustParse(t, raw, "seed.md")
	item.Post = nil
	got, err := Format(item)
	if err != nil {
		t.Fatal(err)
	}
	drop := func(post []byte) string {
		lines := strings.Split(string(post), "\n")
		for i, line := range lines {
			for _, name := range []string{"description", "summary"} {
				if strings.HasPrefix(line, name+`: "`) && strings.HasSuffix(line, `"`) {
					lines[i] = name
				}
			}
		}
		return strings.Join(lines, "\n")
	}
	if diff := cmp.Diff(drop(raw), drop(got)); diff != "" {
		t.Errorf("post (-real +written):\n%s", diff)
	}
	item.Content = ""
	if again, err := Format(item); err != nil || !bytes.Equal(again, got) {
		t.Errorf("the list made of the stories is not Google's own: %v\n%s", err, cmp.Diff(string(got), string(again)))
	}
	item.Tags = nil
	again, _ := Format(item)
	if want := "tags:\n- 'south'\n- 'korea'\n- 'japan'\n- 'leaders'\n- 'summit'\n"; !strings.Contains(string(again), want) {
		t.Errorf("tags made of the headlines: want %s in\n%s", want, again)
	}
}

func TestFormatGolden(t *testing.T) {
	update := flag.Lookup("update") != nil && flag.Lookup("update").Value.String() == "true"
	items := map[string]news.Item{
		"written-cluster.md": {
			Feed: news.Feed{URL: "https://news.google.com/rss?hl=de&gl=DE&ceid=DE:de"}, GUID: "TOKENA", Cluster: true, Language: "de",
			Link: "https://news.google.com/rss/articles/TOKENA?oc=5", Title: "Ein \"Test\" – Teil 1/2 \\ Ende - Der Bote",
			Published: date("2026-05-06"),
			Stories: []news.Story{
				{Link: "https://news.google.com/rss/articles/TOKENA?oc=5", Title: "Ein \"Test\" – Teil 1/2 \\ Ende", Publisher: "Der Bote"},
				{Link: "https://news.google.com/rss/articles/TOKENB?oc=5&x=1", Title: "Bäume <b> & Bücher", Publisher: "A & B"},
			},
		},
		"written-article.md": {
			Feed: news.Feed{URL: "https://blog.example.org/feed.xml"}, GUID: "tag:example.org,2026:1", Language: "en",
			Link: "https://blog.example.org/1", Title: "It's &amp; isn't", Author: "A. Writer", Tags: []string{"it's", "two\nlines"},
			Published: date("2026-05-06T07:08:09Z"), Updated: date("2026-05-07T00:00:00Z"),
			Summary: "<p>Short.</p>", Content: "<p>Long.</p>\n\n<p>Longer.</p>\n",
			Stories: []news.Story{{Link: "https://blog.example.org/1", Title: "It's & isn't", Publisher: "The Blog", Site: "blog.example.org", Author: "A. Writer", Language: "en"}},
		},
	}
	for name, item := range items {
		got, err := Format(item)
		if err != nil {
			t.Fatal(err)
		}
		if update {
			if err := os.WriteFile(filepath.Join("..", "..", "testdata", "posts", name), got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(fixture(t, name)), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		same(t, item, got)
	}
}

var _ = flag.Bool("update", false, "write the golden files anew")

// same fails unless the written post has the values of the item.
func same(t interface {
	Helper()
	Fatalf(string, ...any)
}, item news.Item, written []byte,
) {
	t.Helper()
	back, err := Parse(written, "back.md")
	if err != nil {
		t.Fatalf("cannot be read back: %v\n%s", err, written)
	}
	type said struct {
		Link, Title, GUID, Source, Language, Published, Updated string
		Tags                                                    []string
		Stories                                                 []news.Story
	}
	of := func(i news.Item) said {
		return said{i.Link, i.Title, i.GUID, i.Feed.URL, i.Language, i.Published.String(), i.Updated.String(), tags(i), i.Stories}
	}
	if diff := cmp.Diff(of(item), of(back)); diff != "" {
		t.Fatalf("item (-written +read back):\n%s\n%s", diff, written)
	}
	if again, err := Format(back); err != nil || !bytes.Equal(again, written) {
		t.Fatalf("the written post does not come back as it was: %v", err)
	}
}

// text draws any text, and awkward ones more often than by chance.
func text() *rapid.Generator[string] {
	awkward := []rune{
		'"', '\'', '\\', '\n', '\r', '\t', 0, 0x1b, 0x7f, 0x85, 0xa0, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff, 0xfffd,
		'#', ':', '-', ' ', '{', '}', '[', '&', '*', '!', '|', '>', '<', '%', '@', '`', '🎌', '한', 0x10ffff,
	}
	return rapid.StringOf(rapid.OneOf(rapid.SampledFrom(awkward), rapid.Rune()))
}

func headline() *rapid.Generator[string] {
	return rapid.Map(text(), func(s string) string { return plain.Line(strings.NewReplacer("<", "", "&", "").Replace(s)) })
}

func published(t *rapid.T) news.Date {
	moment := time.Unix(rapid.Int64Range(-1e9, 4e9).Draw(t, "date"), 0)
	if rapid.Bool().Draw(t, "day") {
		return news.Day(moment.UTC().Date())
	}
	return news.Instant(moment)
}

func TestFormatArticleProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		link := rapid.StringMatching(`https://www\.[a-z]{1,9}\.example/[a-zA-Z0-9'"&=?%~-]{0,30}`).Draw(t, "link")
		item := news.Item{
			Link: link, Title: text().Draw(t, "title"), Published: published(t),
			Feed: news.Feed{URL: rapid.StringMatching(`(https://feeds\.example/[a-z'&?=]{0,9})?`).Draw(t, "source")},
			Tags: rapid.SliceOf(rapid.Custom(func(t *rapid.T) string { return "t" + text().Draw(t, "tag") })).Draw(t, "tags"),
			GUID: text().Draw(t, "guid"), Content: text().Draw(t, "content"), Summary: text().Draw(t, "summary"),
			Language: rapid.SampledFrom([]string{"", "en", "ko-KR"}).Draw(t, "language"), Image: "https://i.example/1.jpg",
		}
		item.Stories = []news.Story{{
			Link: link, Title: plain.Line(item.Title), Site: news.Site(link), Publisher: headline().Draw(t, "publisher"),
			Language: item.Language, Image: item.Image,
		}}
		if item.Stories[0].Publisher == "" {
			item.Stories[0].Publisher = item.Stories[0].Site
		}
		written, err := Format(item)
		if err != nil {
			t.Fatal(err)
		}
		if item.GUID == item.Link {
			item.GUID = ""
		}
		if len(item.Tags) == 0 {
			item.Tags = nil
		}
		same(t, item, written)
	})
}

func TestFormatClusterProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tokens := rapid.SliceOfNDistinct(rapid.StringMatching(`CBM[a-zA-Z0-9_-]{1,12}`), 1, 6, rapid.ID).Draw(t, "tokens")
		item := news.Item{
			Cluster: true, GUID: tokens[0], Published: published(t), Language: "en-US",
			Feed: news.Feed{URL: "https://news.google.com/rss?hl=en-US&gl=US&ceid=US:en"},
		}
		for _, token := range tokens {
			item.Stories = append(item.Stories, news.Story{
				Link:      "https://news.google.com/rss/articles/" + token + "?oc=5",
				Title:     "h" + headline().Draw(t, "headline"),
				Publisher: "p" + headline().Draw(t, "publisher"),
			})
		}
		lead := item.Stories[0]
		item.Link, item.Title = lead.Link, lead.Title+" - "+lead.Publisher
		written, err := Format(item)
		if err != nil {
			t.Fatal(err)
		}
		same(t, item, written)
	})
}

func TestFormatNothing(t *testing.T) {
	if _, err := Format(news.Item{ID: 7}); err == nil || !strings.Contains(err.Error(), "item 7") {
		t.Errorf("error %v", err)
	}
}
