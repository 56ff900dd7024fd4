package post

import (
	"strings"
	"testing"
	"unicode/utf8"

	"newsarchive/internal/news"

	"pgregory.net/rapid"
)

func TestFileName(t *testing.T) {
	day := date("2026-01-14")
	long := strings.Repeat("long ", 40)
	for _, test := range []struct {
		item news.Item
		want string
	}{
		{news.Item{Title: "South Korea's Lee - Reuters", Published: day}, "2026-01-14-south-korea-s-lee-reuters.md"},
		{news.Item{Title: "South Korea's Lee"}, "south-korea-s-lee.md"},
		{news.Item{Title: "../../etc/passwd"}, "etc-passwd.md"},
		{news.Item{Title: "CON"}, "post-con.md"},
		{news.Item{Title: "lpt9"}, "post-lpt9.md"},
		{news.Item{Title: "COM¹"}, "com.md"},
		{news.Item{Title: "?!", Published: day}, "2026-01-14.md"},
		{news.Item{}, "untitled.md"},
		{news.Item{Title: "हिन्दी में समाचार"}, "हिन्दी-में-समाचार.md"},
		{news.Item{Title: long, Published: day}, "2026-01-14-" + strings.Repeat("long-", 15) + "b82758c5.md"},
		{news.Item{Title: "한국 - 뉴스"}, "한국-뉴스.md"},
	} {
		if got := FileName(test.item); got != test.want {
			t.Errorf("FileName(%q) = %q, want %q", test.item.Title, got, test.want)
		}
	}
}

func TestFileNameProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		item := news.Item{Title: text().Draw(t, "title"), Published: published(t)}
		name := FileName(item)
		if len(name) > 100 || !utf8.ValidString(name) || !strings.HasSuffix(name, ".md") {
			t.Fatalf("name %q", name)
		}
		if strings.ContainsAny(name, `/\:*?"<>| `) || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "-") {
			t.Fatalf("name %q", name)
		}
		for _, r := range name {
			if r < ' ' || r == utf8.RuneError {
				t.Fatalf("name %q", name)
			}
		}
	})
}
