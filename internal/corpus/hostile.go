package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// HostileDocument is a kind of feed that is made to cost too much.
type HostileDocument struct {
	Name string
	// Begins is how many bytes stand in every such document before what it
	// has so much of.
	Begins int
	make   func(b *strings.Builder, more func() bool)
}

// Make returns a document of the kind of about so many bytes. The same size
// gives the same bytes.
func (d HostileDocument) Make(size int) []byte {
	var b strings.Builder
	b.Grow(size + 1<<10)
	d.make(&b, func() bool { return b.Len() < size })
	return []byte(b.String())
}

// HostileDocuments returns the kinds.
func HostileDocuments() []HostileDocument {
	all := hostileDocuments()
	for i, d := range all {
		all[i].Begins = len(d.Make(0))
	}
	return all
}

func hostileDocuments() []HostileDocument {
	numbered := func(format string) func(*strings.Builder, func() bool) {
		return func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, format, i)
			}
		}
	}
	again := func(text string) func(*strings.Builder, func() bool) {
		return func(b *strings.Builder, more func() bool) {
			for more() {
				b.WriteString(text)
			}
		}
	}
	return []HostileDocument{
		{Name: "authors of one item", make: item(numbered(`<author>Person%d Name</author>`))},
		{Name: "authors, one an item", make: rss(numbered(`<item><guid>%[1]d</guid><title>Title %[1]d</title><author>Person%[1]d Name</author></item>`))},
		{Name: "categories of one item", make: item(numbered(`<category>Category %d</category>`))},
		{Name: "categories of many items", make: rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><guid>%d</guid><title>Title %d</title>`, i, i)
				for k := range 400 {
					fmt.Fprintf(b, `<category>Category %d</category>`, i*400+k)
				}
				b.WriteString(`</item>`)
			}
		})},
		{Name: "keywords", make: item(within(`<category>one</category><media:keywords>`, numbered(`word%d,`), `</media:keywords>`))},
		{Name: "enclosures", make: item(numbered(`<enclosure url="https://a.example/%d.mp3" type="audio/mpeg" length="1"/>`))},
		{Name: "media contents", make: item(numbered(`<media:content url="https://a.example/%d.mp3" type="audio/mpeg"><media:title>Title</media:title></media:content>`))},
		{Name: "second texts", make: item(numbered(`<media:description>Text number %d</media:description>`))},
		{Name: "unknown elements", make: item(numbered(`<x%[1]d>Text</x%[1]d>`))},
		{Name: "one cluster", make: cluster(1 << 30)},
		{Name: "clusters of a hundred", make: cluster(100)},
		{Name: "one lead in all clusters", make: rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				lead := `<li><a href="https://news.google.com/rss/articles/LEAD?oc=5">The lead of all</a>&nbsp;<font color="#6f6f6f">Reuters</font></li>`
				fmt.Fprintf(b, `<item><guid isPermaLink="false">G%d</guid><link>https://news.google.com/rss/articles/LEAD?oc=5</link>`+
					`<title>The lead of all - Reuters</title><description><![CDATA[<ol>%s`, i, lead)
				for k := range 2 {
					fmt.Fprintf(b, `<li><a href="https://news.google.com/rss/articles/S%dK%d?oc=5">Story %d of %d</a>&nbsp;<font color="#6f6f6f">AP</font></li>`, i, k, k, i)
				}
				b.WriteString(`</ol>]]></description></item>`)
			}
		})},
		{Name: "distinct words", make: item(within(`<description>`, numbered(`word%d `), `</description>`))},
		{Name: "long distinct words", make: item(within(`<description>`, func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				b.WriteString(strings.Repeat("long", 15) + strconv.Itoa(i) + " ")
			}
		}, `</description>`))},
		{Name: "one word", make: item(within(`<description>`, again(`word `), `</description>`))},
		{Name: "one endless word", make: item(within(`<description>`, again(`word`), `</description>`))},
		{Name: "dates", make: item(within(`<description>`, numbered(`On May 3, 2%03d. `), `</description>`))},
		{Name: "Chinese", make: item(within(`<description>`, func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i = (i*7 + 13) % 20_000 {
				b.WriteRune(rune(0x4e00 + i))
			}
		}, `</description>`))},
		{Name: "marks on one letter", make: item(within(`<description>`, again("\u0301"), `</description>`))},
		{Name: "many texts", make: rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><guid>%d</guid><title>Title %d</title><description>`, i, i)
				for k := range 3000 {
					fmt.Fprintf(b, "word%d ", i*3000+k)
				}
				b.WriteString(`</description></item>`)
			}
		})},
		{Name: "tiny items", make: rss(numbered(`<item><title>%d</title></item>`))},
		{Name: "empty items", make: rss(again(`<item></item>`))},
		{Name: "tiny items of JSON", make: within(`{"version":"https://jsonfeed.org/version/1.1","title":"Feed","items":[{}`, numbered(`,{"id":"%d"}`), `]}`)},
		{Name: "authors of JSON", make: within(`{"version":"https://jsonfeed.org/version/1.1","title":"Feed","items":[{"id":"1","authors":[{}`, numbered(`,{"name":"Person%d"}`), `]}]}`)},
		{Name: "deep JSON", make: within(`{"version":"https://jsonfeed.org/version/1.1","title":"Feed","items":`, again(`[`), ``)},
		{Name: "deep elements", make: item(again(`<b>`))},
		{Name: "parts of a person", make: item(within(`<author><b/>`, again(`x<b/>`), `</author>`))},
		{Name: "deep markup", make: item(within(`<description><![CDATA[`, again(`<div>`), `]]></description>`))},
		{Name: "deep lists", make: item(within(`<description><![CDATA[`, again(`<ul><li><blockquote>`), `]]></description>`))},
		{Name: "unclosed formatting", make: item(within(`<description><![CDATA[`, again(`<a><b><p>`), `]]></description>`))},
		{Name: "tables in tables", make: item(within(`<description><![CDATA[`, again(`<table><tr><td>`), `]]></description>`))},
		{Name: "markup of tags", make: item(within(`<description><![CDATA[`, numbered(`<p class="c%d">x</p>`), `]]></description>`))},
		{Name: "unclosed items", make: rss(again(`<item><title>`))},
		{Name: "unclosed comments", make: rss(again(`<!-- `))},
		{Name: "unclosed CDATA", make: item(again(`<![CDATA[`))},
		{Name: "open brackets", make: item(within(`<description>`, again(`<`), `</description>`))},
		{Name: "one attribute", make: item(within(`<enclosure url="https://a.example/`, again(`x`), `"/>`))},
		{Name: "many attributes", make: item(within(`<enclosure `, numbered(`a%d="x" `), `/>`))},
		{Name: "many namespaces", make: item(within(`<x:y `, numbered(`xmlns:n%[1]d="urn:%[1]d" `), `/>`))},
		{Name: "namespace in each item", make: rss(numbered(`<item xmlns:n%[1]d="urn:%[1]d"><title>%[1]d</title></item>`))},
		{Name: "entities", make: item(within(`<description>`, again(`&amp;`), `</description>`))},
		{Name: "entities of entities", make: item(within(`<description>`, again(`&amp;amp;`), `</description>`))},
		{Name: "unknown entities", make: item(within(`<description>`, numbered(`&e%d;`), `</description>`))},
		{Name: "own entities", make: within(`<!DOCTYPE rss [`, numbered(`<!ENTITY e%d "text">`), `]><rss version="2.0"><channel><title>Feed</title><item><title>&e1;</title></item></channel></rss>`)},
		{Name: "headline", make: item(within(`<title>`, numbered(`word%d `), `</title>`))},
		{Name: "headlines", make: rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><guid>%d</guid><title>`, i)
				for k := range 1500 {
					fmt.Fprintf(b, "word%d ", i*1500+k)
				}
				b.WriteString(`</title></item>`)
			}
		})},
		{Name: "a guid", make: within(`<rss version="2.0"><channel><title>Feed</title><item><title>A title</title><guid>`, again(`g`), `</guid></item></channel></rss>`)},
		{Name: "guids of a megabyte", make: rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><title>Title %d</title><guid>%d%s</guid></item>`, i, i, strings.Repeat("g", 1<<20))
			}
		})},
		{Name: "links of a megabyte", make: rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><title>Title %d</title><link>https://a.example/%d%s</link></item>`, i, i, strings.Repeat("l", 1<<20))
			}
		})},
		{Name: "links of eight kilobytes", make: rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><title>Title %d</title><link>https://a.example/%d%s</link></item>`, i, i, strings.Repeat("/l", 4000))
			}
		})},
		{Name: "one guid", make: rss(numbered(`<item><guid>same</guid><title>The same title</title><pubDate>Wed, 14 Jan 2026 08:00:00 GMT</pubDate><description>text %d</description></item>`))},
		{Name: "one guid, unlike headlines", make: rss(numbered(`<item><guid>same</guid><title>title%d</title></item>`))},
		{Name: "one link", make: rss(numbered(`<item><guid>%[1]d</guid><link>https://a.example/same</link><title>title%[1]d</title></item>`))},
		{Name: "one link, no guids", make: rss(numbered(`<item><link>https://a.example/same</link><title>The same title</title><description>text %d</description></item>`))},
		{Name: "fragments", make: rss(numbered(`<item><link>https://a.example/same#%[1]d</link><title>title%[1]d</title></item>`))},
		{Name: "equal titles", make: rss(numbered(`<item><title>The same title</title><description>text %d</description></item>`))},
		{Name: "bad dates", make: rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><title>Title %d</title><pubDate>%s</pubDate></item>`, i, strings.Repeat("12 Jan ", 2000))
			}
		})},
		{Name: "stories of long headlines", make: rss(func(b *strings.Builder, more func() bool) {
			b.WriteString(`<item><guid>1</guid><link>https://news.google.com/rss/articles/K0?oc=5</link><title>Title</title><description><![CDATA[<ol>`)
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<li><a href="https://news.google.com/rss/articles/K%d?oc=5">`, i)
				for k := range 350 {
					fmt.Fprintf(b, "word%d ", i*350+k)
				}
				b.WriteString(`</a>&nbsp;<font color="#6f6f6f">AP</font></li>`)
			}
			b.WriteString(`</ol>]]></description></item>`)
		})},
		{Name: "title of the feed", make: within(`<rss version="2.0"><channel><title>`+strings.Repeat("Title ", 1<<18)+`</title><author>`+strings.Repeat("Name ", 1<<18)+`</author>`,
			numbered(`<item><guid>%[1]d</guid><link>https://a.example/%[1]d</link><title>Title %[1]d</title></item>`), `</channel></rss>`)},
		{Name: "long base", make: within(`<rss version="2.0" xml:base="https://a.example/`+strings.Repeat("b", 1<<20)+`/"><channel><title>Feed</title>`,
			numbered(`<item><guid>%[1]d</guid><link>l%[1]d</link><title>Title %[1]d</title></item>`), `</channel></rss>`)},
		{Name: "base of many links", make: within(`<rss version="2.0" xml:base="https://a.example/`+strings.Repeat("b", 2000)+`/"><channel><title>Feed</title><item><title>Title</title><description><![CDATA[`,
			again(`<a href=x>`), `]]></description></item></channel></rss>`)},
		{Name: "links of an item", make: item(numbered(`<link>https://a.example/%d</link>`))},
		{Name: "comments in a title", make: within(`<rss version="2.0"><channel><title>Feed</title><item><title>`, again(`&lt;!--`), `</title></item></channel></rss>`)},
		{Name: "comments in a text", make: item(within(`<description>`, again(`&lt;!--`), `</description>`))},
		{Name: "scripts", make: item(within(`<description>`, again(`&lt;script>`), `</description>`))},
		{Name: "apostrophes", make: item(within(`<description>`, again(`a'`), `</description>`))},
		{Name: "hyphens", make: item(within(`<description>`, again(`a-`), `</description>`))},
		{Name: "letters with dots", make: item(within(`<description>`, again(`a.`), `</description>`))},
		{Name: "ampersands", make: item(within(`<description>`, again(`a&amp;`), `</description>`))},
		{Name: "thousands", make: item(within(`<description>`, again(`1,000,`), `</description>`))},
		{Name: "a category", make: item(within(`<category>`, again(`word `), `</category>`))},
		{Name: "a person", make: item(within(`<author>`, again(`word `), `</author>`))},
		{Name: "authors of a megabyte", make: item(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<author>%d %s</author>`, i, strings.Repeat("name ", 1<<17))
			}
		})},
		{Name: "sources of an item", make: rss(numbered(`<item><guid>%[1]d</guid><title>Title %[1]d</title><source url="https://s%[1]d.example/">Source %[1]d</source></item>`))},
		{Name: "faults", make: rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><guid>%d%s</guid></item>`, i, strings.Repeat("f", 17<<10))
			}
		})},
	}
}

