package store

import (
	"database/sql"
	"slices"
)

// matchByKey finds, for every entry of a document, the item that said the same
// or has one of its keys, and claims the item so that no other entry matches it.
func (v *saver) matchByKey(entries []docEntry) error {
	v.claimed, v.listed = make(map[int64]bool, len(entries)), make(map[int64]string, len(entries))
	var err error
	if v.served, err = v.readServed(); err != nil || v.feed.empty {
		return err
	}
	if err := v.matchEntries(entries); err != nil {
		return err
	}
	for i := range entries {
		if e := &entries[i]; e.item != 0 {
			v.listed[e.item] = e.Headline()
		}
	}
	return nil
}

func (v *saver) matchEntries(entries []docEntry) error {
	v.matchServed(entries)
	present := presentItems{saver: v}
	for _, step := range []func(e *docEntry) error{
		func(e *docEntry) error {
			if e.byGUID() || e.key == e.link {
				return v.matchByExactKey(e)
			}
			return nil
		},
		present.matchWords, present.matchSaid, // before a hash matches an item that is gone
		v.matchByExactKey,
		present.matchTitle,
		func(e *docEntry) error { return v.matchByShorterKey(e, true) }, // first items with equal content
		func(e *docEntry) error { return v.matchByShorterKey(e, false) },
	} {
		for i := range entries {
			if e := &entries[i]; e.item == 0 {
				if err := step(e); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// matchByExactKey finds the item of an entry under its exact keys.
func (v *saver) matchByExactKey(e *docEntry) error {
	for _, key := range e.exactKeys() {
		var id int64
		if _, err := v.get(`SELECT id FROM items WHERE feed_id = ? AND key = ?`, []any{v.feed.id, key}, &id); err != nil {
			return err
		}
		if id != 0 && !v.claimed[id] {
			e.item, v.claimed[id] = id, true
			return nil
		}
	}
	return nil
}

// itemWords are what an entry says of itself beside its guid. The has of those
// that do not count is false, and they are empty.
type itemWords struct {
	link string
	said [4]string // title, text, date, file
	has  [4]bool
}

// presentItems are the items that a feed lists and that no entry of its new
// document has matched yet. An item that is known by no guid and no link may
// have had another key when it was saved, because what was its key has proved
// to be none since.
type presentItems struct {
	*saver
	by map[itemWords][]int64 // nil until it is needed
}

// matchWords matches an entry to an item with the same link, title, text, date
// and file.
func (p *presentItems) matchWords(e *docEntry) error {
	w := wordsOf(e)
	w.has = [4]bool{true, true, true, true}
	return p.match(e, w)
}

// matchSaid is matchWords without what the entry leaves out: saving an entry
// does not remove that from its item.
func (p *presentItems) matchSaid(e *docEntry) error {
	return p.match(e, wordsOf(e))
}

// matchTitle matches an entry to an item with the same link and title.
func (p *presentItems) matchTitle(e *docEntry) error {
	return p.match(e, itemWords{link: e.Link, said: [4]string{e.Title}, has: [4]bool{e.Title != ""}})
}

func wordsOf(e *docEntry) itemWords {
	w := itemWords{link: e.Link, said: [4]string{e.Title, e.Text, e.PublishedRaw, enclosureOf(e.Item)}}
	for i, s := range w.said {
		w.has[i] = s != ""
	}
	return w
}

func (p *presentItems) match(e *docEntry, w itemWords) error {
	if e.byGUID() || e.IsGoogle() {
		return nil
	}
	if p.by == nil {
		if err := p.read(); err != nil {
			return err
		}
	}
	for ids := p.by[w]; len(ids) > 0; ids = p.by[w] {
		p.by[w] = ids[1:]
		if !p.claimed[ids[0]] {
			e.item, p.claimed[ids[0]] = ids[0], true
			return nil
		}
	}
	return nil
}

// read reads the items that the feed lists, each under all that an entry may
// leave out.
func (p *presentItems) read() error {
	p.by = map[itemWords][]int64{}
	return p.each(`SELECT i.id, i.link, i.title, i.text, i.published_raw,
		coalesce((SELECT url FROM enclosures WHERE item_id = i.id AND gone IS NULL ORDER BY position LIMIT 1), '')
		FROM items i WHERE i.id IN (SELECT item_id FROM appearances WHERE feed_id = ? AND gone IS NULL) ORDER BY i.id`,
		[]any{p.feed.id}, func(r *sql.Rows) error {
			var id int64
			var link string
			var said [4]string
			if err := r.Scan(&id, &link, &said[0], &said[1], &said[2], &said[3]); err != nil {
				return err
			}
			for mask := range 1 << len(said) {
				w := itemWords{link: link}
				for i := range said {
					if mask&(1<<i) != 0 {
						w.said[i], w.has[i] = said[i], true
					}
				}
				p.by[w] = append(p.by[w], id)
			}
			return nil
		})
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
	if e.byGUID() || e.key == e.link {
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
