package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"

	"newsarchive/internal/news"
)

// wording is the content of an entry. Entries with equal wordings are one.
type wording struct{ guid, link, title, summary, content, text, date, enclosure string }

func wordingOf(it *news.Item) wording {
	return wording{it.GUID, it.Link, it.Title, it.Summary, it.Content, it.Text, it.PublishedRaw, enclosureOf(it)}
}

// hash is what items.served keeps of a wording.
func (w wording) hash() int64 {
	h := sha256.New()
	for _, part := range []string{w.guid, w.link, w.title, w.summary, w.content, w.text, w.date, w.enclosure} {
		_, _ = fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return int64(binary.BigEndian.Uint64(h.Sum(nil))) //nolint:gosec // a hash; its sign means nothing
}

// matchServed matches the entries that say the same as in the document before
// to the items that they were then, whatever has become known of guids and
// links since.
func (v *saver) matchServed(entries []docEntry) error {
	hashes := make([]int64, len(entries))
	for i := range entries {
		hashes[i] = entries[i].served
	}
	items := make(map[int64]int64, len(entries))
	err := v.each(`SELECT i.id, i.served FROM json_each(?) j CROSS JOIN items i ON i.feed_id = ? AND i.served = j.value
		WHERE EXISTS (SELECT 1 FROM appearances WHERE item_id = i.id AND gone IS NULL) ORDER BY i.id DESC`, []any{array(hashes), v.feed.id},
		func(r *sql.Rows) error {
			var id, served int64
			err := r.Scan(&id, &served)
			items[served] = id
			return err
		})
	for i := range entries {
		e := &entries[i]
		if id := items[e.served]; id != 0 && !v.claimed[id] {
			e.item, v.claimed[id] = id, true
		}
	}
	return err
}