// rss is a feed of items.
func rss(items func(*strings.Builder, func() bool)) func(*strings.Builder, func() bool) {
	return within(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Feed</title>`,
		items, `</channel></rss>`)
}

// item is a feed of one item.
func item(content func(*strings.Builder, func() bool)) func(*strings.Builder, func() bool) {
	return rss(within(`<item><guid>1</guid><link>https://a.example/1</link><title>A title</title>`, content, `</item>`))
}

// within is a document's part between a beginning and an end.
func within(begin string, content func(*strings.Builder, func() bool), end string) func(*strings.Builder, func() bool) {
	return func(b *strings.Builder, more func() bool) {
		b.WriteString(begin)
		content(b, more)
		b.WriteString(end)
	}
}

// cluster is a feed of Google News of clusters of so many stories.
func cluster(stories int) func(*strings.Builder, func() bool) {
	return rss(func(b *strings.Builder, more func() bool) {
		for i := 0; more(); i++ {
			fmt.Fprintf(b, `<item><guid isPermaLink="false">G%d</guid><link>https://news.google.com/rss/articles/S%dK0?oc=5</link>`+
				`<title>Story 0 of %d - Reuters</title><description><![CDATA[<ol>`, i, i, i)
			for k := 0; k < stories && (k == 0 || more()); k++ {
				fmt.Fprintf(b, `<li><a href="https://news.google.com/rss/articles/S%dK%d?oc=5">Story %d of %d</a>&nbsp;<font color="#6f6f6f">Paper %d</font></li>`, i, k, k, i, k)
			}
			b.WriteString(`</ol>]]></description></item>`)
		}
	})
}
