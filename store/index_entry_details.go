package store

import (
	"database/sql"

	"newsarchive/internal/news"
)

// details adds the details of items about one story: second texts, earlier
// ones included, go to the text; people to authors or text; enclosures set a
// flag.
func (r *indexEntryReader) details() error {
	list := r.itemRanges()
	const ofBatch = ` FROM json_each(?) j CROSS JOIN `
	const between = ` t ON t.item_id BETWEEN j.value ->> 0 AND j.value ->> 1 CROSS JOIN items i ON i.id = t.item_id AND i.cluster = 0 ORDER BY t.item_id, t.position`
	err := r.query(`SELECT t.item_id, coalesce(t.text, t.html), max(coalesce(t.added, ''), coalesce(t.gone, ''))`+ofBatch+`item_texts`+between,
		func(rows *sql.Rows) error {
			var item int64
			var text, at string
			err := rows.Scan(&item, &text, &at)
			r.apply(item, at, func(e *news.Entry) { e.AddText(text) })
			return err
		}, list)
	if err == nil {
		err = r.query(`SELECT t.item_id, t.role, t.name, max(coalesce(t.added, ''), coalesce(t.gone, ''))`+ofBatch+`item_people`+between,
			func(rows *sql.Rows) error {
				var item int64
				var role, name, at string
				err := rows.Scan(&item, &role, &name, &at)
				r.apply(item, at, func(e *news.Entry) {
					if role == "" {
						e.AddAuthor(name)
					} else {
						e.AddText(name)
					}
				})
				return err
			}, list)
	}
	if err == nil {
		err = r.query(`SELECT t.item_id, max(coalesce(t.added, ''), coalesce(t.gone, ''))`+ofBatch+`enclosures`+between,
			func(rows *sql.Rows) error {
				var item int64
				var at string
				err := rows.Scan(&item, &at)
				r.apply(item, at, func(e *news.Entry) { e.AddFlag("has-enclosure", true) })
				return err
			}, list)
	}
	return err
}

// apply calls change for each entry of an item and records when the change
// happened. An empty moment means that it came with the item.
func (r *indexEntryReader) apply(item int64, at string, note func(*news.Entry)) {
	var moment stamp
	if at != "" && moment.Scan(at) != nil {
		return
	}
	for _, i := range r.items[item] {
		note(&r.entries[i])
		r.change(i, moment)
	}
}
