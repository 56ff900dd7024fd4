package doctor_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/blevesearch/bleve/v2"

	"newsarchive/index"
	"newsarchive/internal/archive"
	"newsarchive/internal/doctor"
	"newsarchive/store"
)

// examined returns what the doctor says of one check.
func examined(t *testing.T, a *archive.Archive, check string, fix bool) (says []string) {
	t.Helper()
	e, err := doctor.Examine(t.Context(), a.Dir(), doctor.ExamineOptions{Fix: fix})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range e.Findings {
		if f.Check == check && !f.Repaired {
			says = append(says, string(f.Grade)+": "+f.What)
		} else if !f.Repaired {
			t.Errorf("%s: %s", f.Check, f.What)
		}
	}
	return says
}

// TestDoctorFindsPlantedDocuments promises that the doctor finds and repairs
// every way in which the index can differ from the store, and that what is not
// yet indexed is no error.
func TestDoctorFindsPlantedDocuments(t *testing.T) {
	ctx := context.Background()
	for name, planted := range map[string]struct {
		plant func(*archive.Archive, *store.Store, *index.Index) error
		says  string
	}{
		"of a story that is gone": {func(_ *archive.Archive, s *store.Store, x *index.Index) error {
			last, err := s.LastChange(ctx)
			if err != nil {
				return err
			}
			return x.Apply(ctx, index.Batch{From: last, To: last, Upserts: []news.Entry{{ID: 4711, Title: "gone"}}})
		}, "error: 1 document has no story: first 4711"},
		"missing": {func(_ *archive.Archive, s *store.Store, x *index.Index) error {
			last, err := s.LastChange(ctx)
			if err != nil {
				return err
			}
			return x.Apply(ctx, index.Batch{From: last, To: last, Deletes: []int64{2}})
		}, "error: 1 story is not in the index: first 2"},
		"doubled": {func(a *archive.Archive, _ *store.Store, _ *index.Index) error {
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
		}, "error: 1 story is in the index twice: first 3"},
		"of another history": {func(_ *archive.Archive, s *store.Store, x *index.Index) error {
			last, err := s.LastChange(ctx)
			if err != nil {
				return err
			}
			other := last
			other.Nonce++
			return x.Apply(ctx, index.Batch{From: last, To: other})
		}, "error: the change log does not know the mark"},
		"not followed yet": {func(_ *archive.Archive, s *store.Store, _ *index.Index) error {
			_, err := s.Tag(ctx, []int64{1, 2}, []string{"x"}, nil, time.Now())
			return err
		}, "note: 2 changed stories are not yet indexed"},
		"one not followed yet": {func(_ *archive.Archive, s *store.Store, _ *index.Index) error {
			_, err := s.Tag(ctx, []int64{1}, []string{"x"}, nil, time.Now())
			return err
		}, "note: 1 changed story is not yet indexed"},
	} {
		t.Run(name, func(t *testing.T) {
			a := newArchive(t)
			importTitles(t, a, "one", "two", "three", "four")
			if says := examined(t, a, "index", false); len(says) != 0 {
				t.Fatalf("a healthy index: %v", says)
			}
			inStore(t, a, func(s *store.Store) error {
				return planted.plant(a, s, index.Open(archive.IndexPath(a.Dir()), index.Options{}))
			})
			if says := examined(t, a, "index", false); len(says) == 0 || says[0] != planted.says {
				t.Errorf("the doctor says %v, not %q", says, planted.says)
			}
			if says := examined(t, a, "index", true); len(says) != 0 {
				t.Errorf("not repaired: %v", says)
			}
			if says := examined(t, a, "index", false); len(says) != 0 {
				t.Errorf("it is still there: %v", says)
			}
			indexAgrees(t, a)
		})
	}
}
