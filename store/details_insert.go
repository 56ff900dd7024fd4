package store

import (
	"newsarchive/internal/news"
)

// insertDetails stores the details of a new item.
func (v *saver) insertDetails(item int64, m *news.Details) error {
	for i, e := range m.Enclosures {
		if err := v.saveEnclosure(item, i+1, e); err != nil {
			return err
		}
	}
	for i, p := range m.People {
		if err := v.savePerson(item, i+1, p); err != nil {
			return err
		}
	}
	for i, t := range m.Texts {
		if err := v.saveItemText(item, i+1, t); err != nil {
			return err
		}
	}
	return v.upsertDetails(item, m)
}

func (v *saver) saveEnclosure(item int64, at int, e news.Enclosure) error {
	_, err := v.exec(`INSERT INTO enclosures (item_id, position, url, type, length, duration, title, added, gone) VALUES (?,?,?,?,?,?,?,?,?)
		ON CONFLICT DO UPDATE SET url = excluded.url, type = excluded.type, length = excluded.length, duration = excluded.duration,
		title = excluded.title, added = excluded.added, gone = excluded.gone`,
		item, at, e.URL, e.Type, e.Length, e.Duration, e.Title, stamp(e.Added), stamp(e.Gone))
	return err
}

func (v *saver) savePerson(item int64, at int, p news.Person) error {
	_, err := v.exec(`INSERT INTO item_people (item_id, position, role, name, email, url, added, gone) VALUES (?,?,?,?,?,?,?,?)
		ON CONFLICT DO UPDATE SET role = excluded.role, name = excluded.name, email = excluded.email, url = excluded.url,
		added = excluded.added, gone = excluded.gone`,
		item, at, p.Role, p.Name, p.Email, p.URL, stamp(p.Added), stamp(p.Gone))
	return err
}

func (v *saver) saveItemText(item int64, at int, t news.ItemText) error {
	text := textOrNull(t.Text)
	if t.Text == t.HTML {
		text = nil
	}
	_, err := v.exec(`INSERT INTO item_texts (item_id, position, kind, html, text, added, gone) VALUES (?,?,?,?,?,?,?)
		ON CONFLICT DO UPDATE SET kind = excluded.kind, html = excluded.html, text = excluded.text,
		added = excluded.added, gone = excluded.gone`,
		item, at, t.Kind, t.HTML, text, stamp(t.Added), stamp(t.Gone))
	return err
}

// upsertDetails stores the details that occur once: comments, rights and
// source. Missing values are kept.
func (v *saver) upsertDetails(item int64, m *news.Details) error {
	if m.Comments == "" && m.Rights == "" && m.Source == (news.Source{}) {
		return nil
	}
	_, err := v.exec(`INSERT INTO item_details (item_id, comments, rights, source_title, source_link) VALUES (?,?,?,?,?)
		ON CONFLICT DO UPDATE SET comments = coalesce(nullif(excluded.comments, ''), comments),
		rights = coalesce(nullif(excluded.rights, ''), rights), source_title = coalesce(nullif(excluded.source_title, ''), source_title),
		source_link = coalesce(nullif(excluded.source_link, ''), source_link)`,
		item, m.Comments, m.Rights, m.Source.Title, m.Source.Link)
	return err
}
