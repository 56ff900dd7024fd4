package feed

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/effort"
)

// Wherever a feed is cut off, the items before the cut are those of the whole
// feed, and the cut is reported.
func TestEveryPrefix(t *testing.T) {
	for _, name := range []string{"ordinary.xml", "linkblog.xml", "google-topic.xml", "rdf.xml", "notes.json"} {
		whole, err := parseFixture(t, name)
		if err != nil {
			t.Fatal(name, err)
		}
		raw := fixture(t, name)
		for n := 0; n < len(raw); n += 1 + n/400 {
			doc, err := Parse(t.Context(), raw[:n], Options{URL: "https://www.tidewaterpost.example/news/feed"})
			if len(doc.Items) > len(whole.Items) {
				t.Fatalf("%s cut at %d has %d items", name, n, len(doc.Items))
			}
			if len(doc.Items) > 0 && len(strings.TrimSpace(string(raw[n:]))) > 0 && (!errors.Is(err, ErrBroken) || !doc.Partial) {
				t.Fatalf("%s cut at %d: partial %v, %v", name, n, doc.Partial, err)
			}
			for i, item := range doc.Items {
				if item.Title != whole.Items[i].Title || item.Content != whole.Items[i].Content || item.Link != whole.Items[i].Link {
					t.Fatalf("%s cut at %d: item %d is %q", name, n, i, item.Title)
				}
			}
		}
	}
}

// No string of the lists of cross-site scripting becomes a script in a text or in
// an address, and none affects other items.
func TestHostileStrings(t *testing.T) {
	n := 0
	for _, path := range files(t, "hostile", "xss") {
		for line := range strings.Lines(toText(read(t, path), "")) {
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			n++
			hostile := string(escape(nil, line))
			feed := `<rss version="2.0"><channel><title>` + hostile + `</title>
<item><title>` + hostile + `</title><link>` + hostile + `</link><guid>` + hostile + `</guid><description>` + hostile + `</description></item>
<item><title>An &lt;script&gt;evil()&lt;/script&gt; end</title><link>https://example.com/2</link></item></channel></rss>`
			doc, err := Parse(t.Context(), []byte(feed), Options{URL: "https://example.com/"})
			if err != nil || len(doc.Items) != 2 {
				t.Fatalf("%q: %d items, %v", line, len(doc.Items), err)
			}
			check(t, line, doc.Items[0])
			for _, link := range []string{doc.Items[0].Link, doc.Items[0].Stories[0].Link} {
				if link != "" && !strings.HasPrefix(strings.ToLower(link), "http") {
					t.Errorf("%q gives the link %q", line, link)
				}
			}
			if doc.Items[1].Stories[0].Title != "An end" {
				t.Errorf("%q leaves %q", line, doc.Items[1].Stories[0].Title)
			}
		}
	}
	if n < 1000 {
		t.Errorf("only %d strings", n)
	}
}

// The scripts of HTML are no text.
func TestScriptsAreNoText(t *testing.T) {
	for _, content := range []string{
		"<p>One</p><script>evil()</script><p>two</p>", "<style>evil()</style>One two", "One <ScRiPt src=x>evil()</sCrIpT> two",
		"One <iframe>evil()</iframe> two", "One <!-- evil() --> two", "<template>evil()</template>One two", `One <img src=x onerror="evil()"> two`,
	} {
		doc, err := Parse(t.Context(), []byte("<rss><channel><item><title>"+string(escape(nil, content))+"</title><description><![CDATA["+content+"]]></description></item></channel></rss>"), Options{})
		if err != nil || len(doc.Items) != 1 {
			t.Fatal(content, err)
		}
		item := doc.Items[0]
		if strings.Contains(item.Text+item.Stories[0].Title, "evil") || strings.Join(strings.Fields(item.Text), " ") != "One two" {
			t.Errorf("%q gives text %q, title %q", content, item.Text, item.Stories[0].Title)
		}
	}
}

// Entities that a document declares are not expanded, and no file is read.
func TestEntitiesAreNotExpanded(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">`)
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&b, `<!ENTITY lol%d "%s">`, i, strings.Repeat(fmt.Sprintf("&lol%d;", i-1), 10))
	}
	b.WriteString(`<!ENTITY file SYSTEM "file:///etc/passwd"> %remote;]><rss><channel><item><title>&lol11; &file;</title></item></channel></rss>`)
	doc, err := Parse(t.Context(), []byte(b.String()), Options{})
	if err != nil || len(doc.Items) != 1 {
		t.Fatal(err)
	}
	if got := doc.Items[0].Title; got != "&lol11; &file;" {
		t.Errorf("the title is %.100q", got)
	}
}

