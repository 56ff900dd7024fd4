package gnews_test

import (
	"errors"
	"net/netip"
	"strings"
	"testing"

	"newsarchive/internal/gnews"
)

func TestCheckAccepts(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"https://paper.example/a?id=5&page=2",
		"http://paper.example:8080/",
		"https://blog.google/products/news/",
		"https://notgoogle.com/",
		"https://google.press.example/",
		"https://新聞.example/記事?題=五",
		"https://paper.example/a?q=https%3A%2F%2Fwww.google.com%2F",
		"https://8.8.8.8/",
		"https://paper.example/?a=b&",
	} {
		if err := gnews.Check(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	t.Parallel()
	for address, reason := range map[string]string{
		"":                                                     "http",
		"ftp://paper.example/":                                 "http",
		"javascript:alert(1)":                                  "http",
		"//paper.example/a":                                    "http",
		"https:///a":                                           "no host",
		"https://user@paper.example/":                          "user name",
		"https://news.google.com/rss/articles/X":               "Google",
		"https://www.google.co.uk/amp/s/x":                     "Google",
		"https://google.de./":                                  "Google",
		"https://ｇｏｏｇｌｅ.com/":                                  "Google",
		"https://lh3.googleusercontent.com/x":                  "Google",
		"https://consent.youtube.com/m?continue=https":         "consent",
		"https://guce.advertising.com/collect":                 "consent",
		"http://localhost/":                                    "not public",
		"http://printer/":                                      "not public",
		"http://nas.local/":                                    "not public",
		"http://127.0.0.1:9/":                                  "not public",
		"http://2130706433/":                                   "not public",
		"http://0x7f.1/":                                       "not public",
		"http://127.1/":                                        "not public",
		"http://10.0.0.1/":                                     "not public",
		"http://169.254.169.254/latest/":                       "not public",
		"http://[::1]/":                                        "not public",
		"http://[::ffff:192.168.0.1]/":                         "not public",
		"http://[fe80::1%25eth0]/":                             "not public",
		"https://paper.example/story?id":                       "no value",
		"https://paper.example/story?a=1&id=":                  "no value",
		"https://paper.example/a b":                            "characters",
		"https://paper.example/\u202egpj":                      "characters",
		"https://paper.example/\xff":                           "characters",
		"https://paper.example/%zz":                            "read",
		"https://paper.example/" + strings.Repeat("x", 40<<10): "longer",
	} {
		err := gnews.Check(address)
		if !errors.Is(err, gnews.ErrAddress) || !strings.Contains(err.Error(), reason) {
			t.Errorf("%.80s: %v, want %q", address, err, reason)
		}
	}
}

func TestCheckNetworks(t *testing.T) {
	t.Parallel()
	loopback := netip.MustParsePrefix("127.0.0.0/8")
	if err := gnews.Check("http://127.0.0.1:4321/a", loopback); err != nil {
		t.Error(err)
	}
	if err := gnews.Check("http://10.0.0.1/a", loopback); err == nil {
		t.Error("another private network is accepted")
	}
}
