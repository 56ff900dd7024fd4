package format

import (
	"net/url"
	"strings"

	"newsarchive/internal/terminal"
)

// CleanLink is [WebLink] of text from outside, which is cleaned.
func CleanLink(text string) string { return WebLink(terminal.Clean(text)) }

// WebLink returns a link that is safe to click, an http or https address, and
// "" for any other, such as javascript:, data: or file:.
func WebLink(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return link
}

// markdownLink returns a link in Markdown: an autolink if it is safe to click,
// else code.
func markdownLink(link string) string {
	switch {
	case link == "":
		return ""
	case WebLink(link) == "":
		return "`" + strings.NewReplacer("`", "%60", "|", "%7C").Replace(link) + "`"
	}
	return "<" + strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E", " ", "%20").Replace(link) + ">"
}
