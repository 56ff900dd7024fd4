package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"newsarchive/internal/news"
)

// Reread is an item that was parsed again from its stored element or file.
type Reread struct {
	ID int64 // of the item in the archive
	news.Item
}

// Improved counts what parsing again changed: items, and fields by name.
type Improved struct {
	Items  int            `json:"items"`
	Fields map[string]int `json:"fields"`
}

// Reread updates items to the result of parsing them again, in one
// transaction. This is no news from the feed: it makes no revision, appearance
// or key, and empty values do not replace others.
func (s *Store) Reread(ctx context.Context, items []Reread, at time.Time) (b Improved, err error) {
	err = s.transact(ctx, "read items again", at, func(v *saver) error {
		b = Improved{Fields: map[string]int{}}
		for i := range items {
			if err := ctx.Err(); err != nil {
				return err
			}
			fields, err := v.reread(&items[i])
			if err != nil {
				return fmt.Errorf("item %d: %w", items[i].ID, err)
			}
			if len(fields) > 0 {
				b.Items++
			}
			for _, f := range fields {
				b.Fields[f]++
			}
		}
		return v.logChanges()
	})
	return b, err
}

// reread updates one item and returns the names of the fields that changed.
func (v *saver) reread(again *Reread) (fields []string, err error) {
	row, err := v.itemBy(`id = ?`, again.ID)
	if err != nil || row == nil {
		return nil, err
	}
	var feed int64
	if _, err := v.get(`SELECT feed_id FROM items WHERE id = ?`, []any{again.ID}, &feed); err != nil {
		return nil, err
	}
	if err := v.useFeed(feed); err != nil {
		return nil, err
	}
	fields, err = v.rereadRow(row, &again.Item)
	if err != nil {
		return nil, err
	}
	tags, err := v.saveTags(row.ID, again.Tags, v.now)
	if err != nil {
		return nil, err
	}
	if tags {
		fields = append(fields, "tags")
	}
	more, err := v.rereadDetails(row, &again.Details)
	if err != nil {
		return nil, err
	}
	fields = append(fields, more...)
	if !row.Cluster && len(again.Stories) == 1 {
		story, err := v.rereadStory(row, &again.Item)
		if err != nil {
			return nil, err
		}
		fields = append(fields, story...)
	}
	if len(fields) == 0 {
		return nil, nil
	}
	if _, err := v.exec(`UPDATE items SET served_all = NULL WHERE id = ?`, row.ID); err != nil {
		return nil, err
	}
	slices.Sort(fields)
	return slices.Compact(fields), v.touchItem(row.ID)
}

// rereadRow updates the item's own fields.
func (v *saver) rereadRow(row *itemRow, it *news.Item) (fields []string, err error) {
	set := func(name string, old *string, now string) {
		if now != "" && now != *old {
			*old = now
			fields = append(fields, name)
		}
	}
	set("title", &row.Title, it.Title)
	set("summary", &row.Summary, it.Summary)
	if !row.Cluster {
		set("content", &row.Content, it.Content)
		set("text", &row.Text, it.Text)
	}
	if row.Link == "" {
		set("link", &row.Link, it.Link)
	}
	set("related", &row.Related, it.Related)
	set("author", &row.Author, it.Author)
	set("image", &row.Image, it.Image)
	set("language", &row.Language, it.Language)
	set("published_raw", &row.PublishedRaw, it.PublishedRaw)
	set("updated_raw", &row.UpdatedRaw, it.UpdatedRaw)
	if !it.Published.IsZero() && it.Published != row.Published {
		row.Published = it.Published
		fields = append(fields, "published")
	}
	if !it.Updated.IsZero() && it.Updated != row.Updated {
		row.Updated = it.Updated
		fields = append(fields, "updated")
	}
	if len(fields) == 0 {
		return nil, nil
	}
	_, err = v.exec(`UPDATE items SET link = ?, related = ?, title = ?, published = ?, published_raw = ?, updated = ?, updated_raw = ?,
		author = ?, summary = ?, content = ?, text = ?, image = ?, language = ? WHERE id = ?`,
		row.Link, row.Related, row.Title, row.Published, row.PublishedRaw, row.Updated, row.UpdatedRaw,
		row.Author, row.Summary, row.Content, row.Text, row.Image, row.Language, row.ID)
	return fields, err
}

// rereadDetails updates the item's details; parts that are gone stay as they
// are.
func (v *saver) rereadDetails(row *itemRow, m *news.Details) (fields []string, err error) {
	hash := m.Hash()
	if hash == row.detailsHash || hash == 0 {
		return nil, nil
	}
	was, err := v.readDetails(row.ID)
	if err != nil {
		return nil, err
	}
	now := *m
	var changed [3]bool
	now.Enclosures, changed[0] = enclosureParts().reread(was.Enclosures, m.Enclosures)
	now.People, changed[1] = peopleParts().reread(was.People, m.People)
	now.Texts, changed[2] = textParts().reread(was.Texts, m.Texts)
	for i, name := range []string{"enclosures", "people", "texts"} {
		if changed[i] {
			fields = append(fields, name)
		}
	}
	for _, statement := range []string{
		`DELETE FROM enclosures WHERE item_id = ?`, `DELETE FROM item_people WHERE item_id = ?`, `DELETE FROM item_texts WHERE item_id = ?`,
	} {
		if _, err := v.exec(statement, row.ID); err != nil {
			return nil, err
		}
	}
	if err := v.insertDetails(row.ID, &now); err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		fields = []string{"details"}
	}
	_, err = v.exec(`UPDATE items SET more = ? WHERE id = ?`, hash, row.ID)
	return fields, err
}

// reread returns the present parts with the times of their earlier versions,
// followed by the parts that are gone.
func (p parts[T]) reread(was, now []T) (all []T, changed bool) {
	before := make(map[string]T, len(was))
	present := 0
	for i := range was {
		if p.lifetime(&was[i]).Gone.IsZero() {
			before[p.key(&was[i])] = was[i]
			present++
		}
	}
	changed = present != len(now)
	for _, part := range now {
		old, known := before[p.key(&part)]
		if known {
			*p.lifetime(&part) = *p.lifetime(&old)
		}
		changed = changed || !known || part != old
		all = append(all, part)
	}
	for i := range was {
		if !p.lifetime(&was[i]).Gone.IsZero() {
			all = append(all, was[i])
		}
	}
	return all, changed
}
