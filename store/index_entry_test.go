package store_test

import (
	"fmt"
	"strings"
	"testing"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// texts are n items with texts of so many bytes each, numbered from a number on.
func texts(from, n, bytes int) (items []news.Item) {
	for i := from; i < from+n; i++ {
		link := fmt.Sprintf("https://news.example/%d", i)
		text := fmt.Sprintf("text %d %s", i, strings.Repeat("x", bytes))
		items = append(items, news.Item{
			GUID: link, Link: link, Title: fmt.Sprintf("Title %d", i), Summary: text, Text: text,
			Stories: []news.Story{{Link: link, Title: fmt.Sprintf("Title %d", i)}},
		})
	}
	return items
}

// A batch of entries has 4 MB of text at most, or one entry; short entries come
// a thousand at a time. Every story comes once, in the order of ids.
func TestAllEntriesComeInBoundedBatches(t *testing.T) {
	t.Parallel()
	const maxBytes, maxEntries = 4 << 20, 1000
	for name, c := range map[string]struct {
		items   []news.Item
		batches int // at least
		most    int // at most
	}{
		"short":           {texts(0, 1500, 10), 2, 2},
		"of 200 kB":       {texts(0, 60, 200_000), 3, 10},
		"of a megabyte":   {texts(0, 9, 1<<20), 3, 9},
		"short and long":  {append(texts(0, 1200, 10), texts(1200, 30, 300_000)...), 3, 20},
		"long, not found": {texts(0, 2, 6<<20), 1, 2}, // what is not indexed of a text does not count
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			a.save(0, c.items...)
			batches, last, n := 0, int64(0), 0
			for entries, err := range a.AllEntries(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				batches++
				size := 0
				for i := range entries {
					size += entries[i].Size()
					if entries[i].ID <= last {
						t.Errorf("story %d after %d", entries[i].ID, last)
					}
					last = entries[i].ID
				}
				n += len(entries)
				if len(entries) > maxEntries || len(entries) > 1 && size > maxBytes {
					t.Errorf("a batch of %d entries, %d bytes", len(entries), size)
				}
			}
			if n != len(c.items) || batches < c.batches || batches > c.most {
				t.Errorf("%d entries of %d in %d batches, want %d to %d batches", n, len(c.items), batches, c.batches, c.most)
			}
		})
	}
}

// The text of an entry is cut to a megabyte, and the entry says that it is.
func TestTextOfAnEntryIsBounded(t *testing.T) {
	t.Parallel()
	const mostText = 1 << 20
	a := newArchive(t)
	a.save(0, texts(0, 1, 2*mostText)...)
	entries, err := a.Entries(t.Context(), []int64{1})
	if err != nil || len(entries) != 1 {
		t.Fatal(entries, err)
	}
	if n := len(entries[0].Text); n > mostText || n < mostText-10 {
		t.Errorf("a text of %d bytes, want %d", n, mostText)
	}
	if !strings.Contains(fmt.Sprint(entries[0].Flags), "cut") {
		t.Errorf("flags %q, want cut among them", entries[0].Flags)
	}
}

// The headlines of a cluster are given to the stories beside them up to 50: all
// of them for all would be the square of their number.
func TestHeadlinesOfNeighboursAreBounded(t *testing.T) {
	t.Parallel()
	const stories, maxHeadlines = 200, 50
	it := news.Item{GUID: "g", Link: "https://news.google.com/rss/articles/K0", Title: "Story 0", Cluster: true}
	for i := range stories {
		it.Stories = append(it.Stories, news.Story{Link: fmt.Sprintf("https://news.google.com/rss/articles/K%d", i), Title: fmt.Sprintf("Story %d", i)})
	}
	a := newArchive(t)
	a.save(0, it)
	for entries, err := range a.AllEntries(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for i := range entries {
			if e := &entries[i]; len(e.Headlines) > maxHeadlines || e.ClusterSize != stories {
				t.Fatalf("story %d of a cluster of %d: %d headlines, want %d at most", e.ID, e.ClusterSize, len(e.Headlines), maxHeadlines)
			}
		}
	}
}

// A fault keeps the first 16 kB of its element, and comes once.
func TestFaultsAreBounded(t *testing.T) {
	t.Parallel()
	const maxRaw = 16 << 10
	a := newArchive(t)
	doc := news.Document{Faults: []news.Fault{{Reason: "bad", Raw: strings.Repeat("r", maxRaw+100)}}}
	for n := range 2 {
		a.saveDocument(n, doc)
	}
	faults, err := a.Faults(t.Context(), 0, 0)
	if err != nil || len(faults) != 1 || len(faults[0].Raw) != maxRaw {
		t.Fatalf("%d faults, want one of %d bytes: %v", len(faults), maxRaw, err)
	}
}

// More than 50 entries of one guid are no wordings of one item: each is an item.
func TestWordingsOfAGuidAreBounded(t *testing.T) {
	t.Parallel()
	const maxWordings = 50
	for n, want := range map[int]int{maxWordings: 1, maxWordings + 1: maxWordings + 1} {
		a := newArchive(t)
		var items []news.Item
		for i := range n {
			text := fmt.Sprintf("text %d", i)
			items = append(items, news.Item{
				GUID: "same", Title: "The same title", Summary: text, Text: text,
				Stories: []news.Story{{Title: "The same title"}},
			})
		}
		a.save(0, items...)
		if got, err := a.ItemIDs(t.Context(), store.ItemFilter{}); err != nil || len(got) != want {
			t.Errorf("%d entries of one guid are %d items, want %d: %v", n, len(got), want, err)
		}
	}
}
