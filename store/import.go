package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// Import saves items that did not come from a fetch: posts, or another
// archive's copy, as [Store.Export] makes it. Each goes to the feed of its
// Feed.URL, which is made, unfollowed, when it is not there; without one to
// the built-in local feed. An import adds and fills in; what a fetch has said
// stands. All the items are saved in one transaction, or none.
//
// A copy is taken at its word: its appearances, chain and pairs are those of the
// archive that it came from, and none are made up here. What it refers to may
// come later, or never.
//
// The faults that come back belong to items[i]: it could not be saved, or
// something in it made no sense and was mended or left out. The archive keeps
// them too.
func (s *Store) Import(ctx context.Context, items []news.Item, at time.Time) (saved Saved, faults map[int]error, err error) {
	err = s.transact(ctx, "import", at, func(v *saver) error {
		feeds := map[string]int64{}
		faults = map[int]error{}
		for i := range items {
			if err := ctx.Err(); err != nil {
				return err
			}
			err := v.importItem(&items[i], feeds)
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

// importItem saves one item. Unless it is fatal, the error says what of it
// could not be saved.
func (v *saver) importItem(it *news.Item, feeds map[string]int64) error {
	bareFeed(it)
	v.faults = repairItem(it)
	feed, ok := feeds[it.Feed.URL]
	if !ok {
		var err error
		if feed, err = v.importFeed(it.Feed); err != nil {
			return err
		}
		feeds[it.Feed.URL] = feed
	}
	if err := v.useFeed(feed); err != nil {
		return err
	}
	e, err := v.newDocEntry(it)
	if err != nil {
		return err
	}
	if it.Key != "" {
		e.key = it.Key
		if it.Key != it.GUID && strings.HasPrefix(it.Key, "http://") { // of version 1
			e.key = news.WholeKey(it.Key)
		}
	}
	if e.key == "" {
		return errors.New("an item needs a title or a link")
	}
	if e.Post.Located() && !e.Copied() {
		if err := v.resolvePost(&e); err != nil {
			return err
		}
	}
	err = v.savepoint(func() error {
		_, err := v.saveItem(e)
		return err
	})
	if fatal(err) {
		return err
	}
	if err != nil {
		v.faults = append(v.faults, err.Error())
	}
	return v.keepFaults(e)
}

// keepFaults records what was wrong with an imported item and returns it as
// one error.
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

// wrong notes what was wrong with the item at hand.
func (v *saver) addFault(format string, args ...any) {
	v.faults = append(v.faults, fmt.Sprintf(format, args...))
}

// importFeed returns the feed of an imported item, with what a copy says of
// it that is not known here.
func (v *saver) importFeed(f news.Feed) (int64, error) {
	for _, alias := range f.Aliases {
		known, err := v.ids(`SELECT feed_id FROM feed_addresses WHERE url = ?1
			AND NOT EXISTS (SELECT 1 FROM feed_addresses WHERE url = ?2)`, feedAddress(alias), feedAddress(f.URL))
		if err != nil {
			return 0, err
		}
		if len(known) > 0 { // it has moved since
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
	v.feed = nil // it is to be read anew
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
