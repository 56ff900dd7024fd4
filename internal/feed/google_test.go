package feed

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

// headlines shows the stories of an item as "publisher: headline".
func headlines(item news.Item) (all []string) {
	for _, s := range item.Stories {
		all = append(all, s.Publisher+": "+s.Title)
	}
	return all
}

func TestGoogleTopic(t *testing.T) {
	doc, err := parseFixture(t, "google-topic.xml")
	if err != nil || len(doc.Items) != 5 {
		t.Fatal(len(doc.Items), err)
	}
	for i, want := range [][]string{
		{
			"The Tidewater Post: Ferry strands 200 off Quiet Harbor", "Harbor Radio: Passengers tell of a night aboard",
			"The Tidewater Post: Operator says engine <b> failed & restarted", "Gulf Wire: What to know about the ferry",
		},
		// The lead is the story that the item links, wherever the list has it.
		{"Gulf Wire: Council votes on the old bridge", "Harbor Radio: Bridge to close for a year"},
		// Only the publisher is cut off the title, also if there are more dashes.
		{"Sport - The Weekend Desk: Derby ends 2 - 2"},
		// Without <source> the list knows the publisher.
		{"Alpine Kurier: Snow closes three passes", "Alpine Kurier: Trains run late"},
		// What follows the last dash is not always the publisher.
		{"Staves: Orchestra names conductor - a first"},
	} {
		item := doc.Items[i]
		if diff := cmp.Diff(want, headlines(item)); diff != "" {
			t.Errorf("item %d: %s", i, diff)
		}
		if !item.Cluster || item.Text != "" || item.Summary != "" || !strings.HasPrefix(item.Content, "<ol>") {
			t.Errorf("item %d: cluster %v, text %q, summary %q, content %.20q", i, item.Cluster, item.Text, item.Summary, item.Content)
		}
		if item.Stories[0].Link != item.Link || item.GUID != news.GoogleToken(item.Link) {
			t.Errorf("item %d: the lead is %s", i, item.Stories[0].Link)
		}
	}
	if title := doc.Items[0].Title; title != "Ferry strands 200 off Quiet Harbor - The Tidewater Post" {
		t.Errorf("the item's title is %q", title)
	}
	if site := doc.Items[0].Stories[0].Site; site != "tidewaterpost.example" {
		t.Errorf("the lead's site is %q", site)
	}
}

// A search's item has its one story without a list; or with no description.
func TestGoogleSearch(t *testing.T) {
	doc, err := parseFixture(t, "google-search.xml")
	if err != nil || len(doc.Items) != 2 {
		t.Fatal(len(doc.Items), err)
	}
	if diff := cmp.Diff([]string{"Gulf Wire: Quiet Harbor gets a library"}, headlines(doc.Items[0])); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Harbor Radio: Quiet Harbor & the sea"}, headlines(doc.Items[1])); diff != "" {
		t.Error(diff)
	}
}

// The entry that leads to the whole cluster is known by its address, in
// Korean as in any language.
func TestGoogleFullCoverage(t *testing.T) {
	doc, err := parseFixture(t, "google-coverage-ko.xml")
	if err != nil || len(doc.Items) != 1 {
		t.Fatal(len(doc.Items), err)
	}
	item := doc.Items[0]
	if diff := cmp.Diff([]string{"조용한신문: 항구에 새 도서관", "바다일보: 도서관 개관식 열려"}, headlines(item)); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(item.Related, "https://news.google.com/stories/CAAq") {
		t.Errorf("related is %q", item.Related)
	}
}

// Two items with one guid are two items. The store decides what that means.
func TestGoogleGUIDTwice(t *testing.T) {
	doc, err := parseFixture(t, "google-guid-twice.xml")
	if err != nil || len(doc.Items) != 2 || doc.Items[0].GUID != doc.Items[1].GUID || doc.Items[0].Link == doc.Items[1].Link {
		t.Errorf("%d items, %v", len(doc.Items), err)
	}
}

