package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/effort"
	"newsarchive/internal/news"

	"pgregory.net/rapid"

	"newsarchive/index"
	"newsarchive/store"
)

// TestFollowersNeverUndoEachOther promises that, in any order of the steps of two
// or three followers, a rebuild and writers, the mark of the index never goes
// back, and that in the end the index has exactly the stories of the store.
func TestFollowersNeverUndoEachOther(t *testing.T) {
	effort.Checks(t, 25)
	rapid.Check(t, func(r *rapid.T) {
		w := newInterleaved(t.Context(), r)
		defer w.close()
		actors := []actor{&writing{}, &rebuilding{}}
		for range rapid.IntRange(2, 3).Draw(r, "followers") {
			actors = append(actors, &catching{})
		}
		for range rapid.IntRange(1, 30).Draw(r, "steps") {
			rapid.SampledFrom(actors).Draw(r, "actor").step(w)
			w.neverBack()
		}
		for _, x := range actors {
			for x.busy() {
				x.step(w)
				w.neverBack()
			}
		}
		if _, err := w.CatchUp(w.ctx, nil); err != nil {
			r.Fatal(err)
		}
		w.neverBack()
		w.agrees()
	})
}

// interleaved is an archive on which several processes seem to work.
type interleaved struct {
	*Archive
	*rapid.T
	ctx    context.Context //nolint:containedctx // of the test
	seen   news.Mark       // the mark of the index when it was last looked at
	number int
	dir    string
}

func newInterleaved(ctx context.Context, r *rapid.T) *interleaved {
	dir, err := os.MkdirTemp("", "interleaved")
	if err != nil {
		r.Fatal(err)
	}
	a, err := Create(ctx, dir, Options{})
	if err != nil {
		r.Fatal(err)
	}
	w := &interleaved{Archive: a, T: r, ctx: ctx, dir: dir}
	for range 4 {
		w.write("import")
	}
	return w
}

func (w *interleaved) close() {
	if err := errors.Join(w.Close(), os.RemoveAll(w.dir)); err != nil {
		w.Error(err)
	}
}

// write makes a change: it adds a story, adds or removes a tag, or removes a
// story.
func (w *interleaved) write(what string) {
	var err error
	id := rapid.Int64Range(1, int64(max(w.number, 1))).Draw(w.T, "story")
	switch what {
	case "import":
		w.number++
		link := fmt.Sprintf("https://news.example/%d", w.number)
		title := fmt.Sprintf("Harbour number %d", w.number)
		_, _, err = w.store.Import(w.ctx, []news.Item{{GUID: link, Link: link, Title: title, Stories: []news.Story{{Link: link, Title: title}}}}, time.Now())
	case "tag":
		_, err = w.store.Tag(w.ctx, []int64{id}, []string{"mine"}, nil, time.Now())
	case "untag":
		_, err = w.store.Tag(w.ctx, []int64{id}, nil, []string{"mine"}, time.Now())
	case "prune":
		_, err = w.store.Prune(w.ctx, []int64{id}, "drawn", time.Now())
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		w.Fatal(err)
	}
}

// neverBack fails the test if the mark of the index is earlier than before, or
// not in the log.
func (w *interleaved) neverBack() {
	m, err := w.index.Mark(w.ctx)
	if err != nil {
		w.Fatal(err)
	}
	if known, err := w.store.Knows(w.ctx, m); err != nil || !known || m.Seq < w.seen.Seq {
		w.Fatalf("the mark of the index went from %d to %d (known: %v, %v)", w.seen.Seq, m.Seq, known, err)
	}
	w.seen = m
}

// agrees fails the test unless the index holds exactly what the store does.
func (w *interleaved) agrees() {
	last, err := w.store.LastChange(w.ctx)
	if err != nil {
		w.Fatal(err)
	}
	mark, docs, err := w.index.Documents(w.ctx)
	if err != nil || mark != last {
		w.Fatalf("the index is at %d, the store at %d: %v", mark.Seq, last.Seq, err)
	}
	var want []index.Document
	for entries, err := range w.store.AllEntries(w.ctx) {
		if err != nil {
			w.Fatal(err)
		}
		for i := range entries {
			want = append(want, index.Document{ID: entries[i].ID, Sum: index.Sum(&entries[i])})
		}
	}
	slices.SortFunc(docs, func(a, b index.Document) int { return cmp.Compare(a.ID, b.ID) })
	if !slices.Equal(docs, want) {
		w.Fatalf("the index holds %v, the store %v", docs, want)
	}
}

// actor is a process, a step at a time.
type actor interface {
	step(w *interleaved)
	busy() bool // it is in the middle of something
}

type writing struct{}

func (*writing) busy() bool { return false }

func (*writing) step(w *interleaved) {
	w.write(rapid.SampledFrom([]string{"import", "tag", "tag", "untag", "prune"}).Draw(w.T, "event"))
}

// catching reads the mark, then the changes and their documents, then applies
// them, a few at a time.
type catching struct {
	next  func(w *interleaved)
	mark  news.Mark
	batch index.Batch
}

func (f *catching) busy() bool { return f.next != nil }

func (f *catching) step(w *interleaved) {
	if f.next == nil {
		f.next = f.read
	}
	f.next(w)
}

func (f *catching) read(w *interleaved) {
	var err error
	if f.mark, err = w.index.Mark(w.ctx); err != nil {
		w.Fatal(err)
	}
	f.next = f.changes
}

func (f *catching) changes(w *interleaved) {
	var err error
	if f.batch, err = w.batchAfter(w.ctx, f.mark, batchSize{2, 1 << 10}); err != nil {
		w.Fatal(err)
	}
	f.next = f.apply
	if f.batch.To == f.mark {
		f.next = nil
	}
}

