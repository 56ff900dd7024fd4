package store

import (
	"time"

	"newsarchive/internal/news"
)

// itemRow is a stored item with the columns that only the saver needs.
type itemRow struct {
	news.Item
	key         string
	fetched     bool
	detailsHash int64 // see [news.Details.Hash]
	element     bool  // whether its element is stored
	served      int64 // the hash of what the feed last served as this item; 0: not known
	all         int64 // likewise of all that it served; see [saver.hashAll]
}

// saveItem saves one entry of the current feed and returns the item's id; 0
// when the item was pruned, or a rule left it out.
func (v *saver) saveItem(e docEntry) (int64, error) {
	if v.feed.tombstones {
		if pruned, err := v.pruned(e); err != nil || pruned {
			return 0, err
		}
	}
	v.unsettled = false
	row, err := v.findItem(&e)
	if err != nil {
		return 0, err
	}
	id := int64(0)
	if row == nil {
		if left, err := v.leftOut(&e); err != nil || left {
			return 0, err
		}
		e.item = 0
		id, err = v.newItem(e)
	} else {
		e.item, id = row.ID, row.ID
		err = v.updateItem(row, e)
	}
	for i := 0; err == nil && i < len(e.earlier); i++ {
		err = v.saveEarlierVersion(id, e.earlier[i])
	}
	return id, err
}

// newItem inserts an item with its stories, appearances and details.
func (v *saver) newItem(e docEntry) (int64, error) {
	it := e.Item
	first, last := v.now, stamp{}
	if !v.fetched {
		last = stamp(v.now)
		if !it.FirstSeen.IsZero() {
			first, last = it.FirstSeen, stamp(it.FirstSeen)
		}
		if !it.LastSeen.IsZero() {
			last = stamp(it.LastSeen)
		}
	}
	rows := make([]*storyRow, len(it.Stories))
	for i := range it.Stories {
		var err error
		if rows[i], err = v.saveStory(e, i, first); err != nil {
			return 0, err
		}
	}
	if err := v.rekeyShared(&e); err != nil {
		return 0, err
	}
	var continues, chain int64
	if !it.Copied() || v.fetched {
		var err error
		if continues, chain, err = v.continued(rows); err != nil {
			return 0, err
		}
	}
	insert := func() (int64, error) {
		return v.exec(`INSERT INTO items (feed_id, key, guid, link, related, title, published, published_raw,
			updated, updated_raw, author, summary, content, text, image, language, cluster, continues, chain, fetched, first_seen, last_seen, more, served, served_all)
			VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
			v.feed.id, e.key, it.GUID, it.Link, it.Related, it.Title, it.Published, it.PublishedRaw,
			it.Updated, it.UpdatedRaw, it.Author, it.Summary, it.Content, it.Text, it.Image, it.Language,
			it.Cluster, orNull(continues), orNull(chain), v.fetched || it.Fetched, stamp(first), last, it.Hash(), orNull(e.served), orNull(e.all))
	}
	id, err := insert()
	if duplicate(err) {
		if err = v.freeKey(&e); err == nil {
			id, err = insert()
		}
	}
	if err != nil {
		return 0, err
	}
	v.saved.Items++
	if err := v.newAppearances(id, e, rows, first); err != nil {
		return 0, err
	}
	if _, err := v.saveTags(id, it.Tags, time.Time{}); err != nil {
		return 0, err
	}
	if err := v.insertDetails(id, &it.Details); err != nil {
		return 0, err
	}
	if err := v.saveElement(id, it.Raw, false); err != nil {
		return 0, err
	}
	if err := v.resolveMissingItems(e.key); err != nil {
		return 0, err
	}
	if err := v.copiedItem(id, e); err != nil {
		return 0, err
	}
	return id, v.savePosts(id, it)
}

// copiedItem adds what an export says of an item: the item that it continues,
// and its earlier values.
func (v *saver) copiedItem(id int64, e docEntry) error {
	if v.fetched {
		return nil
	}
	if e.ContinuesKey != "" {
		if err := v.continueItem(id, e.ContinuesKey); err != nil {
			return err
		}
	}
	for _, text := range e.EarlierTexts {
		if err := v.saveEarlierText(id, text); err != nil {
			return err
		}
	}
	if err := v.insertPastElements(id, e.EarlierRaw); err != nil {
		return err
	}
	return v.copiedRevisions(id, 0, e.Revisions)
}

// orNull is an id for the database: null for 0.
func orNull(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// itemBy returns the item that a condition selects, or nil. It looks up the id
// first, because most entries are new.
func (v *saver) itemBy(where string, args ...any) (*itemRow, error) {
	var id int64
	found, err := v.get(`SELECT id FROM items WHERE `+where, args, &id)
	if err != nil || !found {
		return nil, err
	}
	var r itemRow
	var first, last stamp
	_, err = v.get(`SELECT id, key, guid, link, related, title, published, published_raw, updated, updated_raw,
		author, summary, content, text, image, language, cluster, fetched, first_seen, last_seen, more, coalesce(served, 0), coalesce(served_all, 0), EXISTS (SELECT 1 FROM elements e WHERE e.item_id = items.id)
		FROM items WHERE id = ?`, []any{id},
		&r.ID, &r.key, &r.GUID, &r.Link, &r.Related, &r.Title, &r.Published, &r.PublishedRaw, &r.Updated, &r.UpdatedRaw,
		&r.Author, &r.Summary, &r.Content, &r.Text, &r.Image, &r.Language, &r.Cluster, &r.fetched, &first, &last, &r.detailsHash, &r.served, &r.all, &r.element)
	r.FirstSeen, r.LastSeen = first.time(), last.time()
	return &r, err
}

// saveTags adds the item's new tags and reports whether there were any. at is
// when they were added, zero if they came with the item. Tags that a feed
// drops are kept.
func (v *saver) saveTags(item int64, tags []string, at time.Time) (added bool, err error) {
	for i, tag := range tags {
		n, err := v.change(`INSERT INTO item_tags (item_id, position, tag, added) VALUES (?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, item, i+1, tag, stamp(at))
		if err != nil {
			return false, err
		}
		added = added || n > 0
	}
	return added, nil
}
