package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"newsarchive/internal/chronology"
	"newsarchive/store"

	"github.com/gofrs/flock"
)

// foundBy is what a reader of the index finds of a word, and how many stories
// it says are not yet indexed.
type foundBy struct {
	stories, notIndexed int
}

// concurrentReaders are all that ask the index, each for the stories that have a word.
func concurrentReaders() map[string]func(ctx context.Context, a *Archive, word string) (foundBy, error) {
	search := func(o SearchOptions) func(context.Context, *Archive, string) (foundBy, error) {
		return func(ctx context.Context, a *Archive, word string) (foundBy, error) {
			o.Text = word
			answer, err := a.Search(ctx, o)
			return foundBy{answer.Total, answer.NotIndexed}, err
		}
	}
	return map[string]func(context.Context, *Archive, string) (foundBy, error){
		"search":  search(SearchOptions{Page: Page{Size: 10}}),
		"count":   search(SearchOptions{Load: Load{Stories: NoStories}}),
		"stories": search(SearchOptions{Page: Page{Size: 10, Group: GroupNone}}),
		"facets":  search(SearchOptions{Page: Page{Size: 1}, Load: Load{Stories: NoStories, Facets: []string{"day"}, FacetSize: 5}}),
		"as of":   search(SearchOptions{Question: Question{AsOf: "today"}, Page: Page{Size: 10}}),
		"timeline": func(ctx context.Context, a *Archive, word string) (foundBy, error) {
			line, err := a.Timeline(ctx, TimelineOptions{Question: Question{Text: word}, By: chronology.Day})
			if err != nil {
				return foundBy{}, err
			}
			return foundBy{int(line.Series[0].Total), line.NotIndexed}, nil
		},
		"key dates": func(ctx context.Context, a *Archive, word string) (foundBy, error) {
			dates, err := a.KeyDates(ctx, Question{Text: word}, 3, nil)
			return foundBy{int(dates.Total), dates.NotIndexed}, err
		},
		"topics": func(ctx context.Context, a *Archive, word string) (foundBy, error) {
			all, notIndexed, err := a.TopicRhythms(ctx, []store.Topic{{Name: "some", Query: word}})
			if err != nil {
				return foundBy{}, err
			}
			return foundBy{all[0].Stories, notIndexed}, all[0].Err
		},
		"export": func(ctx context.Context, a *Archive, word string) (foundBy, error) {
			f, m, err := a.Chosen(ctx, Question{Text: word})
			return foundBy{len(f.Stories), m.NotIndexed}, err
		},
		"tag": func(ctx context.Context, a *Archive, word string) (foundBy, error) {
			m, err := a.Matching(ctx, Question{Text: word}, nil)
			return foundBy{len(m.Stories), m.NotIndexed}, err
		},
	}
}

// TestEveryReaderFollows promises that all that ask the index find what was
// saved a moment before, without a sync.
func TestEveryReaderFollows(t *testing.T) {
	a := created(t, t.TempDir(), "harbour")
	caughtUp(t, a)
	for name, read := range concurrentReaders() {
		gain(t, a, "News of "+name)
		if got, err := read(t.Context(), a, `"`+name+`"`); err != nil || got != (foundBy{1, 0}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// TestEveryReaderSaysWhatIsMissing promises that an answer that cannot be as
// new as the archive says how many stories it lacks: while another process
// holds the index, and when very many wait.
func TestEveryReaderSaysWhatIsMissing(t *testing.T) {
	a := created(t, t.TempDir(), "harbour one", "harbour two")
	caughtUp(t, a)
	gain(t, a, "harbour three", "harbour four", "harbour five")
	if _, err := a.store.Tag(t.Context(), []int64{1, 3}, []string{"mine"}, nil, a.now()); err != nil {
		t.Fatal(err)
	}
	writer := flock.New(filepath.Join(IndexPath(a.dir), "index.lock")) // of another process
	if err := writer.Lock(); err != nil {
		t.Fatal(err)
	}
	for name, read := range concurrentReaders() {
		if got, err := read(t.Context(), a, "harbour"); err != nil || got != (foundBy{2, 4}) {
			t.Errorf("%s beside a writer: %+v, %v; 3 stories came and 1 of the 2 indexed was tagged", name, got, err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	for name, read := range concurrentReaders() {
		if got, err := read(t.Context(), a, "harbour"); err != nil || got != (foundBy{5, 0}) {
			t.Errorf("%s alone: %+v, %v", name, got, err)
		}
	}
	many := make([]string, maxReaderChanges+1)
	for i := range many {
		many[i] = fmt.Sprintf("harbour number %d", i)
	}
	gain(t, a, many...)
	if got, err := concurrentReaders()["search"](t.Context(), a, "harbour"); err != nil || got != (foundBy{5, len(many)}) {
		t.Errorf("with very many that wait: %+v, %v", got, err)
	}
}

// TestForeignIndexIsNeverAsked promises that an index of another archive, or
// of another moment of this one, is made again by the first that asks it, and
// that where it cannot be, the error is told instead of an answer.
func TestForeignIndexIsNeverAsked(t *testing.T) {
	other := created(t, t.TempDir(), "foreign one", "foreign two", "foreign three")
	caughtUp(t, other)
	// foreign puts the index of the other archive in the place of this one's.
	foreign := func(a *Archive) error {
		mine := filepath.Join(a.Dir(), "index")
		if err := os.RemoveAll(mine); err != nil {
			return err
		}
		return os.CopyFS(mine, os.DirFS(filepath.Join(other.Dir(), "index")))
	}
	for name, read := range concurrentReaders() {
		t.Run(name, func(t *testing.T) {
			a := created(t, t.TempDir(), "harbour one", "harbour two", "harbour three")
			caughtUp(t, a)
			if err := foreign(a); err != nil {
				t.Fatal(err)
			}
			b, err := a.index.Build() // another process makes it again, so that this one cannot
			if err != nil {
				t.Fatal(err)
			}
			if got, err := read(t.Context(), a, "foreign"); !errors.Is(err, ErrIndexLocked) {
				t.Errorf("asked while it cannot be made again: %+v, %v", got, err)
			}
			b.Close()
			if got, err := read(t.Context(), a, "foreign"); err != nil || got != (foundBy{0, 0}) {
				t.Errorf("of the other archive: %+v, %v", got, err)
			}
			if got, err := read(t.Context(), a, "harbour"); err != nil || got != (foundBy{3, 0}) {
				t.Errorf("of this archive: %+v, %v", got, err)
			}
		})
	}
}

// TestSearchAfterAKilledRestore promises that a restore that was killed
// between database and index leaves none that is answered from.
func TestSearchAfterAKilledRestore(t *testing.T) {
	dir := t.TempDir()
	a := created(t, dir, "harbour one")
	caughtUp(t, a)
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := a.store.CopyTo(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	gain(t, a, "lost one")
	caughtUp(t, a)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(backup, DatabasePath(dir)); err != nil { // as a restore does it
		t.Fatal(err)
	}
	again, err := Open(t.Context(), dir, Options{}) // and there the restore was killed
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() })
	for name, read := range concurrentReaders() {
		if got, err := read(t.Context(), again, "lost"); err != nil || got != (foundBy{0, 0}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if got, err := concurrentReaders()["search"](t.Context(), again, "harbour"); err != nil || got != (foundBy{1, 0}) {
		t.Errorf("of the backup: %+v, %v", got, err)
	}
}
