package archive_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"

	"newsarchive/index"
	"newsarchive/internal/archive"
	"newsarchive/store"
)

// examined returns what the doctor says of one check.
func examined(t *testing.T, a *archive.Archive, check string, fix bool) (says []string) {
	t.Helper()
	e, err := archive.Examine(t.Context(), a.Dir(), archive.ExamineOptions{Fix: fix})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range e.Findings {
		if f.Check == check && !f.Mended {
			says = append(says, string(f.Grade)+": "+f.What)
		} else if !f.Mended {
			t.Errorf("%s: %s", f.Check, f.What)
		}
	}
	return says
}

// Whatever way the index differs from the store, the doctor finds it and
// mends it; what only waits is no fault.
func TestDoctorFindsPlantedDocuments(t *testing.T) {
	ctx := context.Background()
	for name, planted := range map[string]struct {
		plant func(*archive.Archive, *index.Index) error
		says  string
	}{
		"of a story that is gone": {func(a *archive.Archive, x *index.Index) error {
			last, err := a.LastChange(ctx)
			if err != nil {
				return err
			}
			return x.Apply(ctx, index.Batch{From: last, To: last, Upserts: []store.Entry{{ID: 4711, Title: "gone"}}})
		}, "fault: 1 documents are of no story: first 4711"},
		"missing": {func(a *archive.Archive, x *index.Index) error {
			last, err := a.LastChange(ctx)
			if err != nil {
				return err
			}
			return x.Apply(ctx, index.Batch{From: last, To: last, Deletes: []int64{2}})
		}, "fault: 1 stories are not in the index: first 2"},
		"doubled": {func(a *archive.Archive, _ *index.Index) error {
			name, err := os.ReadFile(filepath.Join(a.Dir(), "index", "CURRENT"))
			if err != nil {
				return err
			}
			b, err := bleve.Open(filepath.Join(a.Dir(), "index", strings.TrimSpace(string(name)), "bleve"))
			if err != nil {
				return err
			}
			if err := b.Index("0"+strconv.Itoa(3), struct{}{}); err != nil {
				return err
			}
			return b.Close()
		}, "fault: 1 stories are in the index twice: first 3"},
		"of another history": {func(a *archive.Archive, x *index.Index) error {
			last, err := a.LastChange(ctx)
			if err != nil {
				return err
			}
			other := last
			other.Nonce++
			return x.Apply(ctx, index.Batch{From: last, To: other})
		}, "fault: the change log does not know the mark"},
		"not followed yet": {func(a *archive.Archive, _ *index.Index) error {
			_, err := a.Store.Tag(ctx, []int64{1, 2}, []string{"x"}, nil, time.Now())
			return err
		}, "note: 2 changed stories wait to be indexed"},
	} {
		t.Run(name, func(t *testing.T) {
			a := newArchive(t)
			importTitles(t, a, "one", "two", "three", "four")
			if says := examined(t, a, "index", false); len(says) != 0 {
				t.Fatalf("a healthy index: %v", says)
			}
			if err := planted.plant(a, index.Open(filepath.Join(a.Dir(), "index"), index.Options{})); err != nil {
				t.Fatal(err)
			}
			if says := examined(t, a, "index", false); len(says) == 0 || says[0] != planted.says {
				t.Errorf("the doctor says %v, not %q", says, planted.says)
			}
			if says := examined(t, a, "index", true); len(says) != 0 {
				t.Errorf("not mended: %v", says)
			}
			if says := examined(t, a, "index", false); len(says) != 0 {
				t.Errorf("it is still there: %v", says)
			}
			indexAgrees(t, a)
		})
	}
}
