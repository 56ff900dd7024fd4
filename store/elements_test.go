package store_test

import (
	"fmt"
	"testing"
	"time"

	"newsarchive/internal/news"

	"pgregory.net/rapid"
)

// wordings saves an article and a cluster in drawn wordings, with their
// elements, several at one moment.
func (a *lived) wordings() {
	w := world{T: a.T}
	said := func(it news.Item, as string) news.Item {
		it.Raw = &news.Raw{Element: "<item>" + as + "</item>", Head: "<rss " + w.one("head", "a", "b") + ">", Address: "https://news.example/feed"}
		return it
	}
	for range rapid.IntRange(1, 6).Draw(a.T, "wordings") {
		a.now = a.now.Add(time.Duration(rapid.IntRange(-1, 1).Draw(a.T, "minutes")) * time.Minute)
		title, list := w.one("title", "early", "late", "final"), w.one("list", "A|First|X", "B|Second|Y")
		a.save([]news.Item{said(article("1", "https://news.example/1", title), title), said(cluster("2026-01-14", list), list)})
	}
}

// many saves so many items that a dictionary can be made of their elements.
func (a *lived) many() {
	var items []news.Item
	for n := range 70 {
		it := article(fmt.Sprint("many-", n), fmt.Sprint("https://news.example/many/", n), fmt.Sprintf("Number %d of those that are many", n))
		it.Raw = &news.Raw{Element: fmt.Sprintf("<item><title>%s</title><link>%s</link><guid>%d</guid></item>", it.Title, it.Link, n), Head: "<rss>"}
		items = append(items, it)
	}
	a.save(items)
}

// TestElementsAreCopied promises of elements and earlier elements, packed in
// any way and replaced at any moment, what TestCopies does of all else.
func TestElementsAreCopied(t *testing.T) {
	check(t, func(r *rapid.T) {
		a := newLived(t, r, t.TempDir())
		defer a.Close() //nolint:errcheck // nothing is waiting
		a.wordings()
		if rapid.Bool().Draw(r, "packed") {
			a.many()
			if err := a.PackElements(t.Context()); err != nil {
				r.Fatal(err)
			}
			a.wordings()
		}
		a.copies(t)
	})
}
