package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"

	"newsarchive/internal/news"
)

// indexEntryBatch is how many index entries are read at a time, and
// indexEntryBytes how much text they have together.
const (
	indexEntryBatch = 1000
	indexEntryBytes = 4 << 20
)

// errManyBytes: entries have more text than is read at a time.
var errManyBytes = errors.New("too much text at a time")

// Entries returns the index entries of the stories with these ids. A story
// that does not exist, or that is the same as an earlier one, has no entry.
func (s *Store) Entries(ctx context.Context, ids []int64) ([]news.Entry, error) {
	return s.entriesWithin(ctx, ids, math.MaxInt)
}

// SomeEntries is Entries for the first of the stories: as many as have some bytes
// of text together, or one. It returns how many of the ids these were.
func (s *Store) SomeEntries(ctx context.Context, ids []int64, bytes int) (entries []news.Entry, n int, err error) {
	for n = len(ids); ; n /= 2 {
		entries, err = s.entriesWithin(ctx, ids[:n], bytes)
		if !errors.Is(err, errManyBytes) {
			return entries, n, err
		}
	}
}

// entriesWithin is Entries, or errManyBytes when several entries have more text
// together.
func (s *Store) entriesWithin(ctx context.Context, ids []int64, bytes int) ([]news.Entry, error) {
	if len(ids) < 2 {
		bytes = math.MaxInt
	}
	r := &indexEntryReader{ctx: ctx, db: s.stmtCache, zone: s.zone, shared: s.shared, ids: idRanges(ids), at: make(map[int64]int, len(ids)), free: bytes}
	for _, read := range []func() error{r.stories, r.appearances, r.clusters, r.texts, r.pages, r.links, r.tags, r.revisions, r.details, r.changes, r.write} {
		if err := read(); err != nil {
			return nil, fmt.Errorf("read index entries: %w", classify(err))
		}
	}
	return r.entries, nil
}

// AllEntries returns the index entries of the whole archive in batches,
// ordered by id. Long ones come few at a time: a batch has some MB of text, or
// one entry.
func (s *Store) AllEntries(ctx context.Context) iter.Seq2[[]news.Entry, error] {
	return s.entriesAfter(ctx, 0)
}

// EntriesAfter is AllEntries for the stories with a higher id than one. While a batch
// is used, the next is read.
func (s *Store) EntriesAfter(ctx context.Context, story int64) iter.Seq2[[]news.Entry, error] {
	return ahead(ctx, func(ctx context.Context) iter.Seq2[[]news.Entry, error] { return s.entriesAfter(ctx, story) })
}

func (s *Store) entriesAfter(ctx context.Context, story int64) iter.Seq2[[]news.Entry, error] {
	return func(yield func([]news.Entry, error) bool) {
		n := indexEntryBatch // entries at a time
		for ids, err := range s.storyIDsAfter(ctx, story) {
			if err != nil {
				yield(nil, err)
				return
			}
			for len(ids) > 0 {
				some := ids[:min(n, len(ids))]
				entries, err := s.entriesWithin(ctx, some, indexEntryBytes)
				if errors.Is(err, errManyBytes) {
					n = len(some) / 2
					continue
				}
				if !yield(entries, err) || err != nil {
					return
				}
				ids = ids[len(some):]
				if sizeOf(entries) < indexEntryBytes/4 {
					n = min(2*n, indexEntryBatch)
				}
			}
		}
	}
}

func sizeOf(entries []news.Entry) (n int) {
	for i := range entries {
		n += entries[i].Size()
	}
	return n
}

// StoryIDs returns the ids of all stories in ascending batches.
func (s *Store) StoryIDs(ctx context.Context) iter.Seq2[[]int64, error] {
	return s.storyIDsAfter(ctx, 0)
}

func (s *Store) storyIDsAfter(ctx context.Context, last int64) iter.Seq2[[]int64, error] {
	return func(yield func([]int64, error) bool) {
		last := last
		for {
			ids, err := queryIDs(ctx, s.read, `SELECT id FROM stories WHERE id > ? ORDER BY id LIMIT ?`, last, indexEntryBatch)
			if err == nil && len(ids) == 0 {
				return
			}
			if !yield(ids, err) || err != nil {
				return
			}
			last = ids[len(ids)-1]
		}
	}
}
