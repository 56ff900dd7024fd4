package store

import (
	"slices"
	"strings"

	"newsarchive/internal/news"
)

// pruned reports whether an entry of the current feed is an item that was
// pruned, and counts it. Items match as in [saver.findItem]: by key; by link,
// if the entry or the pruned item has no guid; and, if the link is shared, by
// the fallback keys.
func (v *saver) pruned(e docEntry) (bool, error) {
	if e.resolved && strings.HasPrefix(e.key, "post:") {
		return v.prunedPost(e)
	}
	link := e.link
	byLink := link != "" && e.key == link
	if _, shared, err := v.addressKey(e.Link); err != nil {
		return false, err
	} else if shared {
		link = "" // a shared link does not identify the item
	}
	known, err := v.ids(`SELECT 1 FROM tombstones WHERE feed_id = ?1 AND key = ?2
		UNION ALL SELECT 1 FROM tombstones WHERE feed_id = ?1 AND link = ?3 AND ?3 <> '' AND (?4 OR guid = '')
		UNION ALL SELECT 1 FROM json_each(?5) j JOIN tombstones t ON t.feed_id = ?1 AND t.key = j.value WHERE NOT ?6 OR t.guid = '' LIMIT 1`,
		v.feed.id, e.key, link, byLink, stringArray(append(slices.Clone(e.fallbackKeys()), oldKey(e.Item))), e.byGUID())
	if len(known) > 0 {
		v.saved.Pruned++
	}
	return len(known) > 0, err
}

// prunedPost is pruned for a post that is identified by its file. Schema
// version 1 identified posts without a source by link or headline.
func (v *saver) prunedPost(e docEntry) (bool, error) {
	keys := []string{e.key}
	if e.Feed.URL == news.LocalFeed {
		keys = append(keys, e.link, oldKey(e.Item))
	}
	known, err := v.ids(`SELECT 1 FROM json_each(?2) j JOIN tombstones t ON t.feed_id = ?1 AND t.key = j.value AND j.value <> ''`,
		v.feed.id, stringArray(keys))
	if len(known) > 0 {
		v.saved.Pruned++
	}
	return len(known) > 0, err
}

// bury leaves tombstones for an item that is about to be deleted, under every
// key that it may return with.
func (v *saver) bury(row *itemRow, feed int64, reason string) error {
	link := linkKey(row.Link)
	keys := append([]string{row.key}, itemKeys(&row.Item, link)[1:]...)
	if strings.HasPrefix(row.key, "post:") {
		link, keys = "", keys[:1]
	}
	for _, key := range keys {
		_, err := v.exec(`INSERT INTO tombstones (feed_id, key, guid, link, reason, pruned) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, feed, key, row.GUID, link, reason, stamp(v.now))
		if err != nil {
			return err
		}
	}
	return nil
}
