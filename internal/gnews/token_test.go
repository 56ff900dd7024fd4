package gnews_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"newsarchive/internal/corpus"
	"newsarchive/internal/gnews"
	"newsarchive/internal/gnews/gnewstest"
	"newsarchive/internal/news"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestTokenOfLink(t *testing.T) {
	t.Parallel()
	for link, want := range map[string]string{
		"https://news.google.com/rss/articles/CBMiX?oc=5":                            "CBMiX",
		"https://news.google.com/articles/CBMiX":                                     "CBMiX",
		"https://news.google.com/read/CBMiX?hl=en-US&gl=US&ceid=US%3Aen":             "CBMiX",
		"http://NEWS.google.com/__i/rss/rd/articles/CBMiX?oc=5":                      "CBMiX",
		"https://www.google.com/url?url=https://news.google.com/rss/articles/CBMiX":  "CBMiX",
		"https://google.com/url?sa=t&q=https%3A%2F%2Fnews.google.com%2Fread%2FCBMiX": "CBMiX",
		"https://news.google.com/stories/CAAqX":                                      "",
		"https://news.google.com/topics/CAAqX":                                       "",
		"https://www.google.com/url?url=https://paper.example/a":                     "",
		"https://news.google.com.evil.example/rss/articles/CBMiX":                    "",
		"https://paper.example/rss/articles/CBMiX":                                   "",
		"https://paper.example/?u=https://news.google.com/rss/articles/CBMiX":        "",
		"javascript:alert(1)//news.google.com/rss/articles/CBMiX":                    "",
		"https://news.google.com/rss/articles/":                                      "",
	} {
		if got := gnews.Token(link); got != want {
			t.Errorf("%s: token %q, want %q", link, got, want)
		}
	}
}

// An old token gives its address whatever its length, which is a varint of one
// to three bytes.
func TestDecodeOld(t *testing.T) {
	t.Parallel()
	for _, size := range []int{127, 128, 255, 256, 300, 16_384} {
		address := "https://paper.example/"
		address += strings.Repeat("x", size-len(address))
		for name, token := range map[string]string{
			"plain":    gnewstest.OldToken(address, ""),
			"with AMP": gnewstest.OldToken(address, "https://amp.paper.example/x"),
		} {
			c, err := gnews.Decode(token)
			if err != nil || c.Address != address || c.Opaque {
				t.Errorf("%d bytes, %s: %.60v %v", size, name, c, err)
			}
			if name == "with AMP" && c.AMP != "https://amp.paper.example/x" {
				t.Errorf("%d bytes: AMP address %q", size, c.AMP)
			}
		}
	}
}

func TestDecodeForms(t *testing.T) {
	t.Parallel()
	const address = "https://paper.example/a>b?c=ÿ~" // has + and / in the standard alphabet
	token := gnewstest.OldToken(address, "")
	message, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		t.Fatal(err)
	}
	for name, token := range map[string]string{
		"padded":            base64.URLEncoding.EncodeToString(message),
		"standard alphabet": base64.StdEncoding.EncodeToString(message),
		"junk behind":       base64.RawURLEncoding.EncodeToString(append(message[:len(message):len(message)], 0xff, 0xff, 0, 7)),
		"empty AMP":         base64.RawURLEncoding.EncodeToString(append(message[:len(message):len(message)], 0xd2, 1, 0)),
	} {
		if c, err := gnews.Decode(token); err != nil || c.Address != address {
			t.Errorf("%s: %v %v", name, c, err)
		}
	}
}

func TestDecodeDamaged(t *testing.T) {
	t.Parallel()
	encode := base64.RawURLEncoding.EncodeToString
	for name, token := range map[string]string{
		"one byte":            gnewstest.OldToken("h", ""),
		"no address":          gnewstest.OldToken("ftp://paper.example/", ""),
		"truncated":           gnewstest.OldToken("https://paper.example/a/long/one", "")[:30],
		"length past the end": encode([]byte("\x08\x13\x22\x7fhttps://paper.example/")),
		"length beyond int":   encode([]byte("\x08\x13\x22\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01http://paper.example/")),
		"endless varint":      encode([]byte("\x08\x13\x22" + strings.Repeat("\xff", 50))),
		"not base64":          "CBMi*",
		"empty":               "",
		"huge":                strings.Repeat("A", 1<<20),
	} {
		if c, err := gnews.Decode(token); !errors.Is(err, gnews.ErrToken) || c != (gnews.Contents{}) {
			t.Errorf("%s: %v %v", name, c, err)
		}
	}
	if _, err := gnews.Decode(gnewstest.OldToken("http://192.168.1.1/admin", "")); !errors.Is(err, gnews.ErrAddress) {
		t.Errorf("a private address: %v", err)
	}
	if c, err := gnews.Decode(gnewstest.OldToken("https://paper.example/", "http://localhost/")); err != nil || c.AMP != "" {
		t.Errorf("a private AMP address: %v %v", c, err)
	}
}

func TestDecodeOpaque(t *testing.T) {
	t.Parallel()
	if c, err := gnews.Decode(gnewstest.OpaqueToken(7)); err != nil || !c.Opaque || c.Address != "" {
		t.Errorf("%v %v", c, err)
	}
}

// The tokens of a real post are opaque, and its feed is that of the topic World.
func TestRealPost(t *testing.T) {
	t.Parallel()
	post := string(corpus.Read(t, "seed-post.md"))
	n := 0
	for part := range strings.SplitSeq(post, `<a href="`) {
		link, _, ok := strings.Cut(part, `"`)
		if !ok || gnews.Token(link) == "" {
			continue
		}
		n++
		if c, err := gnews.Decode(gnews.Token(link)); err != nil || !c.Opaque {
			t.Errorf("%s: %v %v", link, c, err)
		}
	}
	if n != 5 {
		t.Errorf("%d stories", n)
	}
	_, source, _ := strings.Cut(post, "\nsource: '")
	source, _, _ = strings.Cut(source, "'")
	if f, err := gnews.FeedOf(source); err != nil || f.URL != source || f.Name != "World - Google News" {
		t.Errorf("%s: %+v %v", source, f, err)
	}
}

func TestUnwrap(t *testing.T) {
	t.Parallel()
	for link, want := range map[string]string{
		"https://www.google.com/url?rct=j&url=https://paper.example/a%3Fb%3Dc&usg=x": "https://paper.example/a?b=c",
		"http://google.com/url?q=https://paper.example/a":                            "https://paper.example/a",
		"https://www.google.com/url?url=javascript:alert(1)":                         "https://www.google.com/url?url=javascript:alert(1)",
		"https://paper.example/url?url=https://other.example/":                       "https://paper.example/url?url=https://other.example/",
		"mailto:x": "mailto:x",
	} {
		if got := news.UnwrapGoogle(link); got != want {
			t.Errorf("%s: %s, want %s", link, got, want)
		}
	}
}
