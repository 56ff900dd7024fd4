package store_test

import (
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"
	"newsarchive/store"
)

// What other people see of a story has the tags of its items and none of your own.
func TestShared(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.save(0, news.Item{GUID: "1", Title: "Harbour opens", Tags: []string{"ports"}, Stories: []news.Story{{Title: "Harbour opens"}}})
	if _, err := a.Tag(t.Context(), []int64{1}, []string{"mine"}, nil, time.Now()); err != nil {
		t.Fatal(err)
	}
	tags := func(s *store.Store) []string {
		t.Helper()
		entries, err := s.Entries(t.Context(), []int64{1})
		if err != nil || len(entries) != 1 {
			t.Fatal(entries, err)
		}
		return entries[0].Tags
	}
	if own := tags(a.Store); !slices.Contains(own, "mine") {
		t.Errorf("your own: %v", own)
	}
	shared := a.Shared(false)
	if got := tags(shared); !slices.Equal(got, []string{"ports"}) {
		t.Errorf("shared: %v", got)
	}
	if got := tags(a.Shared(true)); !slices.Contains(got, "mine") {
		t.Errorf("shared with your own: %v", got)
	}
	err := shared.WithMmap(func(s *store.Store) error {
		if got := tags(s); !slices.Equal(got, []string{"ports"}) {
			t.Errorf("shared and mapped: %v", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
