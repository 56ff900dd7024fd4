package main

import (
	"bytes"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// What rules left out is said in the line of the feed, also where nothing else is
// new.
func TestOutcomeLeftOut(t *testing.T) {
	t.Parallel()
	a := newApp(nil, &bytes.Buffer{}, &bytes.Buffer{})
	for want, saved := range map[string]store.Saved{
		"2 left out":                         {Skipped: 2},
		"1 new item (3 stories), 1 left out": {Items: 1, Stories: 3, Skipped: 1},
		"nothing new":                        {},
	} {
		if got := a.outcome(archive.Synced{Saved: saved}); got != want {
			t.Errorf("%+v: %q, want %q", saved, got, want)
		}
	}
}