// Half a megabyte is parsed in linear time, also if it is broken.
func TestTimeIsLinear(t *testing.T) {
	effort.WithoutRace(t, "one goroutine reads long documents")
	const size = 1 << 19
	rss := func(s string) string { return "<rss><channel><item><title>x</title>" + s }
	for name, text := range map[string]string{
		"open tags":        rss(strings.Repeat("<a>", size/3)),
		"open groups":      rss(strings.Repeat("<media:group>", size/13)),
		"end tags":         rss(strings.Repeat("</a>", size/4)),
		"items in items":   rss(strings.Repeat("<item>", size/6)),
		"quotes":           rss(strings.Repeat(`<a b="`, size/6)),
		"quotes in HTML":   rss("<description>" + strings.Repeat(`&lt;a b="`, size/9)),
		"comments":         rss(strings.Repeat("<!--", size/4)),
		"declarations":     strings.Repeat(`<!DOCTYPE "`, size/11),
		"instructions":     strings.Repeat(`<?x >`, size/5),
		"sections":         rss(strings.Repeat("<![CDATA[", size/9)),
		"ampersands":       rss("<description>" + strings.Repeat("&", size)),
		"references":       rss("<description>" + strings.Repeat("&amp", size/4)),
		"less-than signs":  rss("<description>" + strings.Repeat("<", size)),
		"namespaces":       rss(strings.Repeat(`<a xmlns:b="c">`, size/15)),
		"attributes":       rss("<guid " + strings.Repeat("a=b ", size/4) + ">"),
		"bases":            rss("<description>" + strings.Repeat(`<a xml:base="b/">`, size/17)),
		"list entries":     rss("<link>https://news.google.com/rss/articles/X</link><description>" + strings.Repeat(`&lt;li>&lt;a href="https://news.google.com/rss/articles/X">`, size/60)),
		"json arrays":      `{"version":"jsonfeed","items":` + strings.Repeat("[", size),
		"json items":       `{"version":"jsonfeed","items":[` + strings.Repeat(`{},`, size/3),
		"repeated summary": rss("<description>" + strings.Repeat("ab ", size/8) + "c</description><content:encoded>" + strings.Repeat("ab ", size/8) + "</content:encoded>"),
	} {
		for _, ending := range []string{"", "</description></item></channel></rss>"} {
			start := time.Now()
			if _, err := Parse(t.Context(), []byte(text+ending), Options{URL: "https://example.com/"}); err == nil && ending == "" {
				t.Errorf("%s: no error", name)
			}
			// Quadratic would be minutes; a busy machine may take its time.
			if took := time.Since(start); took > time.Minute {
				t.Errorf("%s took %v", name, took)
			} else if took > time.Second {
				t.Logf("%s took %v", name, took)
			}
		}
	}
}

// Mistakes with a clear meaning lose nothing.
func TestMended(t *testing.T) {
	for name, c := range map[string]struct{ feed, guid, title, text string }{
		"an element of the feed without end":  {`<rss><channel><ttl>60<item><title>a</title><guid>1</guid></item></channel></rss>`, "1", "a", ""},
		"an author of the feed without end":   {`<feed><author><name>A<entry><title>a</title><id>1</id></entry></feed>`, "1", "a", ""},
		"an item without end":                 {`<rss><channel><item><title>a</title><guid>1</guid><item><title>b</title></item></channel></rss>`, "1", "a", ""},
		"capital letters":                     {`<RSS><CHANNEL><ITEM><TITLE>a</TITLE><GUID>1</GUID></ITEM></CHANNEL></RSS>`, "1", "a", ""},
		"no channel":                          {`<rss><item><title>a</title><guid>1</guid></item></rss>`, "1", "a", ""},
		"no rss":                              {`<channel><item><title>a</title><guid>1</guid></item></channel>`, "1", "a", ""},
		"HTML that is not escaped":            {`<rss><channel><item><title>a</title><guid>1</guid><description><p>b<br>c</description></item></channel></rss>`, "1", "a", "b\nc"},
		"undeclared entities and prefixes":    {`<rss><channel><item><title>&eacute; &nosuch; & <</title><guid>1</guid><content:encoded>b</content:encoded></item></channel></rss>`, "1", "é &nosuch; & <", "b"},
		"a prefix that is not the usual one":  {`<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><title>a</title><guid>1</guid><c:encoded>b</c:encoded></item></channel></rss>`, "1", "a", "b"},
		"a default namespace of its own":      {`<rss xmlns="urn:nobody"><channel><item><title>a</title><guid>1</guid></item></channel></rss>`, "1", "a", ""},
		"elements that look like our own":     {`<rss><channel><x:lang>zz</x:lang><item><title>a</title><guid>1</guid><x:id>2</x:id><x:title>z</x:title></item></channel></rss>`, "1", "a", ""},
		"a title of another vocabulary":       {`<rss><channel><item><title>a</title><guid>1</guid><media:title>b</media:title><y:title xmlns:y="urn:y">c</y:title></item></channel></rss>`, "1", "a", ""},
		"Atom in another prefix":              {`<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>a</a:title><a:id>1</a:id><a:content type="text">b &lt; c</a:content></a:entry></a:feed>`, "1", "a", "b < c"},
		"a quote that is never closed":        {`<rss><channel><item><title>a</title><guid isPermaLink="false>1</guid></item></channel></rss>`, "1", "a", ""},
		"an XML declaration without its mark": {`<?xml version="1.0"><rss><channel><item><title>a</title><guid>1</guid></item></channel></rss>`, "1", "a", ""},
	} {
		doc, err := Parse(t.Context(), []byte(c.feed), Options{})
		if err != nil || len(doc.Items) == 0 || doc.Partial {
			t.Errorf("%s: %d items, %v", name, len(doc.Items), err)
			continue
		}
		if i := doc.Items[0]; i.GUID != c.guid || i.Stories[0].Title != c.title || i.Text != c.text || i.Language != "" {
			t.Errorf("%s: guid %q, title %q, text %q, language %q", name, i.GUID, i.Stories[0].Title, i.Text, i.Language)
		}
	}
}

