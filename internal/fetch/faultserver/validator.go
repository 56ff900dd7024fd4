package faultserver

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// validators are feeds whose answers to conditional requests are wrong, and feeds
// that change with every request.
func validators() []Fault {
	return []Fault{
		{Name: "unasked-304", About: `answers "not modified" though it was not asked`, serve: func(c *call) { c.WriteHeader(http.StatusNotModified) }},
		{Name: "always-304", About: `serves a feed once, and then says "not modified" for ever`, Good: true, serve: func(c *call) {
			c.ResponseWriter.Header().Set("ETag", `"first"`)
			if c.Request.Header.Get("If-None-Match") != "" {
				c.WriteHeader(http.StatusNotModified)
				return
			}
			c.document("application/rss+xml", feedStart+item(c.n)+feedEnd)
		}},
		{Name: "changing-etag", About: "sends another ETag and Last-Modified each time", Good: true, serve: func(c *call) {
			c.ResponseWriter.Header().Set("ETag", fmt.Sprintf(`"%d"`, c.n))
			c.ResponseWriter.Header().Set("Last-Modified", fmt.Sprintf("Wed, 14 Jan 2026 09:%02d:00 GMT", c.n%60))
			c.document("application/rss+xml", goodFeed)
		}},
		{Name: "long-etag", About: "sends an ETag too long to be sent back", Good: true, serve: func(c *call) {
			c.ResponseWriter.Header().Set("ETag", `"`+strings.Repeat("x", 100_000)+`"`)
			c.document("application/rss+xml", goodFeed)
		}},
		{Name: "all-new", About: "serves the hundred items of the last hundred minutes each time", Good: true, serve: func(c *call) {
			now := Day().AddDate(0, 0, c.n-1)
			text := feedStart
			for i := range 100 {
				text += itemAt(100*c.n+i, now.Add(time.Duration(-i)*time.Minute))
			}
			c.document("application/rss+xml", text+feedEnd)
		}},
		{Name: "daily", About: "serves one new item each time", Good: true, serve: func(c *call) {
			text := feedStart
			for i := range 20 {
				text += itemAt(c.n+i, Day().AddDate(0, 0, c.n+i-20))
			}
			c.document("application/rss+xml", text+feedEnd)
		}},
		{Name: "living-cluster", About: "serves a Google News cluster whose stories change", Good: true, serve: func(c *call) {
			c.document("application/rss+xml", cluster(c.n))
		}},
	}
}

func items(from, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(item(from + i))
	}
	return b.String()
}

// cluster is a Google News document of one item, whose guid stays while its
// stories come and go.
func cluster(n int) string {
	var list strings.Builder
	for i := range 3 {
		fmt.Fprintf(&list, `<li><a href="https://news.google.com/rss/articles/T%d?oc=5">Ship number %[1]d arrives</a>&nbsp;&nbsp;<font color="#6f6f6f">Paper %[1]d</font></li>`, n+i)
	}
	return `<rss version="2.0"><channel><generator>NFE/5.0</generator><title>World</title><language>en-US</language>` +
		`<item><title>Ship number 1 arrives - Paper 1</title><link>https://news.google.com/rss/articles/T1?oc=5</link><guid isPermaLink="false">T1</guid>` +
		`<pubDate>Wed, 14 Jan 2026 09:00:00 GMT</pubDate><description><![CDATA[<ol>` + list.String() + `</ol>]]></description></item></channel></rss>`
}
