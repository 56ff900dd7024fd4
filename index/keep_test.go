package index

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"newsarchive/internal/news"
)

// keeping returns an index of the same folder that keeps its generation open.
func keeping(t *testing.T, x *Index) *Index {
	t.Helper()
	k := Open(x.dir, Options{Keep: true})
	t.Cleanup(func() {
		if err := k.Close(); err != nil {
			t.Error(err)
		}
	})
	return k
}

// TestKeep promises that a kept generation answers until a newer one is
// published, that calls which run keep theirs, and that none stays open.
func TestKeep(t *testing.T) {
	ctx, docs := t.Context(), stored()
	x := build(t, docs)
	k := keeping(t, x)
	r := Request{Query: parse(t, "korea"), Size: 10}
	find := func() int {
		res, err := k.Search(ctx, r)
		if err != nil {
			t.Fatal(err)
		}
		return int(res.Total)
	}
	if find() != 2 || k.keeper.kept == nil || k.keeper.kept.users != 0 {
		t.Fatalf("nothing is kept: %+v", k.keeper.kept)
	}
	first := k.keeper.kept
	if find(); k.keeper.kept != first {
		t.Error("it was opened again")
	}
	err := k.View(ctx, func(v *View) error {
		if err := bring(ctx, x, nil, []int64{docs[0].ID, docs[1].ID, docs[2].ID, docs[3].ID}, news.Mark{}); err != nil {
			return err
		}
		if n := find(); n != 0 {
			t.Errorf("a call after the publishing finds %d", n)
		}
		res, err := v.Search(r)
		if err == nil && res.Total != 2 {
			t.Errorf("the view that was open finds %d", res.Total)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if k.keeper.kept == first || !first.retired || first.users != 0 {
		t.Errorf("the first is still kept: %+v", first)
	}
}

// TestKeepBesideWriters promises that many readers of a kept index see each
// batch whole while a writer publishes.
func TestKeepBesideWriters(t *testing.T) {
	ctx, docs := t.Context(), stored()
	x := build(t, docs)
	k := keeping(t, x)
	r := Request{Query: parse(t, "korea"), Size: 10}
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if res, err := k.Search(ctx, r); err != nil || res.Total != 2 && res.Total != 0 {
					t.Errorf("finds %d, %v", res.Total, err)
					return
				}
			}
		})
	}
	for i := range 20 {
		var err error
		if i%2 == 0 {
			err = bring(ctx, x, nil, []int64{docs[0].ID, docs[1].ID, docs[2].ID, docs[3].ID}, news.Mark{})
		} else {
			err = bring(ctx, x, docs, nil, news.Mark{})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	close(done)
	readers.Wait()
}

// TestKeepDamaged promises that a kept generation that proves damaged is let
// go, and that a folder without an index says so.
func TestKeepDamaged(t *testing.T) {
	x := build(t, stored())
	k := keeping(t, x)
	err := k.read(t.Context(), func(*handle) error { return ErrDamaged })
	if !errors.Is(err, ErrDamaged) || k.keeper.kept != nil {
		t.Errorf("%v; kept: %+v", err, k.keeper.kept)
	}
	if err := os.Remove(filepath.Join(x.dir, currentFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Mark(t.Context()); !errors.Is(err, ErrMissing) {
		t.Errorf("without an index: %v", err)
	}
}

// TestKeepClosed promises that what is asked while an index is closed, or later, is
// answered, and that nothing stays open for it.
func TestKeepClosed(t *testing.T) {
	k := keeping(t, build(t, stored()))
	r := Request{Query: parse(t, "korea"), Size: 10}
	err := k.View(t.Context(), func(v *View) error {
		if err := k.Close(); err != nil {
			return err
		}
		_, err := v.Search(r)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if res, err := k.Search(t.Context(), r); err != nil || res.Total != 2 || k.keeper.kept != nil {
		t.Errorf("%d found, %v, %+v is open", res.Total, err, k.keeper.kept)
	}
}
