package discover

import (
	"errors"
	"strings"
	"testing"

	"newsarchive/internal/gnews"
)

// The pages of known sites have these feeds; "" is none that the address tells.
func TestSite(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		"https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos":            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
		"https://m.youtube.com/user/tide":                                            "https://www.youtube.com/feeds/videos.xml?user=tide",
		"https://youtube.com/playlist?list=PL1&si=x":                                 "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
		"https://www.youtube.com/@tide":                                              "",
		"https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrst": "",
		"https://www.reddit.com/r/golang/":                                           "https://www.reddit.com/r/golang/.rss",
		"https://old.reddit.com/r/golang/top/?t=week":                                "https://www.reddit.com/r/golang/top/.rss?t=week",
		"https://www.reddit.com/u/ada":                                               "https://www.reddit.com/user/ada/.rss",
		"https://www.reddit.com/r/golang/.rss":                                       "",
		"https://www.reddit.com/about":                                               "",
		"https://bsky.app/profile/ada.bsky.social":                                   "https://bsky.app/profile/ada.bsky.social/rss",
		"https://bsky.app/profile/ada.bsky.social/rss":                               "",
		"https://github.com/golang/go":                                               "https://github.com/golang/go/releases.atom https://github.com/golang/go/commits.atom https://github.com/golang/go/tags.atom",
		"https://github.com/golang/go.git":                                           "https://github.com/golang/go/releases.atom https://github.com/golang/go/commits.atom https://github.com/golang/go/tags.atom",
		"https://github.com/golang/go/releases":                                      "https://github.com/golang/go/releases.atom",
		"https://github.com/golang/go/commits/release-branch/1":                      "https://github.com/golang/go/commits/release-branch/1.atom",
		"https://github.com/golang":                                                  "https://github.com/golang.atom",
		"https://github.com/golang/go/releases.atom":                                 "",
		"https://github.com/features/actions":                                        "",
		"https://github.com/golang/go/issues/1":                                      "",
		"https://gist.github.com/golang/1":                                           "",
		"https://tide.substack.com/p/a-post":                                         "https://tide.substack.com/feed",
		"https://tide.substack.com/feed":                                             "",
		"https://substack.com/@ada":                                                  "",
		"https://news.google.com/search?q=harbour&hl=en-US&gl=US&ceid=US:en":         "https://news.google.com/rss/search?q=harbour&hl=en-US&gl=US&ceid=US:en",
		"https://notreddit.com/r/golang":                                             "",
		"https://example.com/":                                                       "",
		"./file":                                                                     "",
	} {
		feeds, err := Site(page)
		var got []string
		for _, f := range feeds {
			got = append(got, f.URL)
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s has %q, %v; want %q", page, got, err, want)
		}
	}
	if f, err := Site("https://news.google.com/read/CBMi"); !errors.Is(err, gnews.ErrNoFeed) {
		t.Errorf("a story of Google News has %v, %v", f, err)
	}
}

// What people type and paste is these addresses, in turn; "" is a file's path,
// "error" is refused.
func TestTyped(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"https://news.example/rss":             "https://news.example/rss",
		"  HTTPS://News.Example/RSS \n":        "https://news.example/RSS",
		"<https://news.example/rss>":           "https://news.example/rss",
		"https://Ada:P%40ss@News.Example/Feed": "https://Ada:P%40ss@news.example/Feed",
		"feed:https://news.example/rss":        "https://news.example/rss",
		"FEED:HTTP://news.example/rss":         "http://news.example/rss",
		"feed://news.example/rss":              "https://news.example/rss http://news.example/rss",
		"example.com":                          "https://example.com http://example.com",
		"Example.COM/Blog?x=1":                 "https://example.com/Blog?x=1 http://example.com/Blog?x=1",
		"localhost:8080/feed":                  "https://localhost:8080/feed http://localhost:8080/feed",
		"127.0.0.1:8080/feed":                  "https://127.0.0.1:8080/feed http://127.0.0.1:8080/feed",
		"пример.example":                       "https://пример.example http://пример.example",
		"@ada@social.example":                  "https://social.example/@ada.rss",
		"@ada.bsky.social":                     "https://bsky.app/profile/ada.bsky.social/rss",
		"@ada":                                 "error",
		"@a/b@social.example":                  "error",
		"ftp://news.example/rss":               "error",
		"https://":                             "error",
		"file:///home/ada/feed.xml":            "",
		"./feed.xml":                           "",
		"../feeds/x.xml":                       "",
		"/home/ada/feed.xml":                   "",
		"feed.xml":                             "",
		"feeds/x.xml":                          "",
		"worldnews":                            "",
		"":                                     "",
		"news. example":                        "",
		".hidden.example":                      "",
	} {
		got, err := Typed(typed)
		text := strings.Join(got, " ")
		if errors.Is(err, ErrAddress) {
			text = "error"
		}
		if text != want {
			t.Errorf("%q is %q, want %q", typed, text, want)
		}
	}
}

func TestCommon(t *testing.T) {
	t.Parallel()
	got := strings.Join(Common("http://social.example:8080/@ada?x=1"), " ")
	if !strings.HasPrefix(got, "http://social.example:8080/@ada.rss http://social.example:8080/@ada/feed ") || !strings.Contains(got, " http://social.example:8080/rss.xml ") {
		t.Error(got)
	}
	if got := Common("https://blog.example/2026/index.html"); len(got) != 10 || got[0] != "https://blog.example/2026/feed" {
		t.Error(got)
	}
	if got := Common("https://blog.example/feed"); len(got) == 0 || got[2] == "https://blog.example/feed" {
		t.Error(got)
	}
	if got := Common("file:///x"); got != nil {
		t.Error(got)
	}
}

// The comments on a site are not its feed, unless there is no other.
func TestMainFeeds(t *testing.T) {
	t.Parallel()
	posts, comments := Feed{URL: "https://b.example/feed/", Title: "B » Feed"}, Feed{URL: "https://b.example/comments/feed/", Title: "B » Comments Feed"}
	if got := Main([]Feed{comments, posts}); len(got) != 1 || got[0] != posts {
		t.Error(got)
	}
	if got := Main([]Feed{comments}); len(got) != 1 {
		t.Error(got)
	}
}

func FuzzTyped(f *testing.F) {
	for _, s := range []string{"example.com", "feed:x", "<a>", "@a@b.c", "https://u:p@h/", "news.google.com/search?q=x", "https://github.com/a/b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		addresses, err := Typed(s)
		if err != nil && addresses != nil || len(addresses) > 2 {
			t.Errorf("%q, %v", addresses, err)
		}
		for _, address := range addresses {
			if !hasScheme(address) {
				t.Errorf("%q is no address of the web", address)
			}
			feeds, _ := Site(address)
			for _, feed := range feeds {
				if parse(feed.URL) == nil {
					t.Errorf("%q has %q", address, feed.URL)
				}
			}
			if n := len(Common(address)); n > 11 {
				t.Errorf("%d guesses", n)
			}
		}
	})
}
