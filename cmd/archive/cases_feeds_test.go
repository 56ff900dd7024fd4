package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// feedCases are the documents of feeds, but for those of dates.
func feedCases() []caseRow {
	return slices.Concat(identityCases(), fieldCases(), illFormedCases())
}

// identityCases ask which entries are one item, and which items one story.
func identityCases() []caseRow {
	return []caseRow{
		{"one-link-many-guids", "100 items and 100 stories; search guest3 gives that episode's headline, text and date", func(c *caseArchive) {
			c.fetched(100)
			c.counts("*", 100)
			st := c.findsTitle("guest3", "Episode 3 with guest3")
			if want := "2026-01-06T13:00:00Z"; st.Published != want {
				c.Errorf("episode 3 is of %s, want %s", st.Published, want)
			}
			c.shows(st, "notes3\n", "date        2026-01-06")
		}},
		{"one-link-no-guid", "2, then 3 items; alpha, bravo and charlie are each found under their own headline", func(c *caseArchive) {
			c.fetched(2)
			if items, stories, _ := c.fetch(); items != 1 || stories != 1 {
				c.Errorf("the second document brings %d items and %d stories, want one", items, stories)
			}
			for i, word := range []string{"alpha", "bravo", "charlie"} {
				c.shows(c.findsTitle(word, fmt.Sprintf("Poll %d: option %s", i, word)), "body "+word)
			}
		}},
		{"same-guid-link-moves", "30 stories before and after; the new links lead to them, the old ones still find them; nothing is new to a topic", func(c *caseArchive) {
			c.fetched(30)
			ran(c.T, c.dir, exitDone, "topic", "add", "harbour", "harbour report")
			c.again()
			c.counts("*", 30)
			old, now := c.findsAll("link:http://site.test/7"), c.findsAll("link:https://site.test/7")
			if len(now) != 1 || len(old) != 1 || old[0].ID != now[0].ID || now[0].Title != "Harbour report number 7" {
				c.Errorf("the new link finds %+v, the old one %+v", now, old)
			}
			ran(c.T, c.dir, exitNothing, "topic", "check", "harbour")
		}},
		{"guid-and-text-change", "show has the second wording under the second headline; the first is a revision", func(c *caseArchive) {
			c.fetched(1)
			c.again()
			st := c.findsTitle("walnut", "Mayor resigns over harbour deal")
			c.shows(st, "Mayor resigns over harbour deal\n", "second wording walnut", "the title was: Mayor resignes over harbour deal")
			if before := c.findsTitle("apricot", st.Title); before.ID != st.ID || strings.Contains(c.show(st), "apricot") {
				c.Errorf("the first wording is shown, or is found as story %d", before.ID)
			}
			if out := c.show(st, "--json"); !strings.Contains(out, `"value": "first wording apricot"`) {
				c.Errorf("the first wording is no revision:\n%s", out)
			}
		}},
		{"google-new-token-japanese", "one story, with four tokens", func(c *caseArchive) {
			c.fetched(1)
			for range 3 {
				c.fetch()
			}
			c.counts("*", 1)
			for i := range 4 {
				c.findsTitle(fmt.Sprintf("link:https://news.google.com/rss/articles/CBMiQVVfeXFMTk00%d", i), "高市首相が訪米、トランプ大統領と会談へ 日米同盟の強化を確認")
			}
		}},
		{"date-moves-every-fetch", "no revision where only a date moves on, again and again; the first date stays", func(c *caseArchive) {
			c.fetched(3)
			for range 3 {
				c.again()
			}
			for link, it := range c.items() {
				if it.Published != "2026-01-06T10:00:00Z" || it.PublishedRaw != "Tue, 06 Jan 2026 10:00:00 GMT" || len(it.Revisions) > 0 {
					c.Errorf("%s is of %s, %q, with the revisions %v", link, it.Published, it.PublishedRaw, it.Revisions)
				}
			}
		}},
	}
}

// fieldCases ask for what an item has beside headline, link and text.
func fieldCases() []caseRow {
	const enclosures = "enclosures kept: address, type, length, duration; found in show, JSON, NDJSON, posts"
	const media = "media: descriptions, titles, credits and keywords stand in where the item has none of its own; an item without headline shows the beginning of its text"
	return []caseRow{
		{"enclosure-without-link", enclosures, func(c *caseArchive) {
			c.fetched(2)
			c.enclosed("guest", caseFile{URL: "https://cdn.test/17.mp3", Type: "audio/mpeg", Length: 20004212})
			c.enclosed("type", caseFile{URL: "https://cdn.test/18.mp3", Length: 62447386})
		}},
		{"podcast-enclosure", enclosures, func(c *caseArchive) {
			c.fetched(1)
			c.enclosed("episode", caseFile{URL: "https://cdn.example/9.mp3", Type: "audio/mpeg", Length: 123456, Duration: 3723})
			c.shows(c.finds("subtitle"), "1:02:03", "https://pod.example/9#comments")
			c.finds("tag:bridges tag:ferries")
		}},
		{"json-attachments", enclosures, func(c *caseArchive) {
			c.fetched(2)
			c.enclosed("link:j.example", caseFile{URL: "https://cdn.j.example/1.mp3", Type: "audio/mpeg", Length: 100, Duration: 60})
			c.enclosed("has:enclosure -link:j.example/1", caseFile{URL: "https://cdn.j.example/2.mp3", Type: "audio/mpeg"})
			c.findsTitle("differs", "Episode")
			c.findsTitle(`author:"a b"`, "Episode")
		}},
		{"video-description", media, func(c *caseArchive) {
			c.fetched(1)
			c.shows(c.findsTitle("resonance zeppelin pylons", "Can a bridge sing?"), "Resonance frequencies of zeppelin pylons.")
		}},
		{"media-description", media, func(c *caseArchive) {
			c.fetched(1)
			c.findsTitle("platypus", "Photo")
			c.shows(c.findsTitle("wombat", "Photo"), "toplevel about wombat")
		}},
		{"picture-post", media, func(c *caseArchive) {
			c.fetched(2)
			c.findsTitle("alt picture", "Short toot about a zeppelin #sky")
			c.shows(c.findsTitle("otter", "only a picture of an otter"), "only a picture of an otter")
		}},
		{"summary-and-description", "a second text that says something else is kept and found", func(c *caseArchive) {
			c.fetched(2)
			for query, title := range map[string]string{`"words of the description"`: "T", `"words of the summary"`: "T", `"description two"`: "U", `"dublin two"`: "U"} {
				c.findsTitle(query, title)
			}
			items := c.items()
			if a, b := items["https://s.example/1"], items["https://s.example/2"]; len(a.Texts) != 1 || len(b.Texts) != 1 ||
				a.Texts[0].HTML != "Other words of the summary." || b.Texts[0].HTML != "Dublin two." {
				c.Errorf("NDJSON has the second texts %v and %v", a.Texts, b.Texts)
			}
		}},
	}
}