// A full window of 100 items is whole, and so is one of 101.
func TestGoogleWindow(t *testing.T) {
	text := string(fixture(t, "google-search.xml"))
	head, rest, _ := strings.Cut(text, "<item>")
	item, _, _ := strings.Cut(rest, "</item>")
	for _, n := range []int{100, 101} {
		var b strings.Builder
		b.WriteString(head)
		for i := range n {
			b.WriteString("<item>" + strings.ReplaceAll(item, "CBMi", fmt.Sprintf("CBMi%03d", i)) + "</item>")
		}
		b.WriteString("</channel></rss>")
		doc, err := Parse(t.Context(), []byte(b.String()), Options{})
		if err != nil || len(doc.Items) != n || doc.Partial || len(doc.Faults) > 0 {
			t.Errorf("%d items of %d, partial %v, %v, %v", len(doc.Items), n, doc.Partial, doc.Faults, err)
		}
	}
}

func TestCluster(t *testing.T) {
	const lead, other = "https://news.google.com/rss/articles/CBMiLEAD?oc=5", "https://news.google.com/articles/CBMiOTHER"
	entry := func(link, title, publisher string) string {
		return `<li><a href="` + link + `" target="_blank">` + title + `</a>&nbsp;&nbsp;<font color="#6f6f6f">` + publisher + `</font></li>`
	}
	for name, c := range map[string]struct {
		item              news.Item
		publisher, site   string
		cluster, isGoogle bool
		want              []string
	}{
		"no link of Google's": {item: news.Item{Link: "https://gulfwire.example/1", Title: "A - B", Content: entry(lead, "A", "B")}},
		"a list without the lead": {
			item:      news.Item{Link: lead, Title: "The lead - Gulf Wire", Content: "<ol>" + entry(other, "Another", "Staves") + "</ol>"},
			publisher: "Gulf Wire", site: "https://gulfwire.example", cluster: true, isGoogle: true,
			want: []string{"Gulf Wire: The lead", "Staves: Another"},
		},
		"nothing but a title": {
			item: news.Item{Link: lead, Title: "The lead - Gulf Wire"}, cluster: true, isGoogle: true,
			want: []string{": The lead - Gulf Wire"},
		},
		"a list without publishers": {
			item:    news.Item{Link: lead, Title: "The lead - Gulf Wire", Content: `<ol><li><a href="` + lead + `">The lead</a></li><li><a href="` + other + `">Another</a></li></ol>`},
			cluster: true, isGoogle: true, want: []string{": The lead", ": Another"},
		},
		"entities and markup in a headline": {
			item:    news.Item{Link: lead, Title: "Fish &amp; <b>chips</b> - A&amp;B", Content: entry(lead, "Fish &amp; <b>chips</b>", "A&amp;B")},
			cluster: true, isGoogle: true, want: []string{"A&B: Fish & chips"},
		},
		"a note about a link": {
			item:     news.Item{Link: lead, Title: "I read this", Content: "<p>Worth reading.</p>"},
			isGoogle: true, want: []string{": I read this"},
		},
		"an older form of the address": {
			item:    news.Item{Link: "https://news.google.com/__i/rss/rd/articles/CBMiLEAD?oc=5", Title: "The lead - Gulf Wire", Content: entry(lead, "The lead", "Gulf Wire")},
			cluster: true, isGoogle: true, want: []string{"Gulf Wire: The lead"},
		},
	} {
		item := c.item
		if got := Cluster(&item, c.publisher, c.site); got != c.isGoogle || item.Cluster != c.cluster {
			t.Errorf("%s: %v, cluster %v", name, got, item.Cluster)
		}
		if diff := cmp.Diff(c.want, headlines(item)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if !c.isGoogle && !cmp.Equal(item, c.item) {
			t.Errorf("%s: the item was touched", name)
		}
	}
}

// Reading a post twice gives the same stories.
func TestClusterTwice(t *testing.T) {
	doc, err := parseFixture(t, "google-topic.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range doc.Items {
		before := slices.Clone(headlines(item))
		Cluster(&item, item.Stories[0].Publisher, item.Stories[0].Site)
		if diff := cmp.Diff(before, headlines(item)); diff != "" {
			t.Error(diff)
		}
	}
}
