package archive

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/internal/news"

	"newsarchive/internal/plain"
	"newsarchive/internal/post"
	"newsarchive/store"
)

// Merged is what version 1 has put together and today's rules part.
type Merged struct {
	Items   int // to which posts of several files belong
	Posts   int // files that are to be items of their own
	Entries int // of feeds that were put aside because another had their key
	// Cannot says what of it cannot be parted, and why; the counts are without.
	Cannot []string
}

// Any reports whether there is anything to part.
func (m Merged) Any() bool { return m.Items+m.Entries > 0 }

// Merged looks for what version 1 has put together.
func (a *Archive) Merged(ctx context.Context) (m Merged, err error) {
	err = a.eachMerged(ctx, &m, func(item store.MergedItem) error {
		for _, f := range item.Files {
			for _, p := range f {
				if _, err := readPost(p.Raw, p.Path); err != nil {
					return fmt.Errorf("%w: %w", store.ErrNotParted, err)
				}
			}
		}
		return ctx.Err()
	}, func(store.SecondEntry) error { return ctx.Err() })
	return m, err
}

// Part parts what version 1 has put together, each item in a transaction of its
// own, so that what was done stays when it is interrupted. The oldest file of an
// item keeps the item's id; each other is read again from the bytes that were
// kept of it, and becomes an item of its own. The index is not brought up to it.
func (a *Archive) Part(ctx context.Context) (m Merged, err error) {
	err = a.eachMerged(ctx, &m, func(item store.MergedItem) error {
		_, err := a.store.PartPosts(ctx, item.ID, readPost, a.now())
		return err
	}, func(e store.SecondEntry) error {
		_, err := a.store.PartEntry(ctx, e, readSecond(e), a.now())
		return err
	})
	return m, err
}

// eachMerged counts what is merged, less what the calls say cannot be parted.
func (a *Archive) eachMerged(ctx context.Context, m *Merged, part func(store.MergedItem) error, entry func(store.SecondEntry) error) error {
	items, err := a.store.MergedPosts(ctx)
	if err != nil {
		return err
	}
	for _, item := range items {
		switch err := part(item); {
		case errors.Is(err, store.ErrNotParted):
			m.Cannot = append(m.Cannot, fmt.Sprintf("item %d, %s and %d more: %v", item.ID, item.Files[0][0].Path, len(item.Files)-1, err))
		case err != nil:
			return err
		default:
			m.Items++
			m.Posts += len(item.Files) - 1
		}
	}
	entries, err := a.store.SecondEntries(ctx)
	if err != nil {
		return err
	}
	for _, e := range entries {
		err := fmt.Errorf("%w: neither a title nor a text was kept", store.ErrNotParted)
		if e.Says() {
			err = entry(e)
		}
		switch {
		case errors.Is(err, store.ErrNotParted):
			m.Cannot = append(m.Cannot, fmt.Sprintf("an entry of %s, %.80s: %v", e.Feed.URL, e.Key, err))
		case err != nil:
			return err
		default:
			m.Entries++
		}
	}
	return nil
}

// readPost reads the item of a post's file.
func readPost(raw, path string) (news.Item, error) {
	it, err := post.Parse([]byte(raw), path)
	if err == nil {
		complete(&it)
	}
	return it, err
}

// readSecond makes an item of what was kept of an entry.
func readSecond(e store.SecondEntry) news.Item {
	it := news.Item{Feed: e.Feed, Link: e.Link, Title: e.Title, Content: e.Content}
	complete(&it)
	if len(it.Stories) == 0 { // it has a text alone
		it.Stories = []news.Story{{Title: plain.Line(it.Title)}}
	}
	if it.IsOrdinary() && e.Publisher != "" {
		it.Stories[0].Publisher = e.Publisher
	}
	return it
}
