package gnews_test

import (
	"errors"
	"testing"

	"newsarchive/internal/gnews"
	"newsarchive/internal/gnews/gnewstest"
)

func TestFeedOf(t *testing.T) {
	t.Parallel()
	const world = "CAAqJggKIiBDQkFTRWdvSUwyMHZNRGx1YlY4U0FtVnVHZ0pWVXlnQVAB"
	swedish := gnewstest.TopicID("/m/06ntj", "sv", "SE")
	other := gnewstest.TopicID("/g/11b7", "de", "DE")
	for page, want := range map[string]gnews.Feed{
		"https://news.google.com/home?hl=en-US&gl=US&ceid=US:en": {"https://news.google.com/rss?hl=en-US&gl=US&ceid=US:en", "Google News"},
		" https://news.google.com ":                              {"https://news.google.com/rss?hl=en-US&gl=US&ceid=US:en", "Google News"},
		"https://news.google.com/rss":                            {"https://news.google.com/rss?hl=en-US&gl=US&ceid=US:en", "Google News"},
		"https://news.google.com/?hl=sv&gl=SE&ceid=SE%3Asv":      {"https://news.google.com/rss?hl=sv&gl=SE&ceid=SE:sv", "Google News"},
		"https://news.google.com/search?q=blue%20whale+when:7d&hl=en-GB&gl=GB&ceid=GB%3Aen": {
			"https://news.google.com/rss/search?q=blue+whale+when%3A7d&hl=en-GB&gl=GB&ceid=GB:en", "blue whale when:7d - Google News",
		},
		"https://news.google.com/topics/" + world + "?hl=en-US&gl=US&ceid=US%3Aen": {
			"https://news.google.com/rss/topics/" + world + "?hl=en-US&gl=US&ceid=US:en", "World - Google News",
		},
		"https://news.google.com/topics/" + swedish: {"https://news.google.com/rss/topics/" + swedish + "?hl=sv&gl=SE&ceid=SE:sv", "Sports - Google News"},
		"https://news.google.com/topics/" + other:   {"https://news.google.com/rss/topics/" + other + "?hl=de&gl=DE&ceid=DE:de", "Google News"},
		"https://news.google.com/headlines/section/topic/WORLD?hl=de&gl=AT": {
			"https://news.google.com/rss/headlines/section/topic/WORLD?hl=de&gl=AT&ceid=AT:de", "World - Google News",
		},
		"https://news.google.com/headlines/section/geo/New%20York": {
			"https://news.google.com/rss/headlines/section/geo/New%20York?hl=en-US&gl=US&ceid=US:en", "New York - Google News",
		},
		// Parts that contradict one another: ceid decides, then gl.
		"https://news.google.com/home?hl=de&gl=DE&ceid=US:en":         {"https://news.google.com/rss?hl=en-US&gl=US&ceid=US:en", "Google News"},
		"https://news.google.com/home?hl=en-US&gl=GB":                 {"https://news.google.com/rss?hl=en-GB&gl=GB&ceid=GB:en", "Google News"},
		"https://news.google.com/home?hl=pt-BR":                       {"https://news.google.com/rss?hl=pt-BR&gl=BR&ceid=BR:pt-419", "Google News"},
		"https://news.google.com/home?ceid=MX:es-419":                 {"https://news.google.com/rss?hl=es-419&gl=MX&ceid=MX:es-419", "Google News"},
		"https://news.google.com/home?hl=zh-TW&gl=TW&ceid=TW:zh-Hant": {"https://news.google.com/rss?hl=zh-TW&gl=TW&ceid=TW:zh-Hant", "Google News"},
		"https://news.google.com/home?hl=zh-CN":                       {"https://news.google.com/rss?hl=zh-CN&gl=CN&ceid=CN:zh-Hans", "Google News"},
		"https://news.google.com/home?hl=%22&gl=%3Cx%3E&ceid=1:2":     {"https://news.google.com/rss?hl=en-US&gl=US&ceid=US:en", "Google News"},
	} {
		got, err := gnews.FeedOf(page)
		if err != nil || got != want {
			t.Errorf("%s:\n got %+v %v\nwant %+v", page, got, err, want)
		}
		if again, err := gnews.FeedOf(got.URL); err != nil || again != got {
			t.Errorf("%s: its feed %s becomes %+v %v", page, got.URL, again, err)
		}
	}
}

func TestNoFeed(t *testing.T) {
	t.Parallel()
	for _, page := range []string{
		"https://news.google.com/stories/CAAqX", "https://news.google.com/rss/articles/CBMiX", "https://news.google.com/read/CBMiX",
		"https://news.google.com/search?q=", "https://news.google.com/topics/", "https://paper.example/home", "nonsense", "",
	} {
		if f, err := gnews.FeedOf(page); !errors.Is(err, gnews.ErrNoFeed) {
			t.Errorf("%s: %v %v", page, f, err)
		}
	}
}

func TestParseTopic(t *testing.T) {
	t.Parallel()
	got, ok := gnews.ParseTopic("CAAqJggKIiBDQkFTRWdvSUwyMHZNRGx1YlY4U0FtVnVHZ0pWVXlnQVAB")
	if want := (gnews.Topic{Subject: "/m/09nm_", Language: "en", Country: "US"}); !ok || got != want || got.Name() != "World" {
		t.Errorf("%+v %v %s", got, ok, got.Name())
	}
	for _, id := range []string{"", "CAAq", "CBMiX", "!", gnewstest.TopicID("x", "en", "US"), gnewstest.OldToken("https://paper.example/", "")} {
		if got, ok := gnews.ParseTopic(id); ok {
			t.Errorf("%q: %+v", id, got)
		}
	}
}
