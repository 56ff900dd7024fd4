package store

import "slices"

// matchByKey finds, for every entry of a document, the item that has one of
// its keys, and claims the item so that no other entry matches it.
func (v *saver) matchByKey(entries []docEntry) error {
	v.claimed = make(map[int64]bool, len(entries))
	if v.feed.empty {
		return nil
	}
	for i := range entries {
		e := &entries[i]
		for _, key := range e.exactKeys() {
			var id int64
			if _, err := v.get(`SELECT id FROM items WHERE feed_id = ? AND key = ?`, []any{v.feed.id, key}, &id); err != nil {
				return err
			}
			if id != 0 && !v.claimed[id] {
				e.item, v.claimed[id] = id, true
				break
			}
		}
	}
	// First items with equal content, then any.
	for _, same := range []bool{true, false} {
		for i := range entries {
			if e := &entries[i]; e.item == 0 && !e.byGUID() {
				if err := v.matchByShorterKey(e, same); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// exactKeys returns the keys that distinguish the entry from all others, the
// longest first, since earlier documents may have needed a longer one.
func (e *docEntry) exactKeys() []string {
	if e.byGUID() || e.key == e.link {
		return []string{e.key}
	}
	keys := slices.Clone(e.fallbackKeys()[max(slices.Index(e.fallbackKeys(), e.key), 0):])
	slices.Reverse(keys)
	return keys
}

// matchByShorterKey finds the item of an entry without a guid under keys
// shorter than its own. With same, the item's title, text and date must be
// equal.
func (v *saver) matchByShorterKey(e *docEntry, same bool) error {
	if e.key == e.link {
		return nil
	}
	keys := e.fallbackKeys()
	for k := slices.Index(keys, e.key) - 1; k >= 0; k-- {
		row, err := v.itemBy(`feed_id = ? AND key = ?`, v.feed.id, keys[k])
		if err != nil {
			return err
		}
		if row == nil || v.claimed[row.ID] || same && (row.Title != e.Title || row.Text != e.Text || row.PublishedRaw != e.PublishedRaw) {
			continue
		}
		e.item = row.ID
		v.claimed[row.ID] = true
		return nil
	}
	return nil
}
