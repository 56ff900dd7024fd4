package store

import (
	"crypto/sha256"
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
func (v *saver) matchServed(entries []docEntry) {
	for i := range entries {
		e := &entries[i]
		if id := v.served.byWording[e.served]; id != 0 && !v.claimed[id] {
			e.item, v.claimed[id] = id, true
		}
	}
}
