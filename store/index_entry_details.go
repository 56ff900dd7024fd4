package store

import "database/sql"

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
			r.apply(item, at, func(i int) { r.say(i, text) })
			return err
		}, list)
	if err == nil {
		err = r.query(`SELECT t.item_id, t.role, t.name, max(coalesce(t.added, ''), coalesce(t.gone, ''))`+ofBatch+`item_people`+between,
			func(rows *sql.Rows) error {
				var item int64
				var role, name, at string
				err := rows.Scan(&item, &role, &name, &at)
				r.apply(item, at, func(i int) {
					if role == "" {
						r.author(i, name)
					} else {
						r.say(i, name)
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
				r.apply(item, at, func(i int) { r.entries[i].AddFlag("has-enclosure", true) })
				return err
			}, list)
	}
	return err
}

// apply changes the entries of an item by something that came, or went, at a
// moment; the empty moment is that of the item.
func (r *indexEntryReader) apply(item int64, at string, note func(i int)) {
	var moment stamp
	if at != "" && moment.Scan(at) != nil {
		return
	}
	for _, i := range r.items[item] {
		note(i)
		r.change(i, moment)
	}
}