// Relative addresses are resolved against the nearest base, which ends where
// its element does.
func TestBases(t *testing.T) {
	feed := `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/one/"><entry xml:base="two/"><id>here</id><link href="a"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="b">b</a><p xml:base="three/"><i><a href="c">c</a></i><br/></p><img src="../d" alt="d"/><a href="#e">e</a><a href="mailto:f@example.com">f</a></div></content></entry>
<entry><id>there</id><link href="?g=1"/><content type="html">&lt;a href=h title='"x"'&gt;h&lt;/a&gt; 1 &amp;lt; 2 &lt;IMG SRC="//cdn.example/i"&gt;</content></entry></feed>`
	doc, err := Parse(t.Context(), []byte(feed), Options{URL: "https://example.com/feed"})
	if err != nil || len(doc.Items) != 2 {
		t.Fatal(len(doc.Items), err)
	}
	for i, want := range [][]string{
		{"here", "https://example.com/one/two/a", `<a href="https://example.com/one/two/b">b</a><p><i><a href="https://example.com/one/two/three/c">c</a></i><br></p><img src="https://example.com/one/d" alt="d"><a href="#e">e</a><a href="mailto:f@example.com">f</a>`},
		{"there", "https://example.com/one/?g=1", `<a href="https://example.com/one/h" title="&#34;x&#34;">h</a> 1 &lt; 2 <IMG SRC="https://cdn.example/i">`},
	} {
		item := doc.Items[i]
		if diff := cmp.Diff(want, []string{item.GUID, item.Link, item.Content}); diff != "" {
			t.Error(diff)
		}
	}
}

// Too many items and too long fields are cut, and each cut is reported.
func TestLimits(t *testing.T) {
	item := `<item><title>x</title><guid isPermaLink="false">%d</guid></item>`
	var b strings.Builder
	b.WriteString("<rss><channel>")
	for i := range maxItems + 7 {
		fmt.Fprintf(&b, item, i)
	}
	b.WriteString("</channel></rss>")
	doc, err := Parse(t.Context(), []byte(b.String()), Options{})
	if !errors.Is(err, ErrLimit) || !strings.Contains(err.Error(), " 7 items") || len(doc.Items) != maxItems || !doc.Partial {
		t.Errorf("%d items, partial %v, faults %v, %v", len(doc.Items), doc.Partial, doc.Faults, err)
	}
	doc, err = Parse(t.Context(), []byte("<rss><channel><item><title>"+strings.Repeat("é", maxTitle)+"</title></item></channel></rss>"), Options{})
	if err != nil || len(doc.Items) != 1 || len(doc.Items[0].Title) > maxTitle || len(doc.Faults) != 1 {
		t.Errorf("a title of %d bytes, faults %v, %v", len(doc.Items[0].Title), doc.Faults, err)
	}
}

// FuzzParse promises that any bytes give no panic and only valid items.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"ordinary.xml", "linkblog.xml", "google-coverage-ko.xml", "rdf.xml", "notes.json", "ill-formed.xml", "page.html", "broken-off.xml"} {
		f.Add(fixture(f, name), "text/xml; charset=utf-8")
	}
	f.Fuzz(parseAnything)
}

// FuzzCorpus does the same, from the feeds of feedparser's tests.
func FuzzCorpus(f *testing.F) {
	for i, path := range files(f, "feeds", "feedparser", "tests") {
		if raw := read(f, path); i%20 == 0 && len(raw) < 4<<10 {
			f.Add(raw, "")
		}
	}
	f.Fuzz(parseAnything)
}

func parseAnything(t *testing.T, raw []byte, contentType string) {
	doc, err := Parse(t.Context(), raw, Options{URL: "https://example.com/feed", ContentType: contentType})
	if err != nil && !errors.Is(err, ErrBroken) && len(doc.Items) > 0 {
		t.Fatalf("items beside %v", err)
	}
	for _, item := range doc.Items {
		check(t, "fuzz", item)
	}
}
