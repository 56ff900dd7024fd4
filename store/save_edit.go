package store

import (
	"cmp"
	"time"

	"newsarchive/internal/news"
)

// updateItem updates an existing item from an entry.
func (v *saver) updateItem(row *itemRow, e docEntry) error {
	edit := edit{saver: v, row: row, replaces: v.fetched || !row.fetched}
	if err := edit.apply(e.Item); err != nil {
		return err
	}
	appearances, err := v.updateAppearances(row.ID, e, edit.replaces)
	if err != nil {
		return err
	}
	if err := v.updateSeen(row, e); err != nil {
		return err
	}
	if err := v.copiedItem(row.ID, e); err != nil {
		return err
	}
	tags, err := v.saveTags(row.ID, e.Tags, v.now)
	if err != nil {
		return err
	}
	more, err := v.updateDetails(row, &e.Details, edit.replaces)
	if err != nil {
		return err
	}
	if edit.indexed || tags || more {
		if err := v.touchItem(row.ID); err != nil {
			return err
		}
	}
	substantial := edit.substantial || tags || more
	if !row.element || v.fetched && (substantial || appearances && row.Cluster) {
		if err := v.saveElement(row.ID, e.Raw, row.element && substantial && !row.Cluster); err != nil {
			return err
		}
	}
	if edit.changed || appearances || tags || more {
		v.saved.Changed++
	}
	return v.savePosts(row.ID, e.Item)
}

// updateSeen updates the times at which the item was seen, and what was seen.
func (v *saver) updateSeen(row *itemRow, e docEntry) error {
	first, last, fetched := row.FirstSeen, row.LastSeen, row.fetched
	if v.fetched {
		last, fetched = time.Time{}, true
	} else {
		if !e.FirstSeen.IsZero() && e.FirstSeen.Before(first) {
			first = e.FirstSeen
		}
		if !last.IsZero() && e.LastSeen.After(last) {
			last = e.LastSeen
		}
		fetched = fetched || e.Fetched
	}
	served, all := cmp.Or(e.served, row.served), e.all
	if v.unsettled {
		all = 0
	}
	if first.Equal(row.FirstSeen) && last.Equal(row.LastSeen) && fetched == row.fetched && served == row.served && all == row.all {
		return nil
	}
	_, err := v.exec(`UPDATE items SET first_seen = ?, last_seen = ?, fetched = ?, served = ?, served_all = ? WHERE id = ?`,
		stamp(first), stamp(last), fetched, orNull(served), orNull(all), row.ID)
	return err
}

// edit compares an item with a new version of it and saves the differences.
type edit struct {
	*saver
	row         *itemRow
	replaces    bool // the new version replaces values; otherwise it only fills in
	changed     bool // the row changed
	substantial bool // more than a date changed
	indexed     bool // the index entries of its stories change
	reworded    bool // its headline or text changed
}

func (d *edit) apply(it *news.Item) error {
	row := d.row
	var errs []error
	set := func(field string, old *string, now string) {
		errs = append(errs, d.field(field, old, now))
	}
	set("title", &row.Title, it.Title)
	set("summary", &row.Summary, it.Summary)
	if it.Cluster || row.Cluster {
		// A cluster's content has no revisions: its appearances are the history.
		if d.replaces && it.Content != "" && it.Content != row.Content {
			row.Content, d.changed, d.reworded = it.Content, true, true
		}
	} else {
		set("content", &row.Content, it.Content)
	}
	set("link", &row.Link, it.Link)
	set("author", &row.Author, it.Author)
	set("image", &row.Image, it.Image)
	errs = append(errs, d.derived(it), d.published(it))
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	if !d.changed {
		return nil
	}
	_, err := d.exec(`UPDATE items SET link = ?, related = ?, title = ?, published = ?, published_raw = ?, updated = ?,
		updated_raw = ?, author = ?, summary = ?, content = ?, text = ?, image = ?, language = ?, cluster = ? WHERE id = ?`,
		row.Link, row.Related, row.Title, row.Published, row.PublishedRaw, row.Updated,
		row.UpdatedRaw, row.Author, row.Summary, row.Content, row.Text, row.Image, row.Language, row.Cluster, row.ID)
	return err
}

