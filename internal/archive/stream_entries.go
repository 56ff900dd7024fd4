package archive

import (
	"context"
	"slices"
	"time"

	"newsarchive/index"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// StreamEntry is a story as programs get it that show the archive as a list of
// feeds.
type StreamEntry struct {
	// Asked is the number that the story was asked for by. One that was joined to
	// another keeps answering, with what the other says.
	Asked int64
	news.Story
	// Feed is the feed that the story is shown under: the last followed one that
	// has it, else the last one. Its id is 0 if no item links the story any more.
	Feed news.Feed
	// Item is what that feed says of it; of an item that lists several stories
	// nothing is taken but its times.
	Item news.Item
	Page news.Reading // the text of its page, if the archive has one
	// Read, and what else a person has marked.
	Read, KeptUnread, Starred, Later bool
	// In says in which of the streams asked for it is, by their place.
	In []int
}

// StreamEntries returns stories by their numbers, in that order. Those that are
// not there are left out. Of each it says in which of some streams it is. Known
// is as in [StreamQuery].
func (a *Archive) StreamEntries(ctx context.Context, ids []int64, in []Streams, known time.Time) ([]StreamEntry, error) {
	roots, err := a.store.Roots(ctx, ids)
	if err != nil {
		return nil, err
	}
	var asked, own []int64
	for _, id := range ids {
		if root, ok := roots[id]; ok && !slices.Contains(asked, id) {
			asked, own = append(asked, id), append(own, root)
		}
	}
	stories, err := a.store.Stories(ctx, own)
	if err != nil || len(stories) != len(own) {
		return nil, err
	}
	entries := make([]StreamEntry, len(asked))
	for i, st := range stories {
		entries[i] = StreamEntry{Asked: asked[i], Story: st}
	}
	since, err := a.UnreadSince(ctx, known)
	if err != nil {
		return nil, err
	}
	for i := range entries {
		entries[i].mark(since)
	}
	if err := a.withItems(ctx, entries, own); err != nil {
		return nil, err
	}
	return entries, a.withStreams(ctx, entries, own, in)
}

// mark reads the marks of the story.
func (e *StreamEntry) mark(since time.Time) {
	e.Read = e.FirstSeen.Before(since)
	for _, m := range e.Marks {
		switch m.Mark {
		case news.MarkRead:
			e.Read, e.KeptUnread = !m.Off, m.Off
		case news.MarkStarred:
			e.Starred = !m.Off
		case news.MarkLater:
			e.Later = !m.Off
		}
	}
}

// withItems adds the items and feeds of entries, and the texts of their pages.
func (a *Archive) withItems(ctx context.Context, entries []StreamEntry, stories []int64) error {
	of, err := a.store.StoryItems(ctx, stories)
	if err != nil {
		return err
	}
	var ids []int64
	for _, story := range stories {
		if it, ok := shownItem(of[story]); ok && !slices.Contains(ids, it.Item) {
			ids = append(ids, it.Item)
		}
	}
	items, err := a.store.ItemsAlone(ctx, ids)
	if err != nil {
		return err
	}
	byID := make(map[int64]news.Item, len(items))
	for _, it := range items {
		byID[it.ID] = it
	}
	pages, err := a.store.PagesInFull(ctx, stories)
	if err != nil {
		return err
	}
	for i, story := range stories {
		e := &entries[i]
		e.Page = pages[story]
		it, ok := shownItem(of[story])
		if !ok {
			continue
		}
		e.Item = byID[it.Item]
		e.Feed = e.Item.Feed
		if e.Item.Cluster {
			e.Item.Summary, e.Item.Content, e.Item.Text, e.Item.Author, e.Item.Enclosures = "", "", "", "", nil
		}
	}
	return nil
}

// shownItem returns the item that a story is shown with: the first of a followed
// feed, else the first.
func shownItem(items []store.StoryItem) (store.StoryItem, bool) {
	if len(items) == 0 {
		return store.StoryItem{}, false
	}
	if at := slices.IndexFunc(items, func(i store.StoryItem) bool { return i.Followed }); at >= 0 {
		return items[at], true
	}
	return items[0], true
}

// withStreams adds the streams that each entry is in.
func (a *Archive) withStreams(ctx context.Context, entries []StreamEntry, stories []int64, in []Streams) error {
	if len(in) == 0 || len(entries) == 0 {
		return nil
	}
	c, err := a.streamCompiler(ctx, time.Time{})
	if err != nil {
		return err
	}
	nodes, err := c.nodes(in)
	if err != nil {
		return err
	}
	r := c.request(query.All{})
	r.IDs = stories
	var members [][]int64
	_, err = a.read(ctx, nil, func(v *index.View) error {
		members, err = v.Members(r, nodes)
		return err
	})
	if err != nil {
		return err
	}
	for i, ids := range members {
		for k, story := range stories {
			if slices.Contains(ids, story) {
				entries[k].In = append(entries[k].In, i)
			}
		}
	}
	return nil
}
