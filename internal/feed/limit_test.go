package feed

import (
	"fmt"
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
