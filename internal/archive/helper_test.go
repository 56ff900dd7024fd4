package archive_test

import (
	"slices"
	"testing"

	"newsarchive/index"
	"newsarchive/internal/archive"
)

// indexAgrees checks that the index holds exactly the roots of the store.
func indexAgrees(t *testing.T, a *archive.Archive) {
	t.Helper()
	_, docs, err := index.Open(archive.IndexPath(a.Dir()), index.Options{}).Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := make([]int64, len(docs))
	for i, d := range docs {
		got[i] = d.ID
	}
	var want []int64
	for batch, err := range a.Store().AllEntries(t.Context()) {
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
