package feed

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsarchive/internal/news"
)

// repeated returns n copies of an element, each with its number in the place
// of %d.
func repeated(n int, element string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, element, i)
	}
	return b.String()
}

// Every element that is left out of an item is recorded once as a fault of the
// document.
func TestItemLimitsAreRecorded(t *testing.T) {
	for _, c := range []struct {
		name, elements string
		kept           func(news.Item) int
		max            int
		reason         string
	}{
		{
			"texts", repeated(maxTexts+2, "<abstract>an abstract, number %d of them</abstract>"),
			func(it news.Item) int { return len(it.Texts) }, maxTexts, "only the first 50 other texts are kept",
		},
		{
			"files", repeated(maxFiles+2, `<enclosure url="https://a.example/%d.mp3" type="audio/mpeg"/>`),
			func(it news.Item) int { return len(it.Enclosures) }, maxFiles, "only the first 500 files are kept",
		},
		{
			"people", repeated(maxPeople+2, "<author>Ann%d</author>"),
			func(it news.Item) int { return len(it.People) }, maxPeople, "only the first 500 people are kept",
		},
		{
			"credits", repeated(maxPeople+2, `<media:credit role="producer">Ann%d</media:credit>`),
			func(it news.Item) int { return len(it.People) }, maxPeople, "only the first 500 people are kept",
		},
		{
			"categories", repeated(maxTags+2, "<category>tag%d</category>"),
			func(it news.Item) int { return len(it.Tags) }, maxTags, "502 tags are cut to 500",
		},
		{
			"keywords", "<media:keywords>" + repeated(maxTags+2, "word%d,") + "</media:keywords>",
			func(it news.Item) int { return len(it.Tags) }, maxTags, "502 tags are cut to 500",
		},
		{
			"keywords beside a tag", "<category>tag</category><media:keywords>" + repeated(maxWords+2, "word%d,") + "</media:keywords>",
			func(it news.Item) int { return strings.Count(it.Texts[0].HTML, "word") }, maxWords, "only the first 10000 keywords are kept",
		},
		{
			"rights", "<copyright>" + strings.Repeat("x", maxNote+1) + "</copyright>",
			func(it news.Item) int { return len(it.Rights) }, maxNote, "a rights statement of 4097 bytes is cut to 4096",
		},
		{
			"a tag", "<category>" + strings.Repeat("x", maxNote+1) + "</category>",
			func(it news.Item) int { return len(it.Tags[0]) }, maxNote, "a tag of 4097 bytes is cut to 4096",
		},
		{
			"a keyword", "<media:keywords>one, " + strings.Repeat("x", maxNote+1) + "</media:keywords>",
			func(it news.Item) int { return len(it.Tags[1]) }, maxNote, "a tag of 4097 bytes is cut to 4096",
		},
		{
			"names", `<media:credit role="actor">` + strings.Repeat("x", maxName+1) + `</media:credit><media:credit role="producer">` + strings.Repeat("y", maxName+2) + "</media:credit>",
			func(it news.Item) int { return len(it.People[0].Name) }, maxName, "a name of 1026 bytes is cut to 1024",
		},
		{
			"a role", `<media:credit role="` + strings.Repeat("x", maxName+1) + `">Ann</media:credit>`,
			func(it news.Item) int { return len(it.People[0].Role) }, maxName, "a role of 1025 bytes is cut to 1024",
		},
		{
			"authors", repeated(maxPeople, "<author>Ann%d "+strings.Repeat("x", 100)+"</author>"),
			func(it news.Item) int { return len(it.Author) }, maxTitle, "an author of 54388 bytes is cut to 16384",
		},
		{
			"a link", "<link>https://a.example/" + strings.Repeat("x", maxAddress) + "</link>",
			func(it news.Item) int { return len(it.Link) }, 0, "a link of 8210 bytes is left out: more than 8192",
		},
		{
			"a file's address", `<enclosure url="https://a.example/` + strings.Repeat("x", maxAddress) + `"/>`,
			func(it news.Item) int { return len(it.Enclosures) }, 0, "a file's address of 8210 bytes is left out: more than 8192",
		},
		{
			"a file's type", `<enclosure url="https://a.example/1" type="` + strings.Repeat("x", maxName+1) + `"/>`,
			func(it news.Item) int { return len(it.Enclosures[0].Type) }, maxName, "a type of 1025 bytes is cut to 1024",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := `<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><guid>1</guid><title>One</title>` +
				"<description>the summary</description>" + c.elements + "</item></channel></rss>"
			doc, err := Parse(t.Context(), []byte(text), Options{})
			if err != nil || len(doc.Items) != 1 {
				t.Fatalf("%d items, %v", len(doc.Items), err)
			}
			if n := c.kept(doc.Items[0]); n != c.max {
				t.Errorf("%d are kept, want %d", n, c.max)
			}
			if len(doc.Faults) != 1 || doc.Faults[0].Reason != c.reason || !strings.HasPrefix(doc.Faults[0].Raw, "<item>") {
				t.Errorf("faults %.200v, want one: %s", doc.Faults, c.reason)
			}
		})
	}
}

// An item that fills every limit and exceeds none has no fault.
func TestItemAtItsLimits(t *testing.T) {
	text := "<rss><channel><item><guid>1</guid><title>One</title><description>the summary</description>" +
		repeated(maxTexts, "<abstract>number %d of the abstracts</abstract>") +
		repeated(maxFiles, `<enclosure url="https://a.example/%d.mp3" type="audio/mpeg"/>`) +
		repeated(maxPeople, "<author>Ann%d</author>") + repeated(maxTags, "<category>tag%d</category>") +
		"</item></channel></rss>"
	doc, err := Parse(t.Context(), []byte(text), Options{})
	if err != nil || len(doc.Faults) > 0 {
		t.Fatalf("faults %.200v, %v", doc.Faults, err)
	}
}

// What is cut of a feed's own description is recorded as faults, of XML and of
// JSON.
func TestFeedLimitsAreRecorded(t *testing.T) {
	name, note := strings.Repeat("n", maxName+1), strings.Repeat("d", maxNote+1)
	for _, c := range []struct {
		text    string
		reasons []string
	}{
		{
			`<rss><channel><title>` + name + `</title><description>` + note + `</description><copyright>` + note + `</copyright><author>` + name +
				`</author><item><title>One</title></item></channel></rss>`,
			[]string{
				"the feed's description of 4097 bytes is cut to 4096", "the feed's copyright of 4097 bytes is cut to 4096",
				"the feed's author of 1025 bytes is cut to 1024", "the feed's title of 1025 bytes is cut to 1024",
			},
		},
		{
			`{"version":"https://jsonfeed.org/version/1.1","title":"` + name + `","description":"` + note + `","authors":[{"name":"` + name + `"}],"items":[{"id":"1","title":"One"}]}`,
			[]string{
				"the feed's title of 1025 bytes is cut to 1024", "the feed's author of 1025 bytes is cut to 1024",
				"the feed's description of 4097 bytes is cut to 4096",
			},
		},
	} {
		doc, err := Parse(t.Context(), []byte(c.text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var reasons []string
		for _, f := range doc.Faults {
			reasons = append(reasons, f.Reason)
		}
		if !slices.Equal(reasons, c.reasons) {
			t.Errorf("faults %q, want %q", reasons, c.reasons)
		}
		if f := doc.Feed; len(f.Title) != maxName || len(f.Description) != maxNote {
			t.Errorf("a title of %d bytes and a description of %d", len(f.Title), len(f.Description))
		}
	}
}
