package main

import (
	"net/url"
	"strings"
)

// webLink returns a link that is safe to click, an http or https address, and
// "" for any other, such as javascript:, data: or file:.
func webLink(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return link
}

// markdownLink is a link in Markdown: an autolink if it is safe to click, else
// code.
func markdownLink(link string) string {
	switch {
	case link == "":
		return ""
	case webLink(link) == "":
		return "`" + strings.NewReplacer("`", "%60", "|", "%7C").Replace(link) + "`"
	}
	return "<" + strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E", " ", "%20").Replace(link) + ">"
}
