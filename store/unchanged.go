package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
)

// An entry that the feed serves as it did in the document before is not saved
// again: it costs no query, however many items the feed has had. Saving it would
// change nothing, because all that its save depends on is part of a hash that its
// item keeps (items.served_all). Whatever else changes the item, such as an
// import, forgets the hash.

// servedItems are the items that the feed's document had when it was last
// fetched.
type servedItems struct {
	byWording map[int64]int64 // [docEntry].served → item
	all       map[int64]int64 // item → [docEntry].all; 0: not known
	stories   map[int64]int64 // item with an open appearance → the root of its story; 0: it has several
}

// readServed reads what the feed lists.
func (v *saver) readServed() (s servedItems, err error) {
	s = servedItems{map[int64]int64{}, map[int64]int64{}, map[int64]int64{}}
	if v.feed.empty {
		return s, nil
	}
	err = v.each(`SELECT id, served, coalesce(served_all, 0) FROM items WHERE feed_id = ? AND last_seen IS NULL AND served IS NOT NULL`,
		[]any{v.feed.id}, func(r *sql.Rows) error {
			var id, served, all int64
			err := r.Scan(&id, &served, &all)
			if first, ok := s.byWording[served]; !ok || id < first {
				s.byWording[served] = id
			}
			s.all[id] = all
			return err
		})
	if err != nil {
		return s, err
	}
	return s, v.each(`SELECT y.item_id, coalesce(a.root_id, y.story_id) FROM appearances y LEFT JOIN same_as a ON a.story_id = y.story_id
		WHERE y.feed_id = ? AND y.gone IS NULL`, []any{v.feed.id}, func(r *sql.Rows) error {
		var item, root int64
		err := r.Scan(&item, &root)
		if _, several := s.stories[item]; several {
			root = 0
		}
		s.stories[item] = root
		return err
	})
}

// joined notes that a story has become the same as an earlier one.
func (s *servedItems) joined(later, earlier int64) {
	for item, root := range s.stories {
		if root == later {
			s.stories[item] = earlier
		}
	}
}

// hashAll returns the hash of all that saving an entry of a fetched document
// depends on but the archive: what it says, its key, and how its feed is set. It
// is 0 if an entry is to be saved each time.
func (v *saver) hashAll(e *docEntry) (int64, error) {
	if !v.fetched || len(e.earlier) > 0 {
		return 0, nil
	}
	it := *e.Item
	it.Raw = nil                                                                                              // kept when something else has changed
	it.GUID, it.Link, it.Title, it.Summary, it.Content, it.Text, it.PublishedRaw = "", "", "", "", "", "", "" // e.served is their hash
	said, err := json.Marshal(it)
	if err != nil {
		return 0, fmt.Errorf("sum up an entry: %w", err)
	}
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%d %q %q %t %t %t %s", e.served, e.key, e.link, e.shared, v.feed.texts, e.Raw != nil && e.Raw.Element != "", said)
	for _, link := range e.Addresses() { // where fragments count, its story may have lost the bare address
		if key := v.storyKey(link); key != "" {
			rule, err := v.ruleOf(key)
			if err != nil {
				return 0, err
			}
			if rule.fragments {
				_, _ = fmt.Fprintf(h, " %q", key)
			}
		}
	}
	return int64(binary.BigEndian.Uint64(h.Sum(nil))), nil //nolint:gosec // a hash; its sign means nothing
}

// unchanged reports whether an entry is as it was in the document before, so that
// it need not be saved.
func (v *saver) unchanged(e *docEntry) bool {
	root, present := v.served.stories[e.item]
	if e.item == 0 || e.all == 0 || !present || v.served.all[e.item] != e.all || v.feed.tombstones || v.ruled {
		return false
	}
	if !e.IsOrdinary() {
		return true
	}
	if root == 0 {
		return false
	}
	// Beside an entry with another headline it is about another story.
	if title, ok := v.docHeadlines[root]; ok && !alike(title, e.Headline()) {
		return false
	}
	v.docHeadlines[root] = e.Headline()
	return true
}
