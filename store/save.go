package store

import (
	"context"
	"fmt"

	"newsarchive/internal/news"
)

// SaveDocument saves the document of a good fetch, and the fetch itself, in
// one transaction: new items and stories, started and ended appearances,
// revisions of replaced values, and a change for every story whose index
// document changes. Saving the same document again changes only the ledger.
//
// An entry that cannot be saved is recorded as a fault; the others are saved.
func (s *Store) SaveDocument(ctx context.Context, f Fetch, doc news.Document) (saved Saved, err error) {
	doing := fmt.Sprintf("save the document of %s", f.URL)
	err = s.transact(ctx, doing, f.At, func(v *saver) error {
		v.fetched, v.skip = true, f.Skip
		if err := v.useFeed(f.FeedID); err != nil {
			return err
		}
		if err := v.saveDocument(ctx, doc); err != nil {
			return err
		}
		n := len(doc.Items)
		v.saved.FullWindow = n >= windowItems && v.saved.Items+v.saved.Skipped == n && !v.feed.empty && !v.feed.succeeded.time().IsZero()
		f.Items, f.NewItems, f.NewStories = n, v.saved.Items, v.saved.Stories
		err := v.recordFetch(f)
		saved = v.saved
		return err
	})
	return saved, err
}

func (v *saver) saveDocument(ctx context.Context, doc news.Document) error {
	entries, faults, err := v.docEntries(ctx, doc.Items)
	if err != nil {
		return err
	}
	if err := v.matchByKey(entries); err != nil {
		return err
	}
	if v.stranger(entries) {
		return ErrStranger
	}
	if err := v.describeFeed(doc.Feed); err != nil {
		return err
	}
	for _, f := range append(doc.Faults, faults...) {
		if err := v.recordFault(f); err != nil {
			return err
		}
	}
	v.present, v.docHeadlines = make(map[int64]bool, len(entries)), make(map[int64]string, len(entries))
	v.skipped, v.ruled = map[string]bool{}, false
	// Feeds list the newest first. Save the oldest first, so that ids and
	// chains are in the order of time.
	for i := len(entries) - 1; i >= 0; i-- {
		if err := ctx.Err(); err != nil {
			return err
		}
		if v.unchanged(&entries[i]) {
			v.present[entries[i].item] = true
			continue
		}
		id, err := v.saveEntry(entries[i])
		if err != nil {
			return err
		}
		v.present[id] = id != 0
	}
	if !doc.Partial {
		if err := v.endAppearances(); err != nil {
			return err
		}
		if err := v.forgetSkipped(); err != nil {
			return err
		}
	}
	return v.logChanges()
}

// saveEntry saves one item in a savepoint and returns its id; 0 if it was
// pruned or could not be saved.
func (v *saver) saveEntry(e docEntry) (id int64, err error) {
	fault := v.savepoint(func() error {
		id, err = v.saveItem(e)
		return err
	})
	if fault == nil {
		return id, nil
	}
	if fatal(fault) {
		return 0, fault
	}
	return 0, v.recordFault(news.Fault{Reason: fault.Error(), Raw: e.key})
}

// endAppearances ends the appearances of items that the document no longer
// contains. No appearance ends before it began, even if the clock went back.
func (v *saver) endAppearances() error {
	last := v.feed.succeeded
	for item := range v.served.stories {
		if v.present[item] {
			continue
		}
		if _, err := v.exec(`UPDATE appearances SET gone = max(?, first_seen) WHERE item_id = ? AND gone IS NULL`, stamp(v.now), item); err != nil {
			return err
		}
		if _, err := v.exec(`UPDATE items SET last_seen = coalesce(last_seen, max(?, first_seen), first_seen) WHERE id = ?`, last, item); err != nil {
			return err
		}
	}
	return nil
}

// SavePast is [Store.SaveDocument] for a document that another program fetched, at
// f.At: its feed is the one that has the address f.URL, which is created unfollowed
// if it does not exist. If the feed has had a good fetch then or later, nothing is
// saved, and older is true: the document is not the feed's present state.
func (s *Store) SavePast(ctx context.Context, f Fetch, doc news.Document) (saved Saved, older bool, err error) {
	err = s.transact(ctx, fmt.Sprintf("save a past document of %s", f.URL), f.At, func(v *saver) error {
		v.fetched = true
		feed, err := v.originFeed(news.Feed{URL: f.URL, Title: doc.Feed.Title, Link: doc.Feed.Link})
		if err != nil {
			return err
		}
		if err := v.useFeed(feed); err != nil {
			return err
		}
		if older = !v.feed.succeeded.time().Before(f.At); older {
			return nil
		}
		if err := v.saveDocument(ctx, doc); err != nil {
			return err
		}
		saved, f.FeedID = v.saved, feed
		f.Items, f.NewItems, f.NewStories = len(doc.Items), saved.Items, saved.Stories
		return v.recordFetch(f)
	})
	return saved, older, err
}
