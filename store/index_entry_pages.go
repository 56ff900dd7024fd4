package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"newsarchive/internal/news"
)

// pages adds what stands as the text of each story, or of one that is the same,
// with the page's facts: first the present text, then what earlier versions say
// beside it.
func (r *indexEntryReader) pages() error {
	return r.query(`WITH member (root, id) AS (
			SELECT s.id, s.id FROM json_each(?1) j CROSS JOIN stories s ON s.id BETWEEN j.value ->> 0 AND j.value ->> 1
			UNION ALL SELECT a.root_id, a.story_id FROM json_each(?1) j CROSS JOIN same_as a ON a.root_id BETWEEN j.value ->> 0 AND j.value ->> 1)
		SELECT m.root, t.kind, t.headline, t.byline, t.language, t.image, t.paywalled, t.text, t.captions
		FROM member m CROSS JOIN page_texts t ON t.story_id = m.id WHERE t.stands = 1 ORDER BY m.root,`+bestFirst,
		func(rows *sql.Rows) error {
			var root int64
			var t news.Text
			var captions string
			err := rows.Scan(&root, &t.Kind, &t.Headline, &t.Byline, &t.Language, &t.Image, &t.Paywalled, &t.Plain, &captions)
			i, ok := r.at[root]
			if err != nil || !ok {
				return err
			}
			if captions != "" {
				if err := json.Unmarshal([]byte(captions), &t.Captions); err != nil {
					return fmt.Errorf("%w: the captions of story %d: %w", ErrDamaged, root, err)
				}
			}
			r.page(i, &t)
			return nil
		}, r.ids)
}

// page adds one text of an entry's page; the best comes first.
func (r *indexEntryReader) page(i int, t *news.Text) {
	e, p := &r.entries[i], &r.paged[i]
	if p.known == nil {
		p.known = map[string]bool{}
		e.AddFlag("has-text", true)
		e.AddFlag("paywalled", t.Paywalled || t.Kind == news.PageTeaser)
		e.AddFlag("has-image", t.Image != "")
		if e.Language == "" {
			e.Language = t.Language
		}
	} else {
		e.AddFlag("has-revisions", true)
		e.AddFlag("edited", true)
		e.AddFlag("retold", true)
	}
	r.headline(i, t.Headline)
	r.author(i, t.Byline)
	for block := range strings.SplitSeq(t.Plain, "\n\n") {
		r.tell(i, block)
	}
	for _, caption := range t.Captions {
		r.tell(i, caption)
	}
}

// pagedText is the text of an entry's page while it is read.
type pagedText struct {
	parts []string
	size  int // bytes
	known map[string]bool
}

// tell adds a block to the text of an entry's page if it is not there yet, up to
// where it is full.
func (r *indexEntryReader) tell(i int, block string) {
	p := &r.paged[i]
	if p.known[block] || block == "" {
		return
	}
	if free := mostText - p.size; len(block) > free {
		r.entries[i].AddFlag("cut", true)
		block = strings.ToValidUTF8(block[:max(free, 0)], "")
	}
	if block == "" {
		return
	}
	p.known[block] = true
	p.parts = append(p.parts, block)
	p.size += len(block) + 2
	r.free -= len(block)
}
