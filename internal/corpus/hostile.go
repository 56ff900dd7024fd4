package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// HostileDocument is a kind of feed that is made to cost too much.
type HostileDocument struct {
	Name string
	make func(b *strings.Builder, more func() bool)
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
		{"authors of one item", item(numbered(`<author>Person%d Name</author>`))},
		{"authors, one an item", rss(numbered(`<item><guid>%[1]d</guid><title>Title %[1]d</title><author>Person%[1]d Name</author></item>`))},
		{"categories of one item", item(numbered(`<category>Category %d</category>`))},
		{"categories of many items", rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><guid>%d</guid><title>Title %d</title>`, i, i)
				for k := range 400 {
					fmt.Fprintf(b, `<category>Category %d</category>`, i*400+k)
				}
				b.WriteString(`</item>`)
			}
		})},
		{"keywords", item(within(`<category>one</category><media:keywords>`, numbered(`word%d,`), `</media:keywords>`))},
		{"enclosures", item(numbered(`<enclosure url="https://a.example/%d.mp3" type="audio/mpeg" length="1"/>`))},
		{"media contents", item(numbered(`<media:content url="https://a.example/%d.mp3" type="audio/mpeg"><media:title>Title</media:title></media:content>`))},
		{"second texts", item(numbered(`<media:description>Text number %d</media:description>`))},
		{"unknown elements", item(numbered(`<x%[1]d>Text</x%[1]d>`))},
		{"one cluster", cluster(1 << 30)},
		{"clusters of a hundred", cluster(100)},
		{"one lead in all clusters", rss(func(b *strings.Builder, more func() bool) {
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
		{"distinct words", item(within(`<description>`, numbered(`word%d `), `</description>`))},
		{"long distinct words", item(within(`<description>`, func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				b.WriteString(strings.Repeat("long", 15) + strconv.Itoa(i) + " ")
			}
		}, `</description>`))},
		{"one word", item(within(`<description>`, again(`word `), `</description>`))},
		{"one endless word", item(within(`<description>`, again(`word`), `</description>`))},
		{"dates", item(within(`<description>`, numbered(`On May 3, 2%03d. `), `</description>`))},
		{"Chinese", item(within(`<description>`, func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i = (i*7 + 13) % 20_000 {
				b.WriteRune(rune(0x4e00 + i))
			}
		}, `</description>`))},
		{"marks on one letter", item(within(`<description>`, again("\u0301"), `</description>`))},
		{"many texts", rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><guid>%d</guid><title>Title %d</title><description>`, i, i)
				for k := range 3000 {
					fmt.Fprintf(b, "word%d ", i*3000+k)
				}
				b.WriteString(`</description></item>`)
			}
		})},
		{"tiny items", rss(numbered(`<item><title>%d</title></item>`))},
		{"empty items", rss(again(`<item></item>`))},
		{"tiny items of JSON", within(`{"version":"https://jsonfeed.org/version/1.1","title":"Feed","items":[{}`, numbered(`,{"id":"%d"}`), `]}`)},
		{"authors of JSON", within(`{"version":"https://jsonfeed.org/version/1.1","title":"Feed","items":[{"id":"1","authors":[{}`, numbered(`,{"name":"Person%d"}`), `]}]}`)},
		{"deep JSON", within(`{"version":"https://jsonfeed.org/version/1.1","title":"Feed","items":`, again(`[`), ``)},
		{"deep elements", item(again(`<b>`))},
		{"deep markup", item(within(`<description><![CDATA[`, again(`<div>`), `]]></description>`))},
		{"deep lists", item(within(`<description><![CDATA[`, again(`<ul><li><blockquote>`), `]]></description>`))},
		{"unclosed formatting", item(within(`<description><![CDATA[`, again(`<a><b><p>`), `]]></description>`))},
		{"tables in tables", item(within(`<description><![CDATA[`, again(`<table><tr><td>`), `]]></description>`))},
		{"markup of tags", item(within(`<description><![CDATA[`, numbered(`<p class="c%d">x</p>`), `]]></description>`))},
		{"unclosed items", rss(again(`<item><title>`))},
		{"unclosed comments", rss(again(`<!-- `))},
		{"unclosed CDATA", item(again(`<![CDATA[`))},
		{"open brackets", item(within(`<description>`, again(`<`), `</description>`))},
		{"one attribute", item(within(`<enclosure url="https://a.example/`, again(`x`), `"/>`))},
		{"many attributes", item(within(`<enclosure `, numbered(`a%d="x" `), `/>`))},
		{"many namespaces", item(within(`<x:y `, numbered(`xmlns:n%[1]d="urn:%[1]d" `), `/>`))},
		{"namespace in each item", rss(numbered(`<item xmlns:n%[1]d="urn:%[1]d"><title>%[1]d</title></item>`))},
		{"entities", item(within(`<description>`, again(`&amp;`), `</description>`))},
		{"entities of entities", item(within(`<description>`, again(`&amp;amp;`), `</description>`))},
		{"unknown entities", item(within(`<description>`, numbered(`&e%d;`), `</description>`))},
		{"own entities", within(`<!DOCTYPE rss [`, numbered(`<!ENTITY e%d "text">`), `]><rss version="2.0"><channel><title>Feed</title><item><title>&e1;</title></item></channel></rss>`)},
		{"headline", item(within(`<title>`, numbered(`word%d `), `</title>`))},
		{"headlines", rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><guid>%d</guid><title>`, i)
				for k := range 1500 {
					fmt.Fprintf(b, "word%d ", i*1500+k)
				}
				b.WriteString(`</title></item>`)
			}
		})},
		{"a guid", within(`<rss version="2.0"><channel><title>Feed</title><item><title>A title</title><guid>`, again(`g`), `</guid></item></channel></rss>`)},
		{"guids of a megabyte", rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><title>Title %d</title><guid>%d%s</guid></item>`, i, i, strings.Repeat("g", 1<<20))
			}
		})},
		{"links of a megabyte", rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><title>Title %d</title><link>https://a.example/%d%s</link></item>`, i, i, strings.Repeat("l", 1<<20))
			}
		})},
		{"links of eight kilobytes", rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><title>Title %d</title><link>https://a.example/%d%s</link></item>`, i, i, strings.Repeat("/l", 4000))
			}
		})},
		{"one guid", rss(numbered(`<item><guid>same</guid><title>The same title</title><pubDate>Wed, 14 Jan 2026 08:00:00 GMT</pubDate><description>text %d</description></item>`))},
		{"one guid, unlike headlines", rss(numbered(`<item><guid>same</guid><title>title%d</title></item>`))},
		{"one link", rss(numbered(`<item><guid>%[1]d</guid><link>https://a.example/same</link><title>title%[1]d</title></item>`))},
		{"one link, no guids", rss(numbered(`<item><link>https://a.example/same</link><title>The same title</title><description>text %d</description></item>`))},
		{"fragments", rss(numbered(`<item><link>https://a.example/same#%[1]d</link><title>title%[1]d</title></item>`))},
		{"equal titles", rss(numbered(`<item><title>The same title</title><description>text %d</description></item>`))},
		{"bad dates", rss(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<item><title>Title %d</title><pubDate>%s</pubDate></item>`, i, strings.Repeat("12 Jan ", 2000))
			}
		})},
		{"stories of long headlines", rss(func(b *strings.Builder, more func() bool) {
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
		{"title of the feed", within(`<rss version="2.0"><channel><title>`+strings.Repeat("Title ", 1<<18)+`</title><author>`+strings.Repeat("Name ", 1<<18)+`</author>`,
			numbered(`<item><guid>%[1]d</guid><link>https://a.example/%[1]d</link><title>Title %[1]d</title></item>`), `</channel></rss>`)},
		{"long base", within(`<rss version="2.0" xml:base="https://a.example/`+strings.Repeat("b", 1<<20)+`/"><channel><title>Feed</title>`,
			numbered(`<item><guid>%[1]d</guid><link>l%[1]d</link><title>Title %[1]d</title></item>`), `</channel></rss>`)},
		{"base of many links", within(`<rss version="2.0" xml:base="https://a.example/`+strings.Repeat("b", 2000)+`/"><channel><title>Feed</title><item><title>Title</title><description><![CDATA[`,
			again(`<a href=x>`), `]]></description></item></channel></rss>`)},
		{"links of an item", item(numbered(`<link>https://a.example/%d</link>`))},
		{"comments in a title", within(`<rss version="2.0"><channel><title>Feed</title><item><title>`, again(`&lt;!--`), `</title></item></channel></rss>`)},
		{"comments in a text", item(within(`<description>`, again(`&lt;!--`), `</description>`))},
		{"scripts", item(within(`<description>`, again(`&lt;script>`), `</description>`))},
		{"apostrophes", item(within(`<description>`, again(`a'`), `</description>`))},
		{"hyphens", item(within(`<description>`, again(`a-`), `</description>`))},
		{"letters with dots", item(within(`<description>`, again(`a.`), `</description>`))},
		{"ampersands", item(within(`<description>`, again(`a&amp;`), `</description>`))},
		{"thousands", item(within(`<description>`, again(`1,000,`), `</description>`))},
		{"a category", item(within(`<category>`, again(`word `), `</category>`))},
		{"a person", item(within(`<author>`, again(`word `), `</author>`))},
		{"authors of a megabyte", item(func(b *strings.Builder, more func() bool) {
			for i := 0; more(); i++ {
				fmt.Fprintf(b, `<author>%d %s</author>`, i, strings.Repeat("name ", 1<<17))
			}
		})},
		{"sources of an item", rss(numbered(`<item><guid>%[1]d</guid><title>Title %[1]d</title><source url="https://s%[1]d.example/">Source %[1]d</source></item>`))},
		{"faults", rss(func(b *strings.Builder, more func() bool) {
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
