package post

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"newsarchive/store"
)

func TestFileName(t *testing.T) {
	day := date("2026-01-14")
	long := strings.Repeat("long ", 40)
	for _, test := range []struct {
		item store.Item
		want string
	}{
		{store.Item{Title: "South Korea's Lee - Reuters", Published: day}, "2026-01-14-south-korea-s-lee-reuters.md"},
		{store.Item{Title: "South Korea's Lee"}, "south-korea-s-lee.md"},
		{store.Item{Title: "../../etc/passwd"}, "etc-passwd.md"},
		{store.Item{Title: "CON"}, "post-con.md"},
		{store.Item{Title: "lpt9"}, "post-lpt9.md"},
		{store.Item{Title: "COM¹"}, "com.md"},
		{store.Item{Title: "?!", Published: day}, "2026-01-14.md"},
		{store.Item{}, "untitled.md"},
		{store.Item{Title: "हिन्दी में समाचार"}, "हिन्दी-में-समाचार.md"},
		{store.Item{Title: long, Published: day}, "2026-01-14-" + strings.Repeat("long-", 15) + "b82758c5.md"},
		{store.Item{Title: "한국 - 뉴스"}, "한국-뉴스.md"},
	} {
		if got := FileName(test.item); got != test.want {
			t.Errorf("FileName(%q) = %q, want %q", test.item.Title, got, test.want)
		}
	}
}

func TestFileNameProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		item := store.Item{Title: text().Draw(t, "title"), Published: published(t)}
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
