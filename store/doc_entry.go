package store

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"newsarchive/internal/news"
)

// docEntry is an item of a feed's document, or of an import, with its key.
type docEntry struct {
	*news.Item
	key     string
	link    string       // the key of its link; "" without a link
	shared  bool         // the link is shared
	earlier []*news.Item // earlier versions in the same document

	fallback []string // cache of fallbackKeys; nil until made

	resolved bool // resolvePost has found the item or chosen its key

	item   int64 // the id of the matching item; 0: none yet
	served int64 // the hash of its wording; 0: it does not come from a fetch
	all    int64 // see [saver.hashAll]
}

// linkKey is the key that an item gets from its link. It is the link itself
// when that is not a web address, and the bare token for a Google News item,
// because that is the item's guid.
func linkKey(link string) string {
	key := news.StoryKey(link)
	if key == "" {
		return strings.TrimSpace(link)
	}
	return strings.TrimPrefix(key, "gnews:")
}

// itemKeys returns the keys that an item can have without a guid: its link,
// then hashes of the link with, in turn, its title, enclosure, text and raw
// date. Missing parts are skipped.
func itemKeys(it *news.Item, link string) []string {
	keys := make([]string, 0, 5)
	keys = append(keys, link)
	text := it.Text
	if text == "" {
		text = it.Content + it.Summary
	}
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s", link)
	for i, part := range []string{it.Title, enclosureOf(it), text, it.PublishedRaw} {
		if part == "" {
			continue
		}
		_, _ = fmt.Fprintf(h, "\x00%d\x00%s", i, part)
		keys = append(keys, "sha256:"+hex.EncodeToString(h.Sum(nil)[:16]))
	}
	return keys
}

// enclosureOf returns the address of an item's first enclosure, or "".
func enclosureOf(it *news.Item) string {
	if len(it.Enclosures) == 0 {
		return ""
	}
	return it.Enclosures[0].URL
}

// oldKey is the key that schema version 1 gave to an item without guid and
// link.
func oldKey(it *news.Item) string {
	if it.Title == "" && it.Text == "" && it.Content == "" && it.Summary == "" {
		return it.GUID
	}
	text := it.Title
	if text == "" {
		text = it.Content + it.Summary
	}
	sum := sha256.Sum256([]byte(text + "\x00" + it.PublishedRaw))
	return "sha256:" + hex.EncodeToString(sum[:16])
}

// newDocEntry gives a single item its key: its guid, else its link unless that
// is shared, else the shortest of its fallback keys. The key is empty when the
// item has no guid, link or content.
func (v *saver) newDocEntry(it *news.Item) (docEntry, error) {
	e := docEntry{Item: it, link: strings.TrimSpace(it.Link)}
	if key, shared, err := v.addressKey(it.Link); err != nil {
		return e, err
	} else if key != "" {
		e.link, e.shared = strings.TrimPrefix(key, "gnews:"), shared
	} else if e.link != "" {
		rule, err := v.ruleOf(e.link)
		if err != nil {
			return e, err
		}
		e.shared = rule.shared
	}
	dead, err := v.deadGUID(it.GUID)
	switch {
	case it.GUID != "" && !dead:
		e.key = it.GUID
	case e.link != "" && !e.shared:
		e.key = e.link
	default:
		e.key = cmp.Or(e.fallbackKeys()[0], it.GUID)
	}
	return e, err
}

// fallbackKeys returns the keys that the entry can have without a guid, the
// shortest first. A link that is not shared is unique.
func (e *docEntry) fallbackKeys() []string {
	if e.fallback != nil {
		return e.fallback
	}
	e.fallback = itemKeys(e.Item, e.link)
	if len(e.fallback) > 1 && (e.link == "" || e.shared) {
		e.fallback = e.fallback[1:]
	}
	return e.fallback
}

// byGUID reports whether the entry's key is its guid.
func (e *docEntry) byGUID() bool { return e.GUID != "" && e.key == e.GUID }

