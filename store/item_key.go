package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// entry is an item of a document with its key.
type entry struct {
	*Item
	key string
}

// itemKey returns the key of an item within its feed: its guid; without one,
// or where the feed's guids proved to be none, its link; without a link a hash
// of its title and raw date. It is empty when the item has none of these.
func itemKey(it *Item, byLink bool) string {
	if it.GUID != "" && !byLink {
		return it.GUID
	}
	if key := linkKey(it.Link); key != "" {
		return key
	}
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

// linkKey is the key of a link, and the link itself when it is no web address.
// A Google item's key is the bare token, for that is its guid.
func linkKey(link string) string {
	key := StoryKey(link)
	if key == "" {
		return strings.TrimSpace(link)
	}
	return strings.TrimPrefix(key, "gnews:")
}

// keyed gives every item of a document its key, once each. When one guid
// comes with two links, the feed's guids are no keys: from then on it is
// keyed by link.
func (v *saver) keyed(items []Item) (entries []entry, faults []Fault, err error) {
	if !v.feed.keyByLink && guidsCollide(items) {
		v.feed.keyByLink = true
		if _, err := v.exec(`UPDATE feeds SET key_by_link = 1 WHERE id = ?`, v.feed.id); err != nil {
			return nil, nil, err
		}
	}
	seen := make(map[string]*Item, len(items))
	for i := range items {
		it := &items[i]
		key := itemKey(it, v.feed.keyByLink)
		twin := seen[key]
		switch {
		case key == "":
			faults = append(faults, Fault{Reason: "the entry has no guid, link or title", Raw: fmt.Sprintf("entry %d", i+1)})
		case twin == nil:
			seen[key] = it
			entries = append(entries, entry{Item: it, key: key})
		case twin.Title != it.Title || twin.Content != it.Content || twin.Summary != it.Summary:
			// The first of the two stands in the archive; what the second
			// said is kept here.
			faults = append(faults, Fault{Reason: "a second entry has the same key in one document", Raw: key + "\n" + it.Title + "\n" + it.Summary + it.Content})
		}
	}
	return entries, faults, nil
}

// guidsCollide reports whether one guid comes with two links, or without
// links with two titles.
func guidsCollide(items []Item) bool {
	byGUID := make(map[string]string, len(items))
	for i := range items {
		it := &items[i]
		if it.GUID == "" {
			continue
		}
		other := itemKey(it, true)
		if first, ok := byGUID[it.GUID]; ok && first != other {
			return true
		}
		byGUID[it.GUID] = other
	}
	return false
}
