package archive

import (
	"context"
	"errors"
	"slices"

	"newsarchive/internal/news"

	"newsarchive/internal/feed"
	"newsarchive/store"
)

// reparseBatch is how many items are read again in one transaction.
const reparseBatch = 200

// Reparsed counts what a reparse improved.
type Reparsed struct {
	store.Improved
	Read   int `json:"read"`   // items that could be read again
	Failed int `json:"failed"` // whose element or file is no item to today's parser
}

// Reparse parses the stored elements of feeds and files of posts again with
// today's parser, without the network. Improvements are saved and indexed; they
// add no revisions, appearances or keys. It takes the run lock: the error wraps
// [ErrRunning] and names the process that holds it.
func (a *Archive) Reparse(ctx context.Context, progress Progress) (r Reparsed, err error) {
	unlock, err := Lock(a.dir, "reparse")
	if err != nil {
		return r, err
	}
	defer unlock()
	r.Fields = map[string]int{}
	ids, err := a.store.ItemIDs(ctx, store.ItemFilter{})
	if err != nil {
		return r, err
	}
	done := 0
	for batch := range slices.Chunk(ids, reparseBatch) {
		if err := a.reparse(ctx, batch, &r); err != nil {
			return r, err
		}
		done += len(batch)
		progress.Report(done, len(ids))
	}
	_, err = a.CatchUp(ctx, nil)
	if errors.Is(err, ErrIndexLocked) {
		a.log.Warn("the index is busy: what is better will be found after the next sync", "because", err)
		err = nil
	}
	return r, err
}

func (a *Archive) reparse(ctx context.Context, ids []int64, r *Reparsed) error {
	items, err := a.store.Sources(ctx, ids)
	if err != nil {
		return err
	}
	var again []store.Reread
	for _, it := range items {
		read, ok, err := readAgain(ctx, it)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			a.log.Warn("an item cannot be read again", "item", it.ID, "because", err)
			r.Failed++
		case ok:
			again = append(again, store.Reread{ID: it.ID, Item: read})
		}
	}
	better, err := a.store.Reread(ctx, again, a.now())
	if err != nil {
		return err
	}
	r.Read += len(again)
	r.Items += better.Items
	for name, n := range better.Fields {
		r.Fields[name] += n
	}
	return nil
}

// readAgain parses the element of an item, or else its file, unless a fetch has
// brought something newer.
func readAgain(ctx context.Context, it news.Item) (read news.Item, ok bool, err error) {
	switch {
	case it.Raw != nil:
		read, err = feed.Reparse(ctx, *it.Raw)
	case it.Post != nil && !it.Fetched:
		read, err = readPost(it.Post.Raw, it.Post.Path)
	default:
		return read, false, nil
	}
	return read, err == nil, err
}