// enclosed checks the enclosure of the one story that a query finds, in
// whatever shows it.
func (c *caseArchive) enclosed(query string, want caseFile) {
	c.Helper()
	st := c.finds(query)
	c.shows(st, want.URL, want.Type)
	if out := c.show(st, "--json"); !strings.Contains(out, `"url": "`+want.URL+`"`) {
		c.Errorf("show --json lacks %s:\n%s", want.URL, out)
	}
	c.exported(want.URL)
	var all []caseFile
	for _, it := range c.items() {
		all = append(all, it.Enclosures...)
	}
	if !slices.Contains(all, want) {
		c.Errorf("NDJSON has the enclosures %+v, want %+v", all, want)
	}
}

// illFormedCases ask what is made of what is written wrong.
func illFormedCases() []caseRow {
	return []caseRow{
		{"own-dtd-entity", "an entity that the document itself defines is expanded (internal, without markup, bounded)", func(c *caseArchive) {
			c.fetched(1)
			c.findsTitle("site opens", "The Site opens")
			if out := ran(c.T, c.dir, exitDone, "feed", "list"); !strings.Contains(out, "Ejércitos") {
				c.Errorf("the feed's name is not Ejércitos: %s", out)
			}
		}},
		{"utf8-with-some-cp1252", "the UTF-8 stays readable; the odd bytes are read as windows-1252", func(c *caseArchive) {
			c.fetched(2)
			c.findsTitle("schöne", "Schöne Grüße aus Köln")
			c.findsTitle("café", "Café “quoted” – price € 5")
		}},
		{"relative-link-in-file", "relative links resolve by xml:base, else the address, else rel=self, else the feed's link", func(c *caseArchive) {
			// From a file, which has no address to resolve by.
			ran(c.T, c.dir, exitDone, "feed", "add", "--later", c.documents[0])
			ran(c.T, c.dir, exitDone, "sync")
			st := c.findsTitle("relative", "Relative")
			if st.Link != "https://r.example/posts/1" {
				c.Errorf("the link is %s", st.Link)
			}
			c.exported(`https://r.example/posts/0`)
		}},
		{"nonhttp-link", "kept as given and shown; not fetched, not made clickable in HTML", func(c *caseArchive) {
			c.fetched(3)
			links := []string{"gemini://g.example/log/1", "ftp://g.example/pub/2.txt", "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567"}
			for _, st := range c.findsAll("*") {
				if !slices.Contains(links, st.Link) {
					c.Errorf("%s is none of the links", st.Link)
				}
				c.shows(st, "link        "+st.Link)
			}
			for _, format := range []string{"atom", "rss", "md"} {
				out := ran(c.T, c.dir, exitDone, "search", "*", "--format", format)
				for _, link := range links {
					if strings.Contains(out, `href="`+link) || strings.Contains(out, "<link>"+link) || strings.Contains(out, "]("+link) {
						c.Errorf("%s can be clicked in %s:\n%s", link, format, out)
					}
				}
			}
		}},
		{"bad-published", "published_raw is what the feed wrote, readable or not", func(c *caseArchive) {
			c.fetched(1)
			if it := c.items()["https://d.example/1"]; it.PublishedRaw != "2026-01-32T10:00:00Z" || it.Published != "2026-02-01T00:00:00Z" {
				c.Errorf("published is %s, as written %q", it.Published, it.PublishedRaw)
			}
		}},
		{"atom-link-text", "the text of a link without href is its address", func(c *caseArchive) {
			c.fetched(2)
			c.findsTitle("link:https://l.example/1", "with text link")
			c.finds("link:https://l.example/2")
		}},
		{"html-in-plain-title", "a headline about an HTML element keeps its words", func(c *caseArchive) {
			c.fetched(8)
			got := map[string]string{}
			for _, st := range c.findsAll("*") {
				got[strings.TrimPrefix(st.Link, "https://t.example/")] = st.Title
			}
			want := map[string]string{
				"1": "Use of bold & more", "2": "Why a < b and c > d", "3": "The <div> tag explained", "4": "std::vector<int> considered",
				"5": "Generics: Map<String, List<T>>", "6": "AT&T & Verizon <3 5G", "7": "How to use <p> in HTML", "8": "<script> injection primer",
			}
			if d := cmp.Diff(want, got); d != "" {
				c.Errorf("headlines by their links (-want +got):\n%s", d)
			}
		}},
	}
}
