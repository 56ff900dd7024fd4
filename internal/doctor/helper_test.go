package doctor_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"

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

// inStore runs work with the store of an archive, opened beside it.
func inStore(t *testing.T, a *archive.Archive, work func(*store.Store) error) {
	t.Helper()
	s, err := store.Open(t.Context(), archive.DatabasePath(a.Dir()))
	if err == nil {
		err = errors.Join(work(s), s.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// importItems saves items and leaves the index behind.
func importItems(t *testing.T, a *archive.Archive, items []news.Item) {
	t.Helper()
	inStore(t, a, func(s *store.Store) error {
		_, faults, err := s.Import(t.Context(), items, time.Now())
		if err == nil && len(faults) > 0 {
			err = faults[0]
		}
		return err
	})
}

func search(t *testing.T, a *archive.Archive, text string) archive.Answer {
	t.Helper()
	answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: text}, Page: archive.Page{Size: 20}})
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
	_, docs, err := index.Open(filepath.Join(a.Dir(), "index"), index.Options{}).Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := make([]int64, len(docs))
	for i, d := range docs {
		got[i] = d.ID
	}
	var want []int64
	inStore(t, a, func(s *store.Store) error {
		for batch, err := range s.AllEntries(t.Context()) {
			if err != nil {
				return err
			}
			for _, e := range batch {
				want = append(want, e.ID)
			}
		}
		return nil
	})
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the index holds %d documents %v, the store has the stories %v", len(got), got, want)
	}
}

func importTitles(t *testing.T, a *archive.Archive, titles ...string) {
	t.Helper()
	items := make([]news.Item, len(titles))
	for i, title := range titles {
		link := "https://news.example/" + title
		items[i] = news.Item{GUID: link, Link: link, Title: title, Stories: []news.Story{{Link: link, Title: title, Publisher: "News"}}}
	}
	importItems(t, a, items)
	if _, err := a.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}
