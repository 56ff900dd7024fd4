package archive

import (
	"context"
	"errors"
	"slices"

	"newsarchive/internal/news"

	"newsarchive/internal/feed"
	"newsarchive/internal/post"
	"newsarchive/store"
)

// reparseBatch is how many items are read again in one transaction.
const reparseBatch = 200

// Reparsed says what reading again brought.
type Reparsed struct {
	store.Improved
	Read   int `json:"read"`   // items that could be read again
	Failed int `json:"failed"` // whose element or file is no item to today's parser
}

// Reparse reads items again, with today's parser, from what is kept of them:
// the elements of feeds and the files of posts; the network is not asked. What
// became better is kept and indexed. It is no news: there are no revisions,
// appearances or keys of it. One process does this, or syncs, at a time: the
// error wraps [ErrRunning] and names the other.
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
		progress.Tell(done, len(ids))
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

// readAgain reads an item from its element, or else from its file; not from a
// file when a fetch has said something newer.
func readAgain(ctx context.Context, it news.Item) (read news.Item, ok bool, err error) {
	switch {
	case it.Raw != nil:
		read, err = feed.Reparse(ctx, *it.Raw)
	case it.Post != nil && !it.Fetched:
		if read, err = post.Parse([]byte(it.Post.Raw), it.Post.Path); err == nil {
			complete(&read)
		}
	default:
		return read, false, nil
	}
	return read, err == nil, err
}
