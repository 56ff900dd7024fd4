package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// SecondEntry is an entry that version 1 put aside as a fault: another entry of
// the document had its key.
type SecondEntry struct {
	Fault     int64 // its row
	Feed      news.Feed
	Key       string // a guid, a link or a hash
	Title     string // HTML
	Content   string // HTML, summary and content in one; perhaps cut at 16 KiB
	Link      string // of the entry that had the key first; else the key, where that is an address
	Publisher string // of the story of that entry
	Seen      time.Time
}

// Says reports whether an entry holds enough to be an item again.
func (e *SecondEntry) Says() bool {
	return e.Key != "" && (strings.TrimSpace(e.Title) != "" || strings.TrimSpace(e.Content) != "")
}

// secondEntry is the reason that version 1 gave.
const secondEntry = "a second entry has the same key in one document"

// SecondEntries returns the entries that version 1 put aside as faults because
// another entry of the document had their key.
func (s *Store) SecondEntries(ctx context.Context) (all []SecondEntry, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var e SecondEntry
		var raw string
		var seen stamp
		err := rows.Scan(&e.Fault, &e.Feed.ID, &e.Feed.URL, &raw, &seen)
		e.Seen = seen.time()
		e.Key, raw, _ = strings.Cut(raw, "\n")
		e.Title, e.Content, _ = strings.Cut(raw, "\n")
		all = append(all, e)
		return err
	}, `SELECT x.id, f.id, f.url, x.raw, x.first_seen FROM faults x JOIN feeds f ON f.id = x.feed_id WHERE x.reason = ? ORDER BY x.id`, secondEntry)
	for i := range all {
		if err == nil {
			err = s.besideEntry(ctx, &all[i])
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read entries that were put aside: %w", err)
	}
	return all, nil
}

// besideEntry finds the link and the publisher that an entry has in common with
// the one that had the key first.
func (s *Store) besideEntry(ctx context.Context, e *SecondEntry) error {
	if news.StoryKey(e.Key) != "" {
		e.Link = e.Key
	}
	return queryRows(ctx, s.read, func(rows *sql.Rows) error { return rows.Scan(&e.Link, &e.Publisher) },
		`SELECT i.link, s.publisher FROM items i JOIN appearances y ON y.item_id = i.id JOIN stories s ON s.id = y.story_id
		WHERE i.id = (`+selectFirstEntry+`) ORDER BY y.position, y.id LIMIT 1`, e.Feed.ID, e.Key, news.WholeKey(e.Key))
}

// selectFirstEntry finds the item of a feed, ?1, that had a key, ?2, in version
// 1; ?3 is that key as an address is written now.
const selectFirstEntry = `SELECT id FROM items WHERE feed_id = ?1 AND (key IN (?2, ?3) OR guid = ?2 OR link IN (?2, ?3)) ORDER BY id LIMIT 1`

// PartEntry saves an entry that was put aside, as it was read again, and forgets
// the fault: as an item of its feed, or, under the guid of the first entry and a
// headline that is alike, as another wording of that. It reports whether there
// was anything to save: the entry may have come again since. The error wraps
// [ErrNotParted] when it was pruned.
func (s *Store) PartEntry(ctx context.Context, second SecondEntry, it news.Item, at time.Time) (saved bool, err error) {
	err = s.transact(ctx, "part an entry of "+second.Feed.URL, at, func(v *saver) error {
		if err := v.useFeed(second.Feed.ID); err != nil {
			return err
		}
		if saved, err = v.partEntry(&second, &it); err != nil {
			if !fatal(err) {
				err = fmt.Errorf("%w: %w", ErrNotParted, err)
			}
			return err
		}
		if _, err := v.exec(`DELETE FROM faults WHERE id = ?`, second.Fault); err != nil {
			return err
		}
		return v.logChanges()
	})
	return saved, err
}

func (v *saver) partEntry(second *SecondEntry, it *news.Item) (saved bool, err error) {
	same, err := v.ids(`SELECT 1 FROM items WHERE feed_id = ?1 AND title = ?2 AND ?3 IN (content, summary || content) LIMIT 1`,
		second.Feed.ID, it.Title, second.Content)
	if err != nil || len(same) > 0 {
		return false, err
	}
	it.FirstSeen, it.LastSeen, it.Fetched = second.Seen, second.Seen, true
	v.now = second.Seen
	var id int64
	known, err := v.get(selectFirstEntry, []any{second.Feed.ID, second.Key, news.WholeKey(second.Key)}, &id)
	if err != nil {
		return false, err
	}
	if known {
		first, err := v.itemBy(`id = ?`, id)
		if err != nil {
			return false, err
		}
		title, err := v.headlineOf(id)
		if err != nil {
			return false, err
		}
		if first.GUID == second.Key && first.GUID != "" && first.Link == it.Link && alike(title, it.Headline()) {
			return true, v.saveEarlierVersion(id, it)
		}
	}
	key, _, err := v.addressKey(it.Link)
	if err == nil && key != "" {
		err = v.markShared(key)
	}
	if err != nil {
		return false, err
	}
	return v.newEntry(it)
}

// newEntry saves an entry under the first key that is free.
func (v *saver) newEntry(it *news.Item) (saved bool, err error) {
	e, err := v.newDocEntry(it)
	if err != nil {
		return false, err
	}
	if v.feed.tombstones {
		pruned, err := v.pruned(e)
		if err == nil && pruned {
			err = fmt.Errorf("it was pruned")
		}
		if err != nil {
			return false, err
		}
	}
	for _, key := range e.fallbackKeys() {
		taken, err := v.ids(`SELECT 1 FROM items WHERE feed_id = ? AND key = ?`, v.feed.id, key)
		if err != nil {
			return false, err
		}
		if len(taken) == 0 {
			e.key = key
			_, err := v.newItem(e)
			return true, err
		}
	}
	return false, nil // an item says the same
}
