package article

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"newsarchive/internal/news"
)

func archiveOf(t testing.TB, name string) []txtar.File {
	t.Helper()
	a, err := txtar.ParseFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return a.Files
}

// A page that is no article never becomes a text, and is known for what it is.
func TestNoArticle(t *testing.T) {
	t.Parallel()
	for _, f := range archiveOf(t, "no-article.txtar") {
		head, body, _ := strings.Cut(string(f.Data), "\n")
		fields := strings.Fields(strings.Replace(head, "bot check", "bot-check", 1))
		status, err := strconv.Atoi(fields[1])
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		want := news.PageKind(strings.Replace(fields[0], "bot-check", "bot check", 1))
		text, err := Read(context.Background(), news.Page{Asked: fields[2], URL: fields[3], Status: status, Body: []byte(body)})
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if text.Kind != want || text.Plain != "" || text.HTML != "" || text.Reason == "" {
			t.Errorf("%s is %q (%s) with the text %q, want %q without a text", f.Name, text.Kind, text.Reason, text.Plain, want)
		}
	}
}

// The beginning of an article before a paywall is kept as that.
func TestTeasers(t *testing.T) {
	t.Parallel()
	for _, f := range archiveOf(t, "teasers.txtar") {
		text, err := Read(context.Background(), news.Page{URL: "https://paper.example/2026/a", Status: 200, Body: f.Data})
		if err != nil || text.Kind != news.PageTeaser || !text.Paywalled || text.Plain == "" {
			t.Errorf("%s is %q (%s), paywalled %v, %q, %v; want a teaser", f.Name, text.Kind, text.Reason, text.Paywalled, text.Plain, err)
		}
	}
}

// An article about cookies, or a short one, is an article.
func TestArticles(t *testing.T) {
	t.Parallel()
	for _, f := range archiveOf(t, "articles.txtar") {
		text, err := Read(context.Background(), news.Page{URL: "https://paper.example/2026/a", Status: 200, Body: f.Data})
		if err != nil || text.Kind != news.PageArticle || text.Plain == "" || text.Headline == "" {
			t.Errorf("%s is %q (%s), %q, %v; want an article", f.Name, text.Kind, text.Reason, text.Plain, err)
		}
	}
}
