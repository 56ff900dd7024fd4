package post

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/corpus"
)

func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "testdata", "posts", name))
	if err != nil {
		tb.Fatal(err)
	}
	return raw
}

func mustParse(tb testing.TB, raw []byte, path string) news.Item {
	tb.Helper()
	item, err := Parse(raw, path)
	if err != nil {
		tb.Fatal(err)
	}
	return item
}

// A Google News post: five stories by four publishers, read from its body.
func TestParseClusterPost(t *testing.T) {
	raw := corpus.Read(t, "seed-post.md")
	item := mustParse(t, raw, "posts/seed.md")

	publishers, headlines := map[string]bool{}, []string{}
	for _, s := range item.Stories {
		publishers[s.Publisher] = true
		headlines = append(headlines, s.Publisher+": "+s.Title)
	}
	want := []string{
		"Reuters: South Korea's Lee to head for Japan summit a week after meeting China's Xi",
		"Reuters: Japan, South Korea push for closer ties to counter regional tension",
		"The Guardian: Cymbal of unity? South Korea and Japan leaders bash out K-pop hits after summit talks",
		"AP News: Leaders of South Korea and Japan agree to improve cooperation",
		"The Japan Times: Takaichi and Lee drum up excitement for closer South Korea-Japan ties",
	}
	if diff := cmp.Diff(want, headlines); diff != "" {
		t.Errorf("stories (-want +got):\n%s", diff)
	}
	if len(publishers) != 4 {
		t.Errorf("%d publishers, want 4", len(publishers))
	}
	if !item.Cluster || item.GUID == "" || item.GUID != news.GoogleToken(item.Link) {
		t.Errorf("cluster %v, guid %q", item.Cluster, item.GUID)
	}
	if item.Summary != "" || item.Text != "" {
		t.Errorf("the description of a cluster is kept: summary %q, text %q", item.Summary, item.Text)
	}
	got := []string{item.Published.String(), item.PublishedRaw, item.Language, strings.Join(item.Tags, " "), item.Feed.URL[:40], item.Content[:13], item.Content[len(item.Content)-10:]}
	facts := []string{"2026-01-14", "2026-01-14", "en-US", "meeting reuters summit south korea", "https://news.google.com/rss/topics/CAAqJ", "<ol><li><a hr", "</li></ol>"}
	if diff := cmp.Diff(facts, got); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
	if out, err := Format(item); err != nil || string(out) != string(raw) {
		t.Errorf("the post does not come back as it was: %v", err)
	}
}

func TestParse(t *testing.T) {
	link := "https://www.example.org/harbour?utm_source=x"
	text := "A first walk along the rebuilt quay.\nMonday\nThe quay is open again, and busy. See the plans or map.pdf.\nboats\ngulls & terns\n\"It smells of tar,\" said the keeper."
	tests := map[string]news.Item{
		"note.md": {
			Link: link, Title: `The harbour "reopens": what it's like`, Author: "Ada Quill", Language: "en-GB",
			Published: date("2026-03-02T07:15:00Z"), PublishedRaw: "2026-03-02T08:15:00+01:00",
			Updated: date("2026-03-03"), UpdatedRaw: "2026-03-03",
			Summary: "A first walk along the rebuilt quay.", Text: text,
			Image: "https://www.example.org/quay.jpg", Tags: []string{"harbour", "Old Town", "1e3", "yes"},
			Stories: []news.Story{{
				Link: link, Title: `The harbour "reopens": what it's like`, Publisher: "example.org", Site: "example.org",
				Author: "Ada Quill", Image: "https://www.example.org/quay.jpg", Language: "en-GB",
			}},
		},
		"diary.md": {
			Title: "Snow on the pass", Published: date("2026-01-20"), PublishedRaw: "2026-01-20",
			Text: "The road is closed. Nobody knows until when.", Tags: []string{"weather", "alps"},
			Stories: []news.Story{{Title: "Snow on the pass"}},
		},
		"bare.md": {
			Title: "A title and no more", Stories: []news.Story{{Title: "A title and no more"}},
		},
		"windows.md": {
			Title: "Windows lines", Published: date("2026-02-03"), PublishedRaw: "2026-02-03",
			Feed: news.Feed{URL: "https://feeds.example.org/rss"},
			Text: "One.\nTwo.", Stories: []news.Story{{Title: "Windows lines"}},
		},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			raw := fixture(t, name)
			got := mustParse(t, raw, "posts/"+name)
			if got.Post == nil || got.Post.Raw != string(raw) || got.Post.Path != "posts/"+name {
				t.Errorf("the file is not kept: %v", got.Post)
			}
			if got.Content != "" && !strings.Contains(string(raw), got.Content) {
				t.Errorf("content %q", got.Content)
			}
			got.Post, got.Content = nil, ""
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("item (-want +got):\n%s", diff)
			}
		})
	}
}

func date(s string) news.Date {
	d, err := news.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// A post with a text of its own about a Google News link is no cluster.
func TestParseNoteAboutGoogleLink(t *testing.T) {
	item := mustParse(t, []byte("---\ntitle: Look\nlink: https://news.google.com/articles/TOKEN1\n---\nWorth *reading*.\n"), "x.md")
	if item.Cluster || item.GUID != "TOKEN1" || item.Text != "Worth *reading*." || len(item.Stories) != 1 {
		t.Errorf("%+v", item)
	}
}

func TestParseSummary(t *testing.T) {
	for description, want := range map[string]string{
		"One two three.": "",
		"One two…":       "",
		"One   two ...":  "",
		"Something else": "Something else",
	} {
		item := mustParse(t, []byte("---\ntitle: x\ndescription: '"+description+"'\n---\nOne two three. Four.\n"), "x.md")
		if item.Summary != want {
			t.Errorf("description %q: summary %q, want %q", description, item.Summary, want)
		}
	}
}
