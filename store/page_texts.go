package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"newsarchive/internal/news"
)

// readingColumns are the columns of page_texts t that
// [unpacker.scanReading] reads, between its ids and its HTML.
const readingColumns = ` coalesce(t.page, 0), t.url, t.fetched, t.seen, t.reader, t.kind, t.reason, t.headline, t.byline,
	t.section, t.language, t.canonical, t.image, t.published, t.modified, t.paywalled, t.stands, t.captions, t.text, `

// What selects readings, with their HTML, or without, because it is slow to
// unpack.
const (
	selectReadings = `SELECT t.id, t.story_id,` + readingColumns + `t.html FROM page_texts t `
	withoutHTML    = `SELECT t.id, t.story_id,` + readingColumns + `x'' FROM page_texts t `
)

// oldestFirst is the order of a story's readings, which says what stands.
const oldestFirst = ` t.fetched, t.url `

// bestFirst is their order when only those that stand are read: the first is
// the story's text.
const bestFirst = ` t.kind = 'article' DESC, t.fetched DESC, t.url DESC `

// scanReading reads a row of selectReadings.
func (u *unpacker) scanReading(ctx context.Context, db querier, rows *sql.Rows) (r news.Reading, err error) {
	var fetched, seen stamp
	var captions string
	var html []byte
	err = rows.Scan(&r.ID, &r.Story, &r.Page, &r.URL, &fetched, &seen, &r.Reader, &r.Kind, &r.Reason, &r.Headline, &r.Byline,
		&r.Section, &r.Language, &r.Canonical, &r.Image, &r.Published, &r.Modified, &r.Paywalled, &r.Stands, &captions, &r.Plain, &html)
	if err != nil {
		return r, err
	}
	r.Fetched, r.Seen = fetched.time(), seen.time()
	if captions != "" {
		if err := json.Unmarshal([]byte(captions), &r.Captions); err != nil {
			return r, fmt.Errorf("%w: the captions of text %d: %w", ErrDamaged, r.ID, err)
		}
	}
	if len(html) > 0 {
		if r.HTML, err = u.unpack(ctx, db, 0, html); err != nil {
			return r, fmt.Errorf("text %d: %w", r.ID, err)
		}
	}
	return r, nil
}

// readings returns the readings that a condition selects, without their HTML.
func (v *saver) readings(where string, args ...any) (all []news.Reading, err error) {
	err = v.each(withoutHTML+where, args, func(rows *sql.Rows) error {
		r, err := v.unpacker().scanReading(context.Background(), v.conn, rows)
		all = append(all, r)
		return err
	})
	return all, err
}

// packHTML compresses the HTML of a text; an empty one stays so.
func (v *saver) packHTML(html string) ([]byte, error) {
	if html == "" {
		return []byte{}, nil
	}
	if v.texts == nil {
		p, err := newPacker(0, nil)
		if err != nil {
			return nil, err
		}
		v.texts = p
	}
	return v.texts.pack(html), nil
}

// insertReading inserts a reading and returns its id. When the story has one of
// the same moment and address, that one is replaced.
func (v *saver) insertReading(r *news.Reading) (int64, error) {
	html, err := v.packHTML(r.HTML)
	if err != nil {
		return 0, err
	}
	ids, err := v.ids(`INSERT INTO page_texts (story_id, page, url, host, fetched, seen, reader, kind, reason, headline, byline, section, language,
			canonical, image, published, modified, paywalled, stands, hash, captions, text, html)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
		ON CONFLICT DO UPDATE SET page = coalesce(excluded.page, page), seen = max(seen, excluded.seen), reader = excluded.reader, kind = excluded.kind, reason = excluded.reason,
			headline = excluded.headline, byline = excluded.byline, section = excluded.section, language = excluded.language,
			canonical = excluded.canonical, image = excluded.image, published = excluded.published, modified = excluded.modified,
			paywalled = excluded.paywalled, stands = excluded.stands, hash = excluded.hash, captions = excluded.captions, text = excluded.text, html = excluded.html
		RETURNING id`,
		r.Story, orNull(r.Page), r.URL, news.Site(r.URL), stamp(r.Fetched), stamp(r.Seen), r.Reader, r.Kind, r.Reason, r.Headline, r.Byline, r.Section, r.Language,
		r.Canonical, r.Image, r.Published, r.Modified, r.Paywalled, r.Stands, readingHash(&r.Text), captionsText(r.Captions), r.Plain, html)
	if err != nil {
		return 0, err
	}
	return ids[0], nil
}

// readingHash is the hash of a reading's text; 0 when it has none that could be
// a story's.
func readingHash(t *news.Text) int64 {
	if !hasText(t) {
		return 0
	}
	return textHash(t.Plain)
}

func captionsText(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return stringArray(all)
}

// restand decides anew which readings of a story stand: each is judged by the
// last one before it that does.
func (v *saver) restand(story int64) error {
	all, err := v.readings(`WHERE t.story_id = ? ORDER BY`+oldestFirst, story)
	if err != nil {
		return err
	}
	var had *news.Text
	for i := range all {
		r := &all[i]
		stands := judge(had, &r.Text) == isBetter
		if stands {
			had = &r.Text
		}
		if stands != r.Stands {
			if _, err := v.exec(`UPDATE page_texts SET stands = ? WHERE id = ?`, stands, r.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// standing returns the last reading of a story that stands, or nil.
func (v *saver) standing(story int64) (*news.Reading, error) {
	all, err := v.readings(`WHERE t.story_id = ? AND t.stands = 1 ORDER BY t.fetched DESC, t.url DESC LIMIT 1`, story)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[0], nil
}
