package archive

import (
	"testing"

	"newsarchive/internal/news"
)

// What a page names is shown as a part of a command only if a shell reads it as
// nothing else.
func TestTyped(t *testing.T) {
	for address, want := range map[string]string{
		"https://news.example/feed.xml":             "https://news.example/feed.xml",
		"https://news.example/feed?a=1&b=2":         "'https://news.example/feed?a=1&b=2'",
		"https://news.example/$(rm -rf ~)":          "ADDRESS",
		"https://news.example/$(id)":                "'https://news.example/$(id)'",
		"https://news.example/';id;'":               "ADDRESS",
		"https://news.example/a\x1b[31m":            "ADDRESS",
		"https://news.example/caf\u00e9":            "ADDRESS",
		"https://news.example/a\u202eb":             "ADDRESS",
		"--private":                                 "'--private'",
		"https://news.example/`id`":                 "'https://news.example/`id`'",
		"https://news.example/a\\b":                 "ADDRESS",
		"https://news.example/\"quoted\"":           "ADDRESS",
		"https://news.example/feed#fragment":        "'https://news.example/feed#fragment'",
		"https://news.example/%D0%B0/feed.xml":      "https://news.example/%D0%B0/feed.xml",
		"https://news.example/a\nhttps://b.example": "ADDRESS",
	} {
		if got := typed(address); got != want {
			t.Errorf("%q: %s, want %s", address, got, want)
		}
	}
}

func TestElsewhereFrom(t *testing.T) {
	f := news.Feed{URL: "https://news.example/feed"}
	for answered, want := range map[string]string{
		"https://news.example/other":      "",
		"http://login.hotel.example/?a=b": " (redirected to login.hotel.example)",
		"":                                "",
		"::":                              "",
	} {
		if got := elsewhereFrom(f, answered); got != want {
			t.Errorf("%q: %q, want %q", answered, got, want)
		}
	}
}
