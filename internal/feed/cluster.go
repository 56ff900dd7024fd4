package feed

import (
	"net/url"
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

// Cluster fills the stories of a Google News item. It reads item.Link,
// item.Title and item.Content, the HTML in which Google lists a cluster, and
// fills item.Stories, item.Cluster and, when the list names the cluster's own
// page, item.Related.
//
// publisher and site are the text and the address (or host) of the item's
// <source>; both may be empty, as they are for a post on disk.
//
// It returns false and changes nothing when item.Link is not a Google News
// link. Otherwise item.Stories holds the lead, which is the story that item.Link
// names, and after it the others in the list's order, each token once. The
// lead's headline is the title without its " - Publisher", which is cut only
// when it is exactly the publisher's name: that of <source>, or without one
// that of the list's entry for the lead, or of its first.
//
// item.Cluster is true when the content has Google's form: it links at least
// one Google News story, alone or in a list, or is empty. It is false for a
// text of one's own about a Google News link.
func Cluster(item *news.Item, publisher, site string) bool {
	token := news.GoogleToken(item.Link)
	if token == "" {
		return false
	}
	list := readList(item.Content)
	lead := news.Story{Link: item.Link, Publisher: plain.Line(publisher), Site: siteOf(site)}
	headline := ""
	if i := list.find(token); i >= 0 {
		headline = list.stories[i].Title
		lead.Publisher = firstOf(lead.Publisher, list.stories[i].Publisher)
	}
	suffix := lead.Publisher
	if suffix == "" && len(list.stories) > 0 {
		suffix = list.stories[0].Publisher
	}
	title := plain.Line(item.Title)
	cut, ok := cutPublisher(title, suffix)
	switch {
	case ok:
		lead.Title = cut
		lead.Publisher = suffix
	default:
		lead.Title = firstOf(headline, title)
	}

	item.Stories = append(make([]news.Story, 0, len(list.stories)+1), lead)
	seen := map[string]bool{token: true}
	for i, s := range list.stories {
		if t := list.tokens[i]; !seen[t] {
			seen[t] = true
			if s.Publisher == lead.Publisher {
				s.Site = lead.Site
			}
			item.Stories = append(item.Stories, s)
		}
	}
	item.Cluster = len(list.stories) > 0 || list.coverage != "" || plain.Text(item.Content) == ""
	if list.coverage != "" {
		item.Related = list.coverage
	}
	return true
}

// cutPublisher cuts " - " and the publisher's name off the end of a headline.
func cutPublisher(title, publisher string) (string, bool) {
	if publisher == "" {
		return title, false
	}
	cut, ok := strings.CutSuffix(title, " - "+publisher)
	if !ok || cut == "" {
		return title, false
	}
	return strings.TrimSpace(cut), true
}

// siteOf returns the site of an address, or of a bare host.
func siteOf(site string) string {
	site = strings.TrimSpace(site)
	if site != "" && !strings.Contains(site, "://") {
		site = "https://" + strings.TrimPrefix(site, "//")
	}
	return news.Site(site)
}

// coverageLink reports whether the link is the page of a whole cluster,
// news.google.com/stories/….
func coverageLink(link string) bool {
	u, err := url.Parse(link)
	if err != nil || !strings.EqualFold(u.Hostname(), "news.google.com") {
		return false
	}
	path := strings.TrimPrefix(u.Path, "/rss")
	return strings.HasPrefix(path, "/stories/") && len(path) > len("/stories/")
}

// firstOf returns the first text that is not empty.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