func (f *catching) apply(w *interleaved) {
	try := w.index.Apply
	if rapid.Bool().Draw(w.T, "as a reader") {
		try = w.index.TryApply
	}
	switch err := try(w.ctx, f.batch); {
	case errors.Is(err, index.ErrMoved):
		f.next = f.read
	case err != nil:
		w.Fatal(err)
	default:
		f.mark, f.next = f.batch.To, f.changes
	}
}

// rebuilding begins a build, loads it while others write, follows the log, and
// publishes.
type rebuilding struct {
	next  func(w *interleaved)
	build *index.Build
	mark  news.Mark
}

func (b *rebuilding) busy() bool { return b.next != nil }

func (b *rebuilding) step(w *interleaved) {
	if b.next == nil {
		b.next = b.begin
	}
	b.next(w)
}

func (b *rebuilding) begin(w *interleaved) {
	var err error
	if b.mark, err = w.store.LastChange(w.ctx); err == nil {
		b.build, err = w.index.Build()
	}
	if err != nil {
		w.Fatal(err)
	}
	b.next = b.load
}

func (b *rebuilding) load(w *interleaved) {
	docs := func(yield func([]news.Entry, error) bool) {
		for ids, err := range w.store.StoryIDs(w.ctx) {
			if err != nil {
				w.Fatal(err)
			}
			for one := range slices.Chunk(ids, 2) {
				if rapid.Bool().Draw(w.T, "written while it loads") {
					(&writing{}).step(w)
				}
				if !yield(w.store.Entries(w.ctx, one)) {
					return
				}
			}
		}
	}
	if err := b.build.Load(w.ctx, docs, b.mark, nil); err != nil {
		w.Fatal(err)
	}
	if rapid.Bool().Draw(w.T, "merged") {
		if err := b.build.Merge(w.ctx); err != nil {
			w.Fatal(err)
		}
	}
	b.next = b.follow
}

func (b *rebuilding) follow(w *interleaved) {
	upto, err := w.store.LastChange(w.ctx)
	if err == nil {
		_, err = w.follow(w.ctx, b.build, upto, batchSize{3, 1 << 10}, func(int) {})
	}
	if err != nil {
		w.Fatal(err)
	}
	b.next = b.publish
}

func (b *rebuilding) publish(w *interleaved) {
	err := w.publish(w.ctx, b.build)
	if errors.Is(err, index.ErrMoved) {
		b.next = b.follow
		return
	}
	if err != nil {
		w.Fatal(err)
	}
	b.build.Close()
	b.next = nil
}

// TestTwoFollowersInEveryOrder takes the steps of two followers that began at
// the same mark in every order, with a change before each of them.
func TestTwoFollowersInEveryOrder(t *testing.T) {
	orders := 0
	every(3, 3, nil, func(order []int) {
		orders++
		t.Run(fmt.Sprint(order), func(t *testing.T) {
			t.Parallel()
			inOrder(t, order)
		})
	})
	if orders != 20 {
		t.Errorf("%d orders of three steps each; there are 20", orders)
	}
}

// inOrder takes the steps of two followers in an order, a number each.
func inOrder(t *testing.T, order []int) {
	a, err := Create(t.Context(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // nothing is waiting
	change := func(n int) {
		link := fmt.Sprintf("https://news.example/%d", n%3)
		title := fmt.Sprintf("Harbour number %d", n)
		if _, err := a.store.SaveDocument(t.Context(), store.Fetch{FeedID: 1, URL: "https://news.example", At: time.Now(), Outcome: store.OutcomeNew},
			news.Document{Items: []news.Item{{GUID: link, Link: link, Title: title, Stories: []news.Story{{Link: link, Title: title}}}}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := a.Follow(t.Context(), news.Feed{URL: "https://news.example"}, 0); err != nil {
		t.Fatal(err)
	}
	var marks [2]news.Mark
	var batches [2]index.Batch
	var done [2]int
	last := news.Mark{}
	for n, who := range order {
		change(n)
		switch done[who]++; done[who] {
		case 1:
			marks[who], err = a.index.Mark(t.Context())
		case 2:
			batches[who], err = a.batchAfter(t.Context(), marks[who], batchSize{100, 1 << 20})
		case 3:
			if err = a.index.Apply(t.Context(), batches[who]); errors.Is(err, index.ErrMoved) {
				err = nil
			}
		}
		now, markErr := a.index.Mark(t.Context())
		if err := errors.Join(err, markErr); err != nil {
			t.Fatal(err)
		}
		if now.Seq < last.Seq {
			t.Fatalf("in the order %v the mark went from %d to %d", order, last.Seq, now.Seq)
		}
		last = now
	}
	if _, err := a.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	sums := map[int64]uint64{}
	_, docs, err := a.index.Documents(t.Context())
	for _, d := range docs {
		sums[d.ID] = d.Sum
	}
	want := map[int64]uint64{}
	for entries, entriesErr := range a.store.AllEntries(t.Context()) {
		err = errors.Join(err, entriesErr)
		for i := range entries {
			want[entries[i].ID] = index.Sum(&entries[i])
		}
	}
	if err != nil || !maps.Equal(sums, want) {
		t.Fatalf("in the order %v the index holds %v, the store %v: %v", order, sums, want, err)
	}
}

// every calls use with each order of some steps of one and some of another.
func every(one, other int, so []int, use func([]int)) {
	if one+other == 0 {
		use(so)
		return
	}
	if one > 0 {
		every(one-1, other, append(slices.Clone(so), 0), use)
	}
	if other > 0 {
		every(one, other-1, append(slices.Clone(so), 1), use)
	}
}
