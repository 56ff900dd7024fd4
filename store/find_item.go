package store

import (
	"slices"
	"strings"

	"newsarchive/internal/news"
)

// findItem returns the item of the current feed that the entry is, or nil. An
// item that had another key gets the entry's guid as its key. A copy is
// matched by key alone: the archive that exported it has distinguished it from
// others.
func (v *saver) findItem(e *docEntry) (*itemRow, error) {
	if e.resolved && (e.item != 0 || strings.HasPrefix(e.key, "post:")) {
		return v.itemBy(`id = ?`, e.item)
	}
	row, err := v.findItemByKey(e)
	if err != nil || row == nil || e.GUID == "" || !e.byGUID() || row.key == e.key && row.GUID != "" {
		return row, err
	}
	if taken, err := v.ids(`SELECT 1 FROM items WHERE feed_id = ? AND key = ? AND id <> ?`, v.feed.id, e.key, row.ID); err != nil || len(taken) > 0 {
		v.unsettled = true // until that item has another key
		return row, err    // an earlier item of a reused guid
	}
	row.key, row.GUID = e.key, e.GUID
	_, err = v.exec(`UPDATE items SET key = ?, guid = ? WHERE id = ?`, e.key, e.GUID, row.ID)
	return row, err
}

// findItemByKey returns the item that matchByKey found, or looks one up by
// key, then by the other keys it may have had.
func (v *saver) findItemByKey(e *docEntry) (row *itemRow, err error) {
	if v.claimed != nil && v.feed.empty {
		return nil, nil // the feed has only the items of this document
	}
	if e.item != 0 {
		row, err = v.itemBy(`id = ?`, e.item)
	} else if row, err = v.itemBy(`feed_id = ? AND key = ?`, v.feed.id, e.key); row != nil && (v.claimed[row.ID] || v.present[row.ID]) {
		row = nil
	}
	if err != nil || !v.fetched && e.Copied() {
		return row, err
	}
	if row != nil {
		used, err := v.guidReused(row, e)
		if err != nil || !used {
			return row, err
		}
		if row, err := v.earlierItemOfGUID(e); err != nil || row != nil {
			return row, err
		}
		if !v.fetched { // an import does not change a fetched item
			e.key = e.fallbackKeys()[0]
			return v.itemBy(`feed_id = ? AND key = ?`, v.feed.id, e.key)
		}
		delete(v.claimed, row.ID) // another entry may be the earlier item
		return nil, v.retireKey(row)
	}
	if e.byGUID() {
		return v.findByFallbackKey(e)
	}
	return v.findItemThatHadGUID(e)
}

// guidReused reports whether the feed has reused an item's guid for another
// item: one with another link and a headline that is not alike.
func (v *saver) guidReused(row *itemRow, e *docEntry) (bool, error) {
	if !e.byGUID() || row.GUID != e.GUID || !e.IsOrdinary() || row.Cluster || row.IsGoogle() ||
		row.Link == "" || e.Link == "" || linkKey(row.Link) == linkKey(e.Link) {
		return false, nil
	}
	title, err := v.headlineOf(row.ID)
	return !alike(title, e.Headline()), err
}

// headlineOf returns the headline that an item last gave to its lead.
func (v *saver) headlineOf(item int64) (title string, err error) {
	_, err = v.get(`SELECT coalesce(y.title, s.title) FROM appearances y JOIN stories s ON s.id = y.story_id WHERE y.item_id = ?
		ORDER BY y.gone IS NOT NULL, y.position, y.id DESC LIMIT 1`, []any{item}, &title)
	return title, err
}

// earlierItemOfGUID returns the item that had a reused guid before, if the
// entry is that item.
func (v *saver) earlierItemOfGUID(e *docEntry) (*itemRow, error) {
	for _, key := range slices.Backward(e.fallbackKeys()) {
		row, err := v.itemBy(`feed_id = ? AND key = ? AND guid = ?`, v.feed.id, key, e.GUID)
		if err != nil || row != nil && !v.present[row.ID] {
			return row, err
		}
	}
	key, shared, err := v.addressKey(e.Link)
	if err != nil || key == "" || shared {
		return nil, err
	}
	row, err := v.itemBy(`id = (SELECT y.item_id FROM story_keys k JOIN appearances y ON y.story_id = k.story_id
		JOIN items i ON i.id = y.item_id WHERE k.key = ?1 AND y.feed_id = ?2 AND i.guid = ?3 AND i.key <> ?3
		ORDER BY y.item_id DESC LIMIT 1)`, key, v.feed.id, e.GUID)
	if err != nil || row == nil || v.present[row.ID] {
		return nil, err
	}
	title, err := v.headlineOf(row.ID)
	if err != nil || !alike(title, e.Headline()) {
		return nil, err
	}
	return row, nil
}

