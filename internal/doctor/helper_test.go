package doctor_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"newsarchive/index"
	"newsarchive/internal/archive"
	"newsarchive/store"
)

func newArchive(t *testing.T) *archive.Archive {
	t.Helper()
	a, err := archive.Create(t.Context(), filepath.Join(t.TempDir(), "archive"), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func search(t *testing.T, a *archive.Archive, text string) archive.Answer {
	t.Helper()
	answer, err := a.Search(t.Context(), archive.SearchOptions{Text: text, Size: 20})
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func reopen(t *testing.T, dir string) *archive.Archive {
	t.Helper()
	a, err := archive.Open(t.Context(), dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// indexAgrees checks that the index holds exactly the roots of the store.
func indexAgrees(t *testing.T, a *archive.Archive) {
	t.Helper()
	got, err := index.Open(filepath.Join(a.Dir(), "index"), index.Options{}).IDs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var want []int64
	for batch, err := range a.AllEntries(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range batch {
			want = append(want, e.ID)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the index holds %d documents %v, the store has the stories %v", len(got), got, want)
	}
}

func importTitles(t *testing.T, a *archive.Archive, titles ...string) {
	t.Helper()
	items := make([]store.Item, len(titles))
	for i, title := range titles {
		link := "https://news.example/" + title
		items[i] = store.Item{GUID: link, Link: link, Title: title, Stories: []store.Story{{Link: link, Title: title, Publisher: "News"}}}
	}
	if _, faults, err := a.Store.Import(t.Context(), items, time.Now()); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	if _, err := a.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}
