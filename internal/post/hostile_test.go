package post

import (
	"strings"
	"testing"
	"time"
)

// Reading a post takes linear time. Quadratic time would be minutes at these
// lengths.
func TestParseHostileIsQuick(t *testing.T) {
	const front, body = 250_000, 1_000_000
	fill := func(s string, n int) string { return strings.Repeat(s, n/len(s)) }
	yaml := func(s string) string { return "---\n" + s + "\n---\n" }
	toml := func(s string) string { return "+++\n" + s + "\n+++\n" }
	markdown := func(s string) string { return yaml("title: x") + s }
	google := func(s string) string {
		return yaml("title: x\nlink: https://news.google.com/rss/articles/T") + s
	}
	for name, raw := range map[string]string{
		"flow lists":    yaml("a: " + fill("[", front)),
		"flow maps":     yaml("a: " + fill("{a: ", front)),
		"block lists":   yaml("a:\n" + fill("- ", front)),
		"questions":     yaml(fill("? ", front)),
		"anchors":       yaml(fill("&a ", front)),
		"comments":      yaml(fill("# c\n", front)),
		"comment lines": yaml("a:\n" + fill(" - b # c\n # d\n\n", front)),
		"keys":          yaml(fill("a: &a\n", front)),
		"long scalar":   yaml("title: \"" + fill(`\n`, front) + `"`),
		"folded":        yaml("title: >\n" + fill("  a\n\n", front)),
		"tags":          yaml("tags: [" + fill("a,", front/8) + "]"),
		"toml lists":    toml("a = " + fill("[", front)),
		"toml tables":   toml("a = " + fill("{a = ", front)),
		"toml names":    toml("[" + fill("a.", front) + "a]"),
		"toml headings": toml(fill("[[a]]\n", front)),
		"toml dotted":   toml(fill("[[a.b.c.d]]\ne.f.g=1\n", front)),
		"links":         markdown(fill("[a](b) ", body)),
		"open brackets": markdown(fill("[", body)),
		"half links":    markdown(fill("](", body)),
		"shortcodes":    markdown(fill("{{< a >}}", body)),
		"open codes":    markdown(fill("{{<", body)),
		"quotations":    markdown(fill(">", body/100)),
		"stars":         markdown(fill("**", body)),
		"lines":         markdown(fill("`\n", body)),
		"tags in body":  markdown(fill("<p>", body)),
		"open tags":     markdown(fill("<", body)),
		"entities":      markdown(fill("&amp;amp", body)),
		"comment":       markdown(fill("<!--", body)),
		"cluster":       google(fill(`<li><a href="https://news.google.com/rss/articles/U">a</a>`, body)),
		"open anchors":  google(fill("<a href='", body)),
		"fonts":         google(fill("<font>", body)),
	} {
		t.Run(name, func(t *testing.T) {
			done := make(chan error, 1)
			begun := time.Now()
			go func() {
				_, err := Parse([]byte(raw), "x.md")
				done <- err
			}()
			select {
			case err := <-done:
				t.Logf("%d bytes, %d ms: %.100v", len(raw), time.Since(begun).Milliseconds(), err)
			case <-time.After(time.Minute):
				t.Errorf("%d bytes take more than a minute", len(raw))
			}
		})
	}
}
