package main

import (
	"net/url"
	"strings"
)

// webLink returns a link that a reader may click: an http or https address.
// Of any other, such as javascript:, data: or file:, it returns nothing.
func webLink(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return link
}

// markdownLink is a link as Markdown has it: clickable if it may be clicked,
// else as code.
func markdownLink(link string) string {
	switch {
	case link == "":
		return ""
	case webLink(link) == "":
		return "`" + strings.NewReplacer("`", "%60", "|", "%7C").Replace(link) + "`"
	}
	return "<" + strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E", " ", "%20").Replace(link) + ">"
}
