package post

import (
	"testing"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

// A post's categories and other terms become its tags, each of its authors is
// kept, and other dates are used if it has no date.
func TestFieldsOfHugo(t *testing.T) {
	for name, c := range map[string]struct {
		front     string
		tags      []string
		author    string
		people    []news.Person
		published string
	}{
		"categories, series and keywords": {"---\ntags: [tide]\ncategories: [Harbour, tide]\nseries: Quays\nkeywords: [dredge]\n---\n", []string{"tide", "Harbour", "Quays", "dredge"}, "", nil, ""},
		"keywords in a row":               {"---\nkeywords: dredge, buoy\n---\n", []string{"dredge", "buoy"}, "", nil, ""},
		"two authors":                     {"---\nauthors: [Ida Holm, Jon Ek]\n---\n", nil, "Ida Holm, Jon Ek", []news.Person{{Name: "Ida Holm"}, {Name: "Jon Ek"}}, ""},
		"two of one author":               {"---\nauthor: [Ida Holm, Jon Ek]\n---\n", nil, "Ida Holm, Jon Ek", []news.Person{{Name: "Ida Holm"}, {Name: "Jon Ek"}}, ""},
		"tables of authors":               {"+++\n[[authors]]\nname = \"Ida Holm\"\n[[authors]]\nname = \"Jon Ek\"\n+++\n", nil, "Ida Holm, Jon Ek", []news.Person{{Name: "Ida Holm"}, {Name: "Jon Ek"}}, ""},
		"a list of one":                   {"+++\nauthor = [\"Ed Fox\"]\n+++\n", nil, "Ed Fox", nil, ""},
		"publishDate":                     {"---\npublishDate: 2025-05-05\nlastmod: 2025-06-01\n---\n", nil, "", nil, "2025-05-05"},
		"pubdate":                         {"---\npubdate: 2025-05-06\n---\n", nil, "", nil, "2025-05-06"},
		"lastmod alone":                   {"---\nlastmod: 2025-06-01\n---\n", nil, "", nil, "2025-06-01"},
		"date first":                      {"---\nlastmod: 2025-06-01\ndate: 2025-04-01\npublishDate: 2025-05-05\n---\n", nil, "", nil, "2025-04-01"},
		"a date that is none":             {"---\ndate: soon\npublishDate: 2025-05-05\n---\n", nil, "", nil, "2025-05-05"},
		"the host of the link":            {"---\nlink: https://www.a.example/1\ncategories: [www.a.example]\n---\n", nil, "", nil, ""},
	} {
		item := mustParse(t, []byte(c.front+"Text.\n"), "x.md")
		if diff := cmp.Diff(c.tags, item.Tags); diff != "" {
			t.Errorf("%s: tags (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(c.people, item.People); diff != "" || item.Author != c.author {
			t.Errorf("%s: author %q, people (-want +got):\n%s", name, item.Author, diff)
		}
		if item.Published.String() != c.published {
			t.Errorf("%s: published %q", name, item.Published)
		}
	}
}

// What an item says beyond its main fields comes back from its post.
func TestPostsCarryMore(t *testing.T) {
	item := news.Item{
		Title: "Episode", Link: "https://pod.example/1", Author: "Ida Holm, Jon Ek", Content: "<p>Told.</p>",
		Details: news.Details{
			Enclosures: []news.Enclosure{
				{URL: "https://cdn.example/1.mp3", Type: "audio/mpeg", Length: 7, Duration: 60, Title: "It's: one"},
				{URL: "https://cdn.example/2.mp3"},
			},
			People:   []news.Person{{Name: "Ida Holm"}, {Name: "Jon Ek"}, {Name: "Ann", Role: "contributor"}},
			Texts:    []news.ItemText{{Kind: "itunes:summary", HTML: "<b>More</b>\nwords", Text: "More words"}, {Kind: "media:title", HTML: "plain"}},
			Comments: "https://pod.example/1#c", Rights: "© Pod", Source: news.Source{Title: "Else", Link: "https://else.example/"},
		},
	}
	raw, err := Format(item)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(item.Details, mustParse(t, raw, "x.md").Details); diff != "" {
		t.Errorf("(-written +read back):\n%s\n%s", diff, raw)
	}
}

// A file alone is enough for a post: it is written, and read back.
func TestPostOfAnEnclosureAlone(t *testing.T) {
	item := news.Item{GUID: "7", Details: news.Details{Enclosures: []news.Enclosure{{URL: "https://cdn.example/7.ogg", Type: "audio/ogg"}}}}
	raw, err := Format(item)
	if err != nil {
		t.Fatal(err)
	}
	back := mustParse(t, raw, "x.md")
	if diff := cmp.Diff(item.Enclosures, back.Enclosures); diff != "" || back.GUID != "7" {
		t.Errorf("guid %q, enclosures (-written +read back):\n%s\n%s", back.GUID, diff, raw)
	}
}
