package store

import (
	"testing"

	"newsarchive/internal/news"
)

func TestAlike(t *testing.T) {
	for _, row := range []struct {
		a, b string
		want bool
	}{
		{"Mayor resignes over harbour deal", "Mayor resigns over harbour deal", true},
		{"MAYOR, resigns", "mayor resigns after the vote of the council", true},
		{"Mayor resigns", "Choir sings", false},
		{"One two three four", "three four five six", true},
		{"One two three four", "four five six seven", false},
		{"the the the the bridge", "the choir", true}, // distinct words
		{"高市首相が訪米へ", "高市首相が訪米、会談へ", true},
		{"高市首相が訪米へ", "台風が九州に接近", false},
		{"국회 예산안 처리", "국회 예산안 부결", true},
		{"", "anything", true},
		{"…", "?!", true},
	} {
		if got := alike(row.a, row.b); got != row.want || alike(row.b, row.a) != row.want {
			t.Errorf("%q and %q: %v, want %v", row.a, row.b, got, row.want)
		}
	}
}

func TestKeyOfAnAddress(t *testing.T) {
	for link, want := range map[string]string{
		"HTTP://News.Example:80/A?utm_source=x&b=1#top": "https://news.example/A?b=1",
		"https://news.example:443":                      "https://news.example/",
		"https://news.example/#!/a":                     "https://news.example/#!/a",
		"https://news.example/app#/a":                   "https://news.example/app#/a",
		"http://news.example/a#!about":                  "https://news.example/a#!about",
		"https://news.example:8443/a":                   "https://news.example:8443/a",
		"https://news.google.com/rss/articles/T?oc=5":   "gnews:T",
		"magnet:?xt=1":                                  "",
	} {
		if got := news.StoryKey(link); got != want {
			t.Errorf("the key of %s is %q, want %q", link, got, want)
		}
	}
}
