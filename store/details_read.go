package store

import (
	"database/sql"

	"newsarchive/internal/news"
)

const (
	selectEnclosures = `SELECT item_id, url, type, length, duration, title, added, gone FROM enclosures `
	selectPeople     = `SELECT item_id, role, name, email, url, added, gone FROM item_people `
	selectTexts      = `SELECT item_id, kind, html, coalesce(text, ''), added, gone FROM item_texts `
)

func scanEnclosure(r *sql.Rows) (item int64, e news.Enclosure, err error) {
	var added, gone stamp
	err = r.Scan(&item, &e.URL, &e.Type, &e.Length, &e.Duration, &e.Title, &added, &gone)
	e.Lifetime = news.Lifetime{Added: added.time(), Gone: gone.time()}
	return item, e, err
}

func scanPerson(r *sql.Rows) (item int64, p news.Person, err error) {
	var added, gone stamp
	err = r.Scan(&item, &p.Role, &p.Name, &p.Email, &p.URL, &added, &gone)
	p.Lifetime = news.Lifetime{Added: added.time(), Gone: gone.time()}
	return item, p, err
}

func scanText(r *sql.Rows) (item int64, t news.ItemText, err error) {
	var added, gone stamp
	err = r.Scan(&item, &t.Kind, &t.HTML, &t.Text, &added, &gone)
	t.Lifetime = news.Lifetime{Added: added.time(), Gone: gone.time()}
	return item, t, err
}

// details adds the items' details: the present parts first, then those that
// are gone.
func (r *itemReader) details() error {
	const ofBatch = `WHERE item_id IN (SELECT value FROM json_each(?)) ORDER BY item_id, gone IS NOT NULL, position`
	for _, q := range []struct {
		query string
		row   func(*sql.Rows) error
	}{
		{selectEnclosures + ofBatch, func(rows *sql.Rows) error {
			item, e, err := scanEnclosure(rows)
			it := &r.items[r.at[item]]
			it.Enclosures = append(it.Enclosures, e)
			return err
		}},
		{selectPeople + ofBatch, func(rows *sql.Rows) error {
			item, p, err := scanPerson(rows)
			it := &r.items[r.at[item]]
			it.People = append(it.People, p)
			return err
		}},
		{selectTexts + ofBatch, func(rows *sql.Rows) error {
			item, t, err := scanText(rows)
			it := &r.items[r.at[item]]
			it.Texts = append(it.Texts, t)
			return err
		}},
		{
			`SELECT item_id, comments, rights, source_title, source_link FROM item_details WHERE item_id IN (SELECT value FROM json_each(?))`,
			func(rows *sql.Rows) error {
				var item int64
				var m news.Details
				err := rows.Scan(&item, &m.Comments, &m.Rights, &m.Source.Title, &m.Source.Link)
				it := &r.items[r.at[item]]
				it.Comments, it.Rights, it.Source = m.Comments, m.Rights, m.Source
				return err
			},
		},
	} {
		if err := queryRows(r.ctx, r.db, q.row, q.query, r.ids); err != nil {
			return err
		}
	}
	return nil
}
