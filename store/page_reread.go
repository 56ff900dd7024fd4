package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// RereadPage replaces what an older reader made of a kept page by what a newer
// one made of it, in all readings of that page, and reports whether anything but
// the reader's version changed.
// That is no revision, because the page did not change. What the newer reader
// says counts, also that the page is no article, except that a page in which it
// finds nothing at all keeps the text that it had. It returns [ErrNotFound] when
// no reading refers to the page; a newer reader's reading is kept.
//
// Of the new reading, only its text and the reader's version are used.
func (s *Store) RereadPage(ctx context.Context, page int64, reader int, text news.Text, at time.Time) (changed bool, err error) {
	err = s.transact(ctx, fmt.Sprintf("read page %d again", page), at, func(v *saver) error {
		var was []news.Reading
		err := v.each(selectReadings+`WHERE t.page = ? ORDER BY`+oldestFirst, []any{page}, func(rows *sql.Rows) error {
			r, err := v.unpacker().scanReading(ctx, v.conn, rows)
			was = append(was, r)
			return err
		})
		if err == nil && len(was) == 0 {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		for _, r := range was {
			if r.Reader > reader {
				continue
			}
			differs, err := v.rereadPage(r, reader, text)
			if err != nil {
				return err
			}
			changed = changed || differs
		}
		return v.logChanges()
	})
	return changed, err
}

func (v *saver) rereadPage(was news.Reading, reader int, text news.Text) (changed bool, err error) {
	nothing := text.Kind == news.PageEmpty || text.Kind == news.PageError || text.Kind.HasText() && text.Plain == ""
	if nothing && hasText(&was.Text) || text.Equal(was.Text) {
		_, err := v.exec(`UPDATE page_texts SET reader = ? WHERE id = ?`, reader, was.ID)
		return false, err
	}
	now := was
	now.Reader, now.Text = reader, text
	if _, err := v.insertReading(&now); err != nil {
		return false, err
	}
	if err := v.restand(was.Story); err != nil {
		return false, err
	}
	v.touch(was.Story)
	all, err := v.readings(`WHERE t.id = ?`, was.ID)
	if err != nil || !all[0].Stands {
		return true, err
	}
	if err := v.datePage(was.Story, was.Published, now.Published); err != nil {
		return true, err
	}
	now.ID = was.ID
	_, err = v.canonicalKey(&now)
	return true, err
}
