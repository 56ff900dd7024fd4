package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// Import saves items that do not come from a fetch: posts, or an export of
// another archive; see [Store.Export]. Each item goes to the feed at its
// Feed.URL, which is created unfollowed if it does not exist; items without
// one go to the built-in local feed. An import adds and fills in; it does not
// change what a fetch has saved. All items are saved in one transaction.
//
// The appearances, chain and pairs of an export are kept as they are; none are
// derived. What it refers to may be imported later, or never.
//
// The returned faults are indexed like items: the item could not be saved, or
// invalid values were repaired or dropped. They are also recorded in the
// archive.
func (s *Store) Import(ctx context.Context, items []news.Item, at time.Time) (saved Saved, faults map[int]error, err error) {
	err = s.transact(ctx, "import", at, func(v *saver) error {
		feeds := map[string]int64{}
		faults = map[int]error{}
		for i := range items {
			if err := ctx.Err(); err != nil {
				return err
			}
			_, err := v.importItem(&items[i], feeds)
			if fatal(err) {
				return err
			}
			if err != nil {
				faults[i] = err
			}
		}
		saved = v.saved
		return v.logChanges()
	})
	return saved, faults, err
}

// importItem saves one item and returns its id; 0 when it was pruned. An error
// that is not fatal is a fault of the item.
func (v *saver) importItem(it *news.Item, feeds map[string]int64) (id int64, err error) {
	bareFeed(it)
	v.faults = repairItem(it)
	feed, ok := feeds[it.Feed.URL]
	if !ok {
		if feed, err = v.importFeed(it.Feed); err != nil {
			return 0, err
		}
		feeds[it.Feed.URL] = feed
	}
	if err := v.useFeed(feed); err != nil {
		return 0, err
	}
	e, err := v.newDocEntry(it)
	if err != nil {
		return 0, err
	}
	if it.Key != "" {
		e.key = it.Key
		if it.Key != it.GUID && strings.HasPrefix(it.Key, "http://") { // made with schema version 1
			e.key = news.WholeKey(it.Key)
		}
	}
	if e.key == "" {
		return 0, errors.New("an item needs a title or a link")
	}
	if e.Post.Located() && !e.Copied() {
		if err := v.resolvePost(&e); err != nil {
			return 0, err
		}
	}
	err = v.savepoint(func() error {
		id, err = v.saveItem(e)
		return err
	})
	if fatal(err) {
		return 0, err
	}
	if err != nil {
		v.faults = append(v.faults, err.Error())
	}
	return id, v.keepFaults(e)
}

// keepFaults records the faults of an imported item and returns them as one
// error.
func (v *saver) keepFaults(e docEntry) error {
	for _, reason := range v.faults {
		if err := v.recordFault(news.Fault{Reason: reason, Raw: e.key}); err != nil {
			return err
		}
	}
	if len(v.faults) == 0 {
		return nil
	}
	return errors.New(strings.Join(v.faults, "; "))
}

// addFault adds a fault of the current item.
func (v *saver) addFault(format string, args ...any) {
	v.faults = append(v.faults, fmt.Sprintf(format, args...))
}

// importFeed returns the feed of an imported item and fills in what this
// archive does not have.
func (v *saver) importFeed(f news.Feed) (int64, error) {
	for _, alias := range f.Aliases {
		known, err := v.ids(`SELECT feed_id FROM feed_addresses WHERE url = ?1
			AND NOT EXISTS (SELECT 1 FROM feed_addresses WHERE url = ?2)`, feedAddress(alias), feedAddress(f.URL))
		if err != nil {
			return 0, err
		}
		if len(known) > 0 { // the feed has moved since
			_, err := v.exec(`INSERT INTO feed_addresses (url, feed_id) VALUES (?, ?)`, feedAddress(f.URL), known[0])
			if err != nil {
				return 0, err
			}
			break
		}
	}
	id, err := v.originFeed(f)
	if err != nil {
		return 0, err
	}
	_, err = v.exec(`UPDATE feeds SET link = CASE link WHEN '' THEN ?1 ELSE link END,
		description = CASE description WHEN '' THEN ?5 ELSE description END, image = CASE image WHEN '' THEN ?6 ELSE image END,
		copyright = CASE copyright WHEN '' THEN ?7 ELSE copyright END, key_by_link = max(key_by_link, ?2),
		name = coalesce(name, (SELECT ?3 WHERE NOT EXISTS (SELECT 1 FROM feeds WHERE name = ?3))) WHERE id = ?4`,
		f.Link, f.KeyByLink, textOrNull(f.Name), id, f.Description, f.Image, f.Copyright)
	if err == nil {
		err = v.feedLanguage(id, f.Language, false)
	}
	if err == nil && !f.ReadUpto.IsZero() {
		err = v.copiedReadUpto(id, f.ReadUpto)
		v.readStreams = nil
	}
	v.feed = nil // read it again
	for _, tag := range f.Tags {
		if err == nil {
			_, err = v.exec(`INSERT INTO feed_tags (feed_id, tag) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, tag)
		}
	}
	for _, alias := range f.Aliases {
		if err == nil {
			_, err = v.exec(`INSERT INTO feed_addresses (url, feed_id) VALUES (?, ?) ON CONFLICT DO NOTHING`, feedAddress(alias), id)
		}
	}
	return id, err
}
