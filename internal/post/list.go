package post

import (
	"strings"

	"newsarchive/internal/news"
)

// listHTML makes a cluster's list in Google's form of the item's stories.
func listHTML(item news.Item) string {
	text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	address := strings.NewReplacer("&", "&amp;", `"`, "&quot;")
	var b strings.Builder
	b.WriteString("<ol>")
	for _, s := range item.Stories {
		if clickable(s.Link) {
			b.WriteString(`<li><a href="` + address.Replace(s.Link) + `" target="_blank">` + text.Replace(s.Title) + "</a>")
		} else {
			b.WriteString("<li>" + text.Replace(s.Title))
		}
		if s.Publisher != "" {
			b.WriteString(`&nbsp;&nbsp;<font color="#6f6f6f">` + text.Replace(s.Publisher) + "</font>")
		}
		b.WriteString("</li>")
	}
	if clickable(item.Related) {
		b.WriteString(`<li><strong><a href="` + address.Replace(item.Related) + `" target="_blank">View Full Coverage</a></strong></li>`)
	}
	b.WriteString("</ol>")
	return b.String()
}

// clickable reports an http or https address; a post makes a link of no other.
func clickable(link string) bool {
	scheme, _, ok := strings.Cut(strings.ToLower(link), "://")
	return ok && (scheme == "http" || scheme == "https")
}

// headlines is a cluster in a line: Headline (Publisher) · Headline (Publisher).
func headlines(item news.Item) string {
	all := make([]string, 0, len(item.Stories))
	for _, s := range item.Stories {
		line := s.Title
		if s.Publisher != "" {
			line += " (" + s.Publisher + ")"
		}
		all = append(all, line)
	}
	return strings.Join(all, " · ")
}
