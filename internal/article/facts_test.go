package article

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/news"
)

const council = `<p>The council voted, after a long debate, to keep the old bridge open for one more year, and to ask the state for money.</p>`

// stated reads the facts of a page with the given head and body.
func stated(t *testing.T, address, head, body string) news.Text {
	t.Helper()
	fetched := time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC)
	text, err := Read(context.Background(), news.Page{URL: address, Status: 200, Fetched: fetched, Body: []byte("<html><head>" + head + "</head><body>" + body + council + council + "</body></html>")})
	if err != nil {
		t.Fatal(err)
	}
	text.Kind, text.Reason, text.HTML, text.Plain, text.Captions = "", "", "", "", nil
	return text
}

func instant(s string) news.Date {
	d, err := news.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func data(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

func TestFacts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		address, head, body string
		want                news.Text
	}{
		"JSON-LD in a graph, the author by reference": {
			head: data(`{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Paper"},{"@id":"#j","@type":"Person","name":"Jane Roe"},
				{"@type":["Thing","NewsArticle"],"headline":"Bridge stays open &amp; free","author":[{"@id":"#j"},{"@type":"Person","name":"John Doe"}],"datePublished":"2026-01-14T09:30:00+09:00",
				"dateModified":"2026-01-15T08:00:00Z","articleSection":["City","News"],"inLanguage":"en-us","image":[{"@type":"ImageObject","url":"/i.jpg"}],"isAccessibleForFree":"False"}]}`),
			want: news.Text{Headline: "Bridge stays open & free", Byline: "Jane Roe, John Doe", Section: "City", Language: "en-US", Image: "https://paper.example/i.jpg", Published: instant("2026-01-14T00:30:00Z"), Modified: instant("2026-01-15T08:00:00Z"), Paywalled: true},
		},
		"OpenGraph and meta": {
			head: `<meta property="og:title" content="Bridge stays open - Paper"><meta property="og:site_name" content="Paper"><meta name="author" content="By Jane Roe and John Doe"><meta property="article:published_time" content="2026-01-14">
				<meta property="article:section" content="City"><meta property="og:locale" content="de_AT"><meta property="og:image" content="https://img.example/i.jpg"><link rel="canonical" href="/bridge">`,
			want: news.Text{Headline: "Bridge stays open", Byline: "Jane Roe, John Doe", Section: "City", Language: "de-AT", Canonical: "https://paper.example/bridge", Image: "https://img.example/i.jpg", Published: instant("2026-01-14")},
		},
		"microdata": {
			body: `<h1 itemprop="headline">Bridge stays open</h1><span itemprop="author" itemscope><span itemprop="name">Jane Roe</span></span><time itemprop="datePublished" datetime="2026-01-14T09:30:00+01:00">Today</time>`,
			want: news.Text{Headline: "Bridge stays open", Byline: "Jane Roe", Published: instant("2026-01-14T08:30:00Z")},
		},
		"the address has the day":   {address: "https://paper.example/2026/01/14/bridge", body: "<h1>Bridge stays open</h1>", want: news.Text{Headline: "Bridge stays open", Published: instant("2026-01-14")}},
		"a day beside the headline": {body: "<h1>Brücke bleibt offen</h1><span>14. Januar 2026</span>", want: news.Text{Headline: "Brücke bleibt offen", Published: instant("2026-01-14")}},
		"dates of the future and of nonsense are dropped": {
			head: data(`{"@type":"NewsArticle","headline":"Bridge","datePublished":"2036-01-14T09:30:00Z","dateModified":"yesterday"}`),
			want: news.Text{Headline: "Bridge"},
		},
		"scripts are no addresses": {
			head: `<title>Bridge</title><link rel="canonical" href="javascript:alert(1)"><meta property="og:image" content="data:image/png;base64,x"><meta property="og:url" content="ftp://a.example/b">`,
			want: news.Text{Headline: "Bridge"},
		},
		"another site's canonical is for the caller to judge": {
			head: `<title>Bridge</title><link rel="canonical" href="https://other.example/b">`,
			want: news.Text{Headline: "Bridge", Canonical: "https://other.example/b"},
		},
		"JSON-LD with line ends in its strings, in CDATA": {
			head: data("//<![CDATA[\n{\"@type\":\"BlogPosting\",\"headline\":\"Bridge\nstays\",\"author\":\"Von Jane Roe\"}\n//]]>"),
			want: news.Text{Headline: "Bridge stays", Byline: "Jane Roe"},
		},
		"hostile JSON-LD": {
			head: data(strings.Repeat(`{"@graph":[`, 5000)) + data(`{"@type":{"@type":[1,null]},"author":{"name":{"name":{}}},"image":[[[]]]}`) + data(`{"@type":"NewsArticle","headline":["",{"@value":"Bridge"}],"author":[1,null,[],{"name":["Jane Roe","John Doe"]}],"datePublished":[{}],"isAccessibleForFree":[]}`),
			want: news.Text{Headline: "Bridge", Byline: "Jane Roe, John Doe"},
		},
		"the publisher is no author beside a person": {
			head: `<meta property="og:site_name" content="Paper"><meta name="author" content="Paper"><title>Bridge</title>`, body: `<p class="byline">By Jane Roe</p>`,
			want: news.Text{Headline: "Bridge", Byline: "Jane Roe"},
		},
		"the publisher's name is the first heading": {
			head: `<title>Bridge stays open | My Town</title>`, body: `<h1>My Town</h1><h2>Bridge stays open</h2>`,
			want: news.Text{Headline: "Bridge stays open"},
		},
	} {
		if c.address == "" {
			c.address = "https://paper.example/a"
		}
		if c.want.Language == "" {
			c.want.Language = "en" // as the text is
		}
		if diff := cmp.Diff(c.want, stated(t, c.address, c.head, c.body)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"By Jane Roe":               "Jane Roe",
		"von Jane Roe und John Doe": "Jane Roe, John Doe",
		"Jane Roe | John Doe":       "Jane Roe, John Doe",
		"Jane Roe, JANE ROE":        "Jane Roe",
		"https://a.example/jane":    "",
		"jane@paper.example":        "",
		"14 January 2026":           "",
		"Posted on":                 "",
		"文/王小明":                     "王小明",
		"This is a sentence about somebody that is much too long": "",
	} {
		if got := joinNames([]string{written}); got != want {
			t.Errorf("%q is %q, want %q", written, got, want)
		}
	}
}

// A date in a table of facts is not the page's.
func TestDateOfTheSubject(t *testing.T) {
	t.Parallel()
	got := stated(t, "https://wiki.example/bridge", `<title>Bridge</title>`, `<h1>Bridge</h1><table><tr><th>Opened</th><td>28 February 1998</td></tr></table>`)
	if !got.Published.IsZero() {
		t.Errorf("published %s", got.Published)
	}
}