// deadGUID reports whether a guid of the feed proved not to be a key.
func (v *saver) deadGUID(guid string) (bool, error) {
	if guid == "" || v.feed.keyByLink {
		return v.feed.keyByLink, nil
	}
	if !v.feed.deadGUIDs {
		return false, nil
	}
	dead, err := v.ids(`SELECT 1 FROM dead_guids WHERE feed_id = ? AND guid = ?`, v.feed.id, guid)
	return len(dead) > 0, err
}

// killGUID records that a guid of the feed is not a key. The item that had it
// as its key gets another one.
func (v *saver) killGUID(guid string) error {
	v.feed.deadGUIDs = true
	_, err := v.exec(`INSERT INTO dead_guids (feed_id, guid) VALUES (?, ?) ON CONFLICT DO NOTHING`, v.feed.id, guid)
	if err != nil {
		return err
	}
	row, err := v.itemBy(`feed_id = ? AND key = ?`, v.feed.id, guid)
	if err != nil || row == nil {
		return err
	}
	keys, err := v.fallbackKeysOf(row)
	if err != nil {
		return err
	}
	return v.rekey(row, keys...)
}

// retireKey replaces the guid as an item's key because the guid now belongs to
// another item. The new key is longer than the bare link, which other items
// may share.
func (v *saver) retireKey(row *itemRow) error {
	keys, err := v.fallbackKeysOf(row)
	if err != nil {
		return err
	}
	if len(keys) > 1 {
		keys = keys[1:]
	}
	return v.rekey(row, keys...)
}

// fallbackKeysOf returns the keys that a stored item can have without its
// guid.
func (v *saver) fallbackKeysOf(row *itemRow) ([]string, error) {
	it := row.Item
	it.GUID = ""
	e, err := v.newDocEntry(&it)
	return e.fallbackKeys(), err
}

// rekeyShared gives a new item another key when its link, which was its key,
// has become shared.
func (v *saver) rekeyShared(e *docEntry) error {
	if e.key != e.link || e.Copied() {
		return nil
	}
	rule, err := v.ruleOf(e.link)
	if err != nil || !rule.shared || len(itemKeys(e.Item, e.link)) == 1 {
		return err
	}
	return v.freeKey(e)
}

// freeKey gives a new item, whose key is taken, the next one that is free: of
// what it says beside its link, and at last with a number.
func (v *saver) freeKey(e *docEntry) error {
	keys := itemKeys(e.Item, e.link)[1:]
	last := e.key
	if len(keys) > 0 {
		last = keys[len(keys)-1]
	}
	for n := 2; ; n++ {
		for _, key := range keys {
			taken, err := v.ids(`SELECT 1 FROM items WHERE feed_id = ? AND key = ?`, v.feed.id, key)
			if err != nil || len(taken) == 0 {
				e.key = key
				return err
			}
		}
		keys = []string{fmt.Sprintf("%s~%d", last, n)}
	}
}

// rekey gives an item the first of the keys that no other item of its feed
// has.
func (v *saver) rekey(row *itemRow, keys ...string) error {
	if len(keys) == 0 {
		return nil
	}
	keys = append(keys[:len(keys):len(keys)], fmt.Sprintf("%s~%d", keys[len(keys)-1], row.ID))
	for _, key := range keys {
		if key == "" {
			continue
		}
		set, err := v.ids(`UPDATE items SET key = ?1, served_all = NULL WHERE id = ?2 AND NOT EXISTS
			(SELECT 1 FROM items o WHERE o.feed_id = items.feed_id AND o.key = ?1 AND o.id <> ?2) RETURNING id`, key, row.ID)
		if err != nil {
			return err
		}
		if len(set) > 0 {
			row.key = key
			delete(v.served.all, row.ID)
			return nil
		}
	}
	return fmt.Errorf("item %d: no key is free", row.ID)
}
