package feed

import (
	"strings"
	"testing"

	"newsarchive/internal/news"

	"newsarchive/internal/corpus"

	"github.com/google/go-cmp/cmp"
)

// The post in the corpus lists five stories; its front matter has no
// <source>, so the list names the publisher of the lead.
func TestClusterOfPost(t *testing.T) {
	post := string(corpus.Read(t, "seed-post.md"))
	body := post[strings.LastIndex(post, "---\n")+4:]
	field := func(name string) string {
		_, rest, _ := strings.Cut(post, "\n"+name+": ")
		line, _, _ := strings.Cut(rest, "\n")
		return strings.Trim(line, `'"`)
	}
	item := news.Item{Link: field("link"), Title: field("title"), Content: body}
	if !Cluster(&item, "", "") {
		t.Fatal("not recognised")
	}
	var got []string
	for _, s := range item.Stories {
		got = append(got, s.Publisher+": "+s.Title)
	}
	want := []string{
		"Reuters: South Korea's Lee to head for Japan summit a week after meeting China's Xi",
		"Reuters: Japan, South Korea push for closer ties to counter regional tension",
		"The Guardian: Cymbal of unity? South Korea and Japan leaders bash out K-pop hits after summit talks",
		"AP News: Leaders of South Korea and Japan agree to improve cooperation",
		"The Japan Times: Takaichi and Lee drum up excitement for closer South Korea-Japan ties",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !item.Cluster || item.Stories[0].Link != item.Link {
		t.Errorf("cluster %v, lead %s", item.Cluster, item.Stories[0].Link)
	}
}
