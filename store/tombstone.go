package store

// pruned reports whether an entry of the current feed is an item that was
// pruned; it is counted. An item is known again as [saver.find] knows one: by
// its key; by its link, when either the entry or what was pruned has no guid.
func (v *saver) pruned(e entry) (bool, error) {
	link := linkKey(e.Link)
	byLink := link != "" && e.key == link
	known, err := v.ids(`SELECT 1 FROM tombstones WHERE feed_id = ?1 AND key = ?2
		UNION ALL SELECT 1 FROM tombstones WHERE feed_id = ?1 AND link = ?3 AND ?3 <> '' AND (?4 OR guid = '') LIMIT 1`,
		v.feed.id, e.key, link, byLink)
	if len(known) > 0 {
		v.saved.Pruned++
	}
	return len(known) > 0, err
}

// bury leaves a tombstone for an item that is about to go.
func (v *saver) bury(row *itemRow, feed int64, reason string) error {
	_, err := v.exec(`INSERT INTO tombstones (feed_id, key, guid, link, reason, pruned) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, feed, row.key, row.GUID, linkKey(row.Link), reason, stamp(v.now))
	return err
}