// field updates one field. An empty value changes nothing; a replaced value
// becomes a revision.
func (d *edit) field(name string, old *string, now string) error {
	switch {
	case now == "" || now == *old:
		return nil
	case *old == "":
		*old, d.changed, d.substantial = now, true, true
		d.indexed = d.indexed || name == "author"
		return nil
	case !d.replaces:
		_, err := d.remember(d.row.ID, 0, name, now)
		return err
	}
	was := *old
	*old, d.changed, d.substantial = now, true, true
	d.reworded = d.reworded || name == "title" || name == "summary" || name == "content"
	return d.revise(d.row.ID, 0, name, was, false)
}

// published updates the item's date. An exact time within a known day refines
// it and is no edit. Neither is a new date when nothing else changes: some
// feeds date every entry anew at each fetch.
func (d *edit) published(it *news.Item) error {
	old, now := d.row.Published, it.Published
	switch {
	case now.IsZero() || now == old || old.Refines(now, d.zone):
		return nil
	case !old.IsZero() && !now.Refines(old, d.zone) && !d.reworded:
		return nil
	case old.IsZero() || now.Refines(old, d.zone):
	case !d.replaces:
		_, err := d.remember(d.row.ID, 0, "published", now.String())
		return err
	default:
		if err := d.revise(d.row.ID, 0, "published", old.String(), false); err != nil {
			return err
		}
	}
	d.row.Published, d.row.PublishedRaw, d.changed = now, it.PublishedRaw, true
	return nil
}

// derived updates fields that have no revisions: text, updated, related,
// language and cluster.
func (d *edit) derived(it *news.Item) error {
	row := d.row
	if !d.replaces && row.Text != "" && it.Text != "" && it.Text != row.Text && !row.Cluster {
		if err := d.saveEarlierText(row.ID, it.Text); err != nil {
			return err
		}
	} else if !row.fetched || d.replaces || row.Text == "" {
		if it.UpdatedRaw != "" && it.UpdatedRaw != row.UpdatedRaw {
			row.Updated, row.UpdatedRaw, d.changed = it.Updated, it.UpdatedRaw, true
		}
		was := row.Text
		if it.Text != "" && it.Text != row.Text {
			row.Text, d.changed, d.indexed, d.reworded = it.Text, true, true, true
		}
		if it.Cluster && !row.Cluster {
			row.Cluster, row.Text, d.changed, d.indexed = true, "", true, true
		}
		if row.Text != was {
			if err := d.recordPastText(row.ID, was); err != nil {
				return err
			}
		}
	}
	for _, f := range []struct {
		old *string
		now string
	}{{&row.Related, it.Related}, {&row.Language, it.Language}} {
		if *f.old == "" && f.now != "" {
			*f.old, d.changed = f.now, true
		}
	}
	return nil
}

// revise records a replaced value: of an item's field or, with a story, of its
// headline in the item. own means that it was the story's own headline.
func (v *saver) revise(item, story int64, field, value string, own bool) error {
	revision, err := v.remember(item, story, field, value)
	if err != nil {
		return err
	}
	_, err = v.exec(`INSERT INTO edits (item_id, revision_id, own, at) VALUES (?, ?, ?, ?)`, item, revision, own, stamp(v.now))
	if err != nil {
		return err
	}
	return v.touchItem(item) // also for a known revision: the index contains when it changed
}

// remember saves a value as a revision. A value has one row, however often it
// returns.
func (v *saver) remember(item, story int64, field, value string) (revision int64, err error) {
	var known []int64
	if story == 0 {
		known, err = v.ids(`SELECT id FROM revisions WHERE item_id = ? AND story_id IS NULL AND field = ? AND value = ?`, item, field, value)
	} else { // a large cluster has many revisions, each story few
		known, err = v.ids(`SELECT id FROM revisions WHERE story_id = ? AND +item_id = ? AND field = ? AND value = ?`, story, item, field, value)
	}
	switch {
	case err != nil:
		return 0, err
	case len(known) == 0:
		revision, err = v.exec(`INSERT INTO revisions (item_id, story_id, field, value, replaced) VALUES (?, ?, ?, ?, ?)`,
			item, orNull(story), field, value, stamp(v.now))
		if err == nil {
			err = v.touchItem(item) // the index contains what was edited
		}
		return revision, err
	case v.fetched:
		_, err = v.exec(`UPDATE revisions SET replaced = ? WHERE id = ?`, stamp(v.now), known[0])
	}
	return known[0], err
}
