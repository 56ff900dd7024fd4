package store

import (
	"time"

	"newsarchive/internal/news"
)

// importReadings adds readings that an export has of a story's pages. One that
// is known is replaced only by that of a newer reader. A story whose text was
// forgotten gets none.
func (v *saver) importReadings(story int64, all []news.Reading) error {
	if forgotten, err := v.isForgotten(story); err != nil || forgotten {
		return err
	}
	changed := false
	for i := range all {
		added, err := v.importReading(story, all[i])
		if err != nil {
			return err
		}
		changed = changed || added
	}
	if !changed {
		return nil
	}
	v.touch(story)
	if err := v.restand(story); err != nil {
		return err
	}
	had, err := v.standing(story)
	if err != nil || had == nil {
		return err
	}
	return v.datePage(story, news.Date{}, had.Published)
}

// importReading adds one reading and reports whether it was new.
func (v *saver) importReading(story int64, r news.Reading) (added bool, err error) {
	r.Story, r.Page, r.Stands = story, 0, false
	var id int64
	var reader int
	var seen stamp
	known, err := v.get(`SELECT id, reader, seen FROM page_texts WHERE story_id = ? AND fetched = ? AND url = ?`,
		[]any{story, stamp(r.Fetched), r.URL}, &id, &reader, &seen)
	if err != nil {
		return false, err
	}
	if !known || reader < r.Reader {
		_, err := v.insertReading(&r)
		return err == nil, err
	}
	if r.Seen.After(seen.time()) {
		_, err = v.exec(`UPDATE page_texts SET seen = ? WHERE id = ?`, stamp(r.Seen), id)
	}
	return false, err
}

// maxImported is how many readings of one story an import takes.
const maxImported = 1000

// repairReadings changes the readings of an imported story so that the archive
// can store them. first is when the story was first seen.
func repairReadings(all []news.Reading, first time.Time, wrong func(string, ...any)) []news.Reading {
	if len(all) > maxImported {
		wrong("%d readings of a page are more than %d; the rest is dropped", len(all), maxImported)
		all = all[:maxImported]
	}
	kept := make([]news.Reading, 0, len(all))
	for _, r := range all {
		repairTime(&r.Fetched)
		repairTime(&r.Seen)
		if r.Fetched.IsZero() {
			wrong("a reading of a page does not say when it was fetched")
			r.Fetched = first
		}
		if r.Seen.Before(r.Fetched) {
			r.Seen = r.Fetched
		}
		if !r.Kind.Known() || r.Fetched.IsZero() {
			wrong("a page of the kind %.40q is dropped", r.Kind)
			continue
		}
		kept = append(kept, r)
	}
	return kept
}
