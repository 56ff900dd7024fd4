package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/store"
)

// created makes an archive with some stories.
func created(t *testing.T, dir string, titles ...string) *Archive {
	t.Helper()
	a, err := Create(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	gain(t, a, titles...)
	return a
}

// gain imports stories, and leaves the index behind.
func gain(t *testing.T, a *Archive, titles ...string) {
	t.Helper()
	items := make([]news.Item, len(titles))
	for i, title := range titles {
		link := fmt.Sprintf("https://news.example/%s", title)
		items[i] = news.Item{GUID: link, Link: link, Title: title, Stories: []news.Story{{Link: link, Title: title}}}
	}
	if _, faults, err := a.store.Import(t.Context(), items, time.Now()); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
}

func caughtUp(t *testing.T, a *Archive) {
	t.Helper()
	if _, err := a.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

// loaded begins a build of all that the archive has.
func loaded(t *testing.T, a *Archive) *index.Build {
	t.Helper()
	mark, err := a.store.LastChange(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b, err := a.index.Build()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	if err := b.Load(t.Context(), a.store.AllEntries(t.Context()), mark, nil); err != nil {
		t.Fatal(err)
	}
	return b
}

// TestBuildThatWasOvertaken promises that a build takes the place of an index
// that follows the log meanwhile only when it holds as much.
func TestBuildThatWasOvertaken(t *testing.T) {
	a := created(t, t.TempDir(), "one", "two")
	caughtUp(t, a)
	b := loaded(t, a)
	gain(t, a, "three")
	caughtUp(t, a)
	if err := a.publish(t.Context(), b); !errors.Is(err, index.ErrMoved) {
		t.Fatalf("published behind the index in use: %v", err)
	}
	last, err := a.store.LastChange(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if m, err := a.index.Mark(t.Context()); err != nil || m != last {
		t.Errorf("the index is at %v, not %v: %v", m, last, err)
	}
	if _, err := a.follow(t.Context(), b, last, batchSize{10, 1 << 20}, func(int) {}); err != nil {
		t.Fatal(err)
	}
	if err := a.publish(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if m, err := a.index.Mark(t.Context()); err != nil || m != last {
		t.Errorf("the new index is at %v, not %v: %v", m, last, err)
	}
}

// TestBuildOfAReplacedDatabase promises that a build is never published beside
// another database than the one it was read from.
func TestBuildOfAReplacedDatabase(t *testing.T) {
	dir := t.TempDir()
	a := created(t, dir, "one", "two")
	caughtUp(t, a)
	before, err := a.index.Mark(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	gain(t, a, "three")
	b := loaded(t, a)
	other := filepath.Join(t.TempDir(), "other.db")
	if err := a.store.CopyTo(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(other, filepath.Join(dir, DatabaseFile)); err != nil {
		t.Fatal(err)
	}
	if err := a.publish(t.Context(), b); !errors.Is(err, store.ErrLocked) {
		t.Errorf("published: %v", err)
	}
	if m, err := a.index.Mark(t.Context()); err != nil || m != before {
		t.Errorf("the index went from %v to %v, %v", before, m, err)
	}
}

// TestFollowStopsWhereItBegan promises that a follower ends although others
// write for ever.
func TestFollowStopsWhereItBegan(t *testing.T) {
	a := created(t, t.TempDir(), "one", "two", "three", "four", "five")
	upto, err := a.store.LastChange(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n, wrote := 0, 0
	brought, err := a.follow(t.Context(), writingFollower{a.index, func() { wrote++; gain(t, a, fmt.Sprintf("more%d", wrote)) }}, upto, batchSize{1, 1 << 20}, func(int) { n++ })
	if err != nil || wrote == 0 {
		t.Fatal(wrote, err)
	}
	m, err := a.index.Mark(t.Context())
	if err != nil || m != upto || brought != n {
		t.Errorf("brought %d stories, up to change %d; the last when it began was %d: %v", brought, m.Seq, upto.Seq, err)
	}
}

// writingFollower has another process write before each batch.
type writingFollower struct {
	*index.Index
	write func()
}

// Apply implements follower.
func (f writingFollower) Apply(ctx context.Context, b index.Batch) error {
	f.write()
	return f.Index.Apply(ctx, b)
}
