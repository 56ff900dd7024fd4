package discover

import (
	"net/url"
	"slices"
	"strings"

	"newsarchive/internal/gnews"
)

// site is a site whose feeds are known by the address of a page.
type site struct {
	host  string // and its subdomains
	feeds func(u *url.URL, parts []string) []Feed
}

func sites() []site {
	return []site{
		{"youtube.com", youTube},
		{"reddit.com", reddit},
		{"bsky.app", bluesky},
		{"github.com", gitHub},
		{"substack.com", substack},
	}
}

// Site returns the feeds of a page of a known site, without the page: of Google
// News, YouTube, Reddit, Bluesky, GitHub and Substack. There are none for other
// pages, and for those whose feed only the page itself tells. The error wraps
// [gnews.ErrNoFeed] for a page of Google News that has no feed.
func Site(page string) ([]Feed, error) {
	u := parse(page)
	if u == nil {
		return nil, nil
	}
	if gnews.IsGoogleNews(page) {
		f, err := gnews.FeedOf(page)
		if err != nil {
			return nil, err
		}
		return []Feed{{URL: f.URL, Title: f.Name}}, nil
	}
	host := strings.ToLower(u.Hostname())
	parts := strings.FieldsFunc(u.EscapedPath(), func(r rune) bool { return r == '/' })
	for _, s := range sites() {
		if host == s.host || strings.HasSuffix(host, "."+s.host) {
			return s.feeds(u, parts), nil
		}
	}
	return nil, nil
}

func one(address string) []Feed { return []Feed{{URL: address}} }

// youTube: channels, users and playlists. The page of a handle, @name, names the
// channel.
func youTube(u *url.URL, parts []string) []Feed {
	const feeds = "https://www.youtube.com/feeds/videos.xml?"
	list := u.Query().Get("list")
	switch {
	case len(parts) > 1 && parts[0] == "channel" && isChannel(parts[1]):
		return one(feeds + "channel_id=" + parts[1])
	case len(parts) > 1 && parts[0] == "user":
		return one(feeds + "user=" + parts[1])
	case len(parts) == 1 && parts[0] == "playlist" && list != "":
		return one(feeds + "playlist_id=" + url.QueryEscape(list))
	}
	return nil
}

func isChannel(id string) bool {
	return len(id) == 24 && strings.HasPrefix(id, "UC") && !strings.ContainsFunc(id, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-' && r != '_'
	})
}

// reddit: a subreddit, in any of its orders, a user, or the comments on a post.
func reddit(u *url.URL, parts []string) []Feed {
	if len(parts) < 2 || strings.HasSuffix(u.Path, ".rss") || !slices.Contains([]string{"r", "u", "user"}, parts[0]) {
		return nil
	}
	if parts[0] == "u" {
		parts[0] = "user"
	}
	address := "https://www.reddit.com/" + strings.Join(parts, "/") + "/.rss"
	if u.RawQuery != "" {
		address += "?" + u.RawQuery
	}
	return one(address)
}

// bluesky: an account.
func bluesky(_ *url.URL, parts []string) []Feed {
	if len(parts) != 2 || parts[0] != "profile" {
		return nil
	}
	return one("https://bsky.app/profile/" + parts[1] + "/rss")
}

// gitHub: a repository has feeds of its releases, commits and tags, an account
// one of what it does.
func gitHub(u *url.URL, parts []string) []Feed {
	own := []string{"about", "apps", "collections", "explore", "features", "login", "marketplace", "notifications", "orgs", "pricing", "search", "settings", "sponsors", "topics", "trending"}
	if u.Hostname() != "github.com" && u.Hostname() != "www.github.com" || strings.HasSuffix(u.Path, ".atom") ||
		len(parts) == 0 || slices.Contains(own, parts[0]) {
		return nil
	}
	if len(parts) == 1 {
		return one("https://github.com/" + parts[0] + ".atom")
	}
	name := parts[0] + "/" + strings.TrimSuffix(parts[1], ".git")
	repository := "https://github.com/" + name
	switch {
	case len(parts) == 2:
		return []Feed{
			{repository + "/releases.atom", "Releases of " + name},
			{repository + "/commits.atom", "Commits to " + name},
			{repository + "/tags.atom", "Tags of " + name},
		}
	case len(parts) == 3 && slices.Contains([]string{"releases", "commits", "tags"}, parts[2]):
		return one(repository + "/" + parts[2] + ".atom")
	case len(parts) > 3 && parts[2] == "commits":
		return one(repository + "/commits/" + strings.Join(parts[3:], "/") + ".atom")
	}
	return nil
}

// substack: a publication, by any of its pages.
func substack(u *url.URL, parts []string) []Feed {
	name, _, _ := strings.Cut(strings.ToLower(u.Hostname()), ".")
	if name == "substack" || name == "www" || len(parts) > 0 && parts[0] == "feed" {
		return nil
	}
	return one("https://" + strings.ToLower(u.Hostname()) + "/feed")
}

// inScripts returns the feed of a YouTube page that names its channel in a
// script only.
func inScripts(base *url.URL, text string) []Feed {
	if base == nil || !strings.HasSuffix("."+base.Hostname(), ".youtube.com") {
		return nil
	}
	for _, name := range []string{`"externalId":"`, `"channelId":"`} {
		if _, rest, ok := strings.Cut(text, name); ok {
			if id, _, ok := strings.Cut(rest[:min(len(rest), 32)], `"`); ok && isChannel(id) {
				return one("https://www.youtube.com/feeds/videos.xml?channel_id=" + id)
			}
		}
	}
	return nil
}
