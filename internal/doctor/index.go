package doctor

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/internal/archive"
)

// comparison is the difference between the index and the store.
type comparison struct {
	err        error // the index cannot be compared: it must be rebuilt
	locked     error // another process holds the index: try again later
	docs       int
	notIndexed int     // stories whose changes the index has not followed yet
	missing    []int64 // stories without a document
	extra      []int64 // documents without a story
	duplicate  []int64 // stories with two documents
	stale      []int64 // documents that do not hold what the story says
}

// agrees reports whether the index holds what the store says, apart from stories
// that are not yet indexed.
func (c *comparison) agrees() bool {
	return c.err == nil && c.locked == nil && len(c.missing)+len(c.extra)+len(c.duplicate)+len(c.stale) == 0
}

// compare reads every document of the index and every entry of the store.
// Stories that change meanwhile are left out: the change log has them.
func (x *examiner) compare(ctx context.Context) (*comparison, error) {
	c := &comparison{}
	mark, docs, err := x.index.Documents(ctx)
	if err == nil {
		err = x.index.VerifyChecksums(ctx)
	}
	if err == nil {
		// A mark that the log does not know is of another history.
		_, _, err = x.store.Changes(ctx, mark, 1)
	}
	switch {
	case archive.Rebuildable(err):
		c.err = err
		return c, nil
	case errors.Is(err, archive.ErrIndexLocked):
		c.locked = err
		return c, nil
	case err != nil:
		return c, err
	}
	return c, x.compareAt(ctx, mark, docs, c)
}

// compareAt compares documents that are as new as a mark, or newer, with the store.
func (x *examiner) compareAt(ctx context.Context, mark news.Mark, docs []index.Document, c *comparison) error {
	c.docs = len(docs)
	slices.SortFunc(docs, func(a, b index.Document) int { return cmp.Compare(a.ID, b.ID) })
	if err := x.compareDocuments(ctx, docs, c); err != nil {
		return err
	}
	return x.dropChanged(ctx, mark, c)
}

// compareDocuments compares the documents, in order, with the entries of the
// store: two batches at a time.
func (x *examiner) compareDocuments(ctx context.Context, docs []index.Document, c *comparison) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	known := make([]bool, len(docs)) // the store has the story
	var mu sync.Mutex
	var group sync.WaitGroup
	batches := make(chan []int64)
	done := 0
	for range 2 {
		group.Go(func() {
			for ids := range batches {
				entries, err := x.mapped.Entries(ctx, ids)
				if err != nil {
					stop(err)
					return
				}
				mu.Lock()
				c.batch(docs, entries, known)
				done += len(ids)
				x.Progress.Report(done, len(docs))
				mu.Unlock()
			}
		})
	}
	err := x.send(ctx, batches)
	close(batches)
	group.Wait()
	if err == nil {
		err = context.Cause(ctx)
	}
	for i, d := range docs {
		switch {
		case i > 0 && docs[i-1].ID == d.ID:
			c.duplicate = append(c.duplicate, d.ID)
		case !known[i]:
			c.extra = append(c.extra, d.ID)
		}
	}
	return err
}

// send sends the ids of all stories, a thousand at a time.
func (x *examiner) send(ctx context.Context, to chan<- []int64) error {
	for ids, err := range x.mapped.StoryIDs(ctx) {
		if err != nil {
			return err
		}
		select {
		case to <- ids:
		case <-ctx.Done():
			return nil // against returns the cause
		}
	}
	return nil
}

// batch compares some entries with their documents.
func (c *comparison) batch(docs []index.Document, entries []news.Entry, known []bool) {
	for i := range entries {
		e := &entries[i]
		at, ok := slices.BinarySearchFunc(docs, e.ID, func(d index.Document, id int64) int { return cmp.Compare(d.ID, id) })
		if !ok {
			c.missing = append(c.missing, e.ID)
			continue
		}
		known[at] = true
		if docs[at].Sum != index.Sum(e) {
			c.stale = append(c.stale, e.ID)
		}
	}
}

// dropChanged leaves out what has changed since the mark.
func (x *examiner) dropChanged(ctx context.Context, mark news.Mark, c *comparison) error {
	const batch = 10_000
	changed := map[int64]bool{}
	for {
		ids, last, err := x.store.Changes(ctx, mark, batch)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			break
		}
		for _, id := range ids {
			changed[id] = true
		}
		mark = last
	}
	c.notIndexed = len(changed)
	for _, list := range []*[]int64{&c.missing, &c.extra, &c.stale} {
		*list = slices.DeleteFunc(*list, func(id int64) bool { return changed[id] })
		slices.Sort(*list)
	}
	return nil
}

// reportIndex reports what a comparison found.
func (x *examiner) reportIndex(ctx context.Context, c *comparison) error {
	x.report.Stories = c.docs
	rebuild := func(ctx context.Context) error {
		x.step("indexing", "stories")
		return x.archive.Reindex(ctx, x.Progress)
	}
	const fix = "--fix rebuilds the index from the database; so does \"archive reindex\""
	f := Finding{Check: "index", Grade: GradeError, Fix: fix, repair: rebuild}
	switch {
	case c.locked != nil:
		f.What, f.Why, f.Fix, f.repair = c.locked.Error(), "the index could not be checked", "run it again in a moment", nil
		return x.add(ctx, f)
	case c.err != nil:
		f.What, f.Why = c.err.Error(), "the next search must rebuild it first; nothing is lost"
		if x.archive.ReadOnly() {
			f.Why, f.Fix = "searches use another one, in the cache", "\"archive reindex\", where the archive can be written to"
		}
		return x.add(ctx, f)
	}
	for _, d := range c.differences() {
		if len(d.ids) == 0 {
			continue
		}
		f.What, f.Why = fmt.Sprintf("%s: first %d", counted(len(d.ids), d.one, d.many), d.ids[0]), d.why
		if err := x.add(ctx, f); err != nil {
			return err
		}
		f.repair = func(context.Context) error { return nil } // the first repair covers all
	}
	if c.notIndexed == 0 && !x.Fix {
		return nil
	}
	if c.notIndexed > 0 {
		return x.add(ctx, Finding{
			Check: "index", Grade: GradeNote, What: counted(c.notIndexed, "changed story is not yet indexed", "changed stories are not yet indexed"),
			Why: "they are found as they were, until the next sync", Fix: "--fix brings them into the index",
			repair: x.catchUpNow,
		})
	}
	return x.catchUpNow(ctx) // indexes the repaired records
}

// difference is what is wrong with some documents.
type difference struct {
	ids            []int64
	one, many, why string
}

func (c *comparison) differences() []difference {
	return []difference{
		{c.missing, "story is not in the index", "stories are not in the index", "a search does not find them"},
		{c.extra, "document has no story", "documents have no story", "a search counts stories that do not exist"},
		{c.duplicate, "story is in the index twice", "stories are in the index twice", "a search counts them twice"},
		{c.stale, "document differs from the database", "documents differ from the database", "a search finds earlier text, or misses the present one"},
	}
}

func (x *examiner) catchUpNow(ctx context.Context) error {
	_, err := x.archive.CatchUp(ctx, x.Progress)
	return err
}