// findByFallbackKey returns the item of an entry whose guid is new: an item
// without a guid, such as a post, or one whose guid has changed.
func (v *saver) findByFallbackKey(e *docEntry) (*itemRow, error) {
	keys := []string{e.link}
	if e.link == "" || e.shared {
		keys = e.fallbackKeys()
	}
	for _, key := range slices.Backward(keys) {
		row, err := v.itemBy(`feed_id = ? AND key = ? AND guid IN ('', ?)`, v.feed.id, key, e.GUID)
		if err != nil {
			return nil, err
		}
		if row == nil || v.claimed[row.ID] || v.present[row.ID] {
			continue
		}
		if row.fetched && e.IsOrdinary() { // imported items match by feed and link alone
			title, err := v.headlineOf(row.ID)
			if err != nil || !alike(title, e.Headline()) {
				return nil, err
			}
		}
		return row, nil
	}
	if e.IsGoogle() && e.key == e.link {
		return v.findItemThatHadGUID(e)
	}
	if !v.fetched || !e.IsOrdinary() {
		return nil, nil
	}
	key, shared, err := v.addressKey(e.Link)
	if err != nil || key == "" || shared {
		return nil, err
	}
	row, err := v.itemBy(`id = (SELECT y.item_id FROM story_keys k JOIN appearances y ON y.story_id = k.story_id
		WHERE k.key = ? AND y.feed_id = ? ORDER BY y.gone IS NOT NULL, y.item_id DESC LIMIT 1)`, key, v.feed.id)
	if err != nil || row == nil || v.claimed[row.ID] || v.present[row.ID] || row.Cluster {
		return nil, err
	}
	if other, err := v.hasAnotherFile(row.ID, e); err != nil || other {
		return nil, err
	}
	if rowKey, _, err := v.addressKey(row.Link); err != nil || rowKey != key {
		return nil, err
	}
	title, err := v.headlineOf(row.ID)
	if err != nil || !alike(title, e.Headline()) {
		return nil, err
	}
	return row, nil
}

// findItemThatHadGUID returns the item of an entry without a guid: one that
// had a guid before, or a Google item whose guid became the lead's token.
func (v *saver) findItemThatHadGUID(e *docEntry) (*itemRow, error) {
	if e.link == "" {
		row, err := v.itemBy(`feed_id = ? AND key = ?`, v.feed.id, oldKey(e.Item))
		if err == nil && row == nil {
			row, err = v.findByDate(e)
		}
		if row != nil && (v.claimed[row.ID] || v.present[row.ID]) {
			row = nil
		}
		return row, err
	}
	if row, err := v.findWithoutFragment(e); err != nil || row != nil {
		return row, err
	}
	key, shared, err := v.addressKey(e.Link)
	if err != nil || key == "" {
		return nil, err
	}
	if shared { // front pages were keys in version 1
		row, err := v.itemBy(`feed_id = ? AND key = ? AND guid = ''`, v.feed.id, key)
		if err != nil || row == nil || v.claimed[row.ID] || v.present[row.ID] {
			return nil, err
		}
		title, err := v.headlineOf(row.ID)
		if err != nil || !alike(title, e.Headline()) {
			return nil, err
		}
		return row, nil
	}
	row, err := v.itemBy(`id = (SELECT y.item_id FROM story_keys k JOIN appearances y ON y.story_id = k.story_id
		JOIN items i ON i.id = y.item_id
		WHERE k.key = ? AND y.feed_id = ? AND i.link = ? ORDER BY y.item_id DESC LIMIT 1)`, key, v.feed.id, e.Link)
	if err != nil || row == nil || v.claimed[row.ID] || v.present[row.ID] {
		return nil, err
	}
	if v.fetched && row.fetched && e.IsOrdinary() {
		title, err := v.headlineOf(row.ID)
		if err != nil || !alike(title, e.Headline()) {
			return nil, err
		}
	}
	return row, nil
}

// findWithoutFragment returns the item of an entry whose key was made when the
// fragment of its link was still ignored.
func (v *saver) findWithoutFragment(e *docEntry) (*itemRow, error) {
	base := v.storyKey(e.Link)
	if base == "" || e.IsGoogle() || e.link == base {
		return nil, nil
	}
	keys := itemKeys(e.Item, base)
	for k := len(keys) - 1; k >= 0; k-- {
		row, err := v.itemBy(`feed_id = ? AND key = ?`, v.feed.id, keys[k])
		if err != nil {
			return nil, err
		}
		if row != nil && news.WholeKey(row.Link) == e.link && !v.claimed[row.ID] && !v.present[row.ID] {
			return row, v.rekey(row, e.key)
		}
	}
	return nil, nil
}

// findByDate returns the item of an entry without guid and link by headline and
// date: an imported one, or, for an imported entry, one that a fetch brought.
func (v *saver) findByDate(e *docEntry) (*itemRow, error) {
	if e.Title == "" || e.Published.IsZero() || e.Copied() {
		return nil, nil
	}
	dated := news.DatedKey(e.Title, e.Published)
	if e.key != dated {
		return v.itemBy(`feed_id = ? AND key = ?`, v.feed.id, dated)
	}
	return v.itemBy(`feed_id = ? AND key = ? AND published = ?`, v.feed.id, e.fallbackKeys()[0], e.Published)
}
