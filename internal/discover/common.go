package discover

import (
	"net/url"
	"strings"
)

// Common returns addresses at which the feed of a page often is, the likeliest
// first; eleven at most.
func Common(page string) (addresses []string) {
	u := parse(page)
	if u == nil {
		return nil
	}
	add := func(path string) {
		address := (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: path}).String()
		if address != page && len(address) <= maxAddress {
			addresses = append(addresses, address)
		}
	}
	if strings.HasPrefix(u.Path, "/@") {
		add(strings.TrimRight(u.Path, "/") + ".rss") // of Mastodon and its like
	}
	if dir := folder(u.Path); dir != "/" {
		add(dir + "feed")
		add(dir + "rss.xml")
	}
	for _, name := range []string{"feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json", "feeds/posts/default"} {
		add("/" + name)
	}
	return addresses
}

// folder returns a path without a file's name, such as index.html.
func folder(path string) string {
	at := strings.LastIndexByte(path, '/')
	if strings.Contains(path[at+1:], ".") {
		path = path[:at+1]
	}
	return strings.TrimRight(path, "/") + "/"
}
