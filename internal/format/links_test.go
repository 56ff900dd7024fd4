package format

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
	"time"
)

// Only web addresses are clickable, in every format.
func TestOnlyWebLinksAreClickable(t *testing.T) {
	for _, name := range Names() {
		var b bytes.Buffer
		if err := WriteAnswer(&b, hostile(), Options{Format: name, Zone: time.UTC}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			for _, start := range []string{"<", `href="`, "<link>", "("} {
				for _, scheme := range []string{"javascript:", "data:", "file:"} {
					if strings.Contains(strings.ToLower(line), start+scheme) {
						t.Errorf("%s: %s", name, line)
					}
				}
			}
			if name == "urls" && line != "" && !strings.HasPrefix(line, "https://") {
				t.Errorf("urls: %s", line)
			}
		}
	}
	if got := markdownLink("javascript:alert(1)"); got != "`javascript:alert(1)`" {
		t.Errorf("in Markdown: %s", got)
	}
}

// Readers may take a title of RSS for HTML: what looks like markup shows, and does
// not run.
func TestRSSRunsNothing(t *testing.T) {
	answer := ordinary()
	answer.Groups[0].Stories[0].Title = "How <script>alert(1)</script> & <b> work"
	answer.Groups[1].Stories[0].Title = "2 < 3 & 4"
	var b bytes.Buffer
	if err := WriteAnswer(&b, answer, Options{Format: "rss", Zone: time.UTC}); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Items []struct {
			Title string `xml:"title"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"How &lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt; work", "2 < 3 & 4"} {
		if doc.Items[i].Title != want {
			t.Errorf("title %q, want %q", doc.Items[i].Title, want)
		}
	}
}
