package store

import (
	"database/sql"

	"newsarchive/internal/news"
)

// updateDetails updates the details of an existing item and reports whether
// anything changed.
func (v *saver) updateDetails(row *itemRow, m *news.Details, replaces bool) (changed bool, err error) {
	hash := m.Hash()
	if hash == 0 || hash == row.detailsHash && !m.HasGone() {
		return false, nil
	}
	was, err := v.readDetails(row.ID)
	if err != nil {
		return false, err
	}
	enclosures, changedFiles := enclosureParts().merge(was.Enclosures, m.Enclosures, v.now, replaces)
	people, changedPeople := peopleParts().merge(was.People, m.People, v.now, replaces)
	texts, changedTexts := textParts().merge(was.Texts, m.Texts, v.now, replaces)
	for _, i := range changedFiles {
		if err := v.saveEnclosure(row.ID, i+1, enclosures[i]); err != nil {
			return false, err
		}
	}
	for _, i := range changedPeople {
		if err := v.savePerson(row.ID, i+1, people[i]); err != nil {
			return false, err
		}
	}
	for _, i := range changedTexts {
		if err := v.saveItemText(row.ID, i+1, texts[i]); err != nil {
			return false, err
		}
	}
	if err := v.upsertDetails(row.ID, m); err != nil {
		return false, err
	}
	if hash != row.detailsHash && (replaces || row.detailsHash == 0) {
		if _, err := v.exec(`UPDATE items SET more = ? WHERE id = ?`, hash, row.ID); err != nil {
			return false, err
		}
		return true, nil
	}
	return len(changedFiles)+len(changedPeople)+len(changedTexts) > 0, nil
}

// readDetails reads the parts of an item, including those that are gone.
func (v *saver) readDetails(item int64) (m news.Details, err error) {
	for _, q := range []struct {
		query string
		row   func(*sql.Rows) error
	}{
		{selectEnclosures + `WHERE item_id = ? ORDER BY position`, func(r *sql.Rows) error {
			_, e, err := scanEnclosure(r)
			m.Enclosures = append(m.Enclosures, e)
			return err
		}},
		{selectPeople + `WHERE item_id = ? ORDER BY position`, func(r *sql.Rows) error {
			_, p, err := scanPerson(r)
			m.People = append(m.People, p)
			return err
		}},
		{selectTexts + `WHERE item_id = ? ORDER BY position`, func(r *sql.Rows) error {
			_, t, err := scanText(r)
			m.Texts = append(m.Texts, t)
			return err
		}},
	} {
		if err := v.each(q.query, []any{item}, q.row); err != nil {
			return m, err
		}
	}
	return m, nil
}
