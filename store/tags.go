package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"newsarchive/internal/news"
)

// Your own tags are tags that you put on stories. They are stored in lower
// case and are the only data that can be removed again.

// ErrBadTag means that a tag is invalid.
var ErrBadTag = errors.New("no tag")

// TagCount is one of your tags and how many stories have it.
type TagCount struct {
	Tag     string `json:"tag"`
	Stories int    `json:"stories"`
}

// ownTag returns the stored form of a tag. The error wraps [ErrBadTag] and
// says what is wrong.
func ownTag(tag string) (string, error) {
	const maxBytes = 100
	kept := strings.Join(strings.Fields(strings.ToLower(strings.TrimLeft(tag, "#"))), " ")
	switch {
	case !strings.ContainsFunc(kept, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }):
		return "", fmt.Errorf("%q is %w: it needs a letter or a digit", tag, ErrBadTag)
	case strings.ContainsFunc(kept, func(r rune) bool { return unicode.IsControl(r) || strings.ContainsRune(`,"*()`, r) }):
		return "", fmt.Errorf("%q is %w: it cannot hold a comma, quote, star or parenthesis", tag, ErrBadTag)
	case len(kept) > maxBytes:
		return "", fmt.Errorf("%.20q… is %w: it has more than %d bytes", kept, ErrBadTag, maxBytes)
	}
	return kept, nil
}

// Tag adds and removes your own tags of stories in one transaction, and
// returns how many stories changed. A story that is the same as an earlier one
// stands for its root.
func (s *Store) Tag(ctx context.Context, stories []int64, add, remove []string, at time.Time) (changed int, err error) {
	for _, list := range [][]string{add, remove} {
		for i := range list {
			if list[i], err = ownTag(list[i]); err != nil {
				return 0, err
			}
		}
	}
	err = s.transact(ctx, "tag stories", at, func(v *saver) error {
		seen := map[int64]bool{}
		for _, tag := range add {
			if err := v.changeTag(seen, `INSERT INTO story_tags (story_id, tag, added)
				SELECT DISTINCT coalesce(a.root_id, s.id), ?2, ?3 FROM json_each(?1) j JOIN stories s ON s.id = j.value
				LEFT JOIN same_as a ON a.story_id = s.id WHERE true
				ON CONFLICT DO NOTHING RETURNING story_id`, stories, tag, stamp(v.now)); err != nil {
				return err
			}
		}
		for _, tag := range remove {
			if err := v.changeTag(seen, `WITH root (id) AS (
					SELECT coalesce(a.root_id, j.value) FROM json_each(?1) j LEFT JOIN same_as a ON a.story_id = j.value)
				DELETE FROM story_tags WHERE tag = ?2 AND story_id IN (
					SELECT id FROM root UNION SELECT story_id FROM same_as WHERE root_id IN (SELECT id FROM root))
				RETURNING story_id`, stories, tag); err != nil {
				return err
			}
		}
		changed = len(seen)
		return v.logChanges()
	})
	return changed, err
}

// changeTag runs a statement that adds or removes a tag of stories.
func (v *saver) changeTag(seen map[int64]bool, query string, stories []int64, tag string, more ...any) error {
	ids, err := v.ids(query, append([]any{array(stories), tag}, more...)...)
	for _, id := range ids {
		seen[id] = true
	}
	v.touch(ids...)
	return err
}

// saveOwnTags adds the tags of an imported story.
func (v *saver) saveOwnTags(story int64, tags []string) error {
	for _, tag := range tags {
		tag, err := ownTag(tag)
		if err != nil {
			return err
		}
		if err := v.changeTag(map[int64]bool{}, `INSERT INTO story_tags (story_id, tag, added) SELECT value, ?2, ?3 FROM json_each(?1) WHERE true
			ON CONFLICT DO NOTHING RETURNING story_id`, []int64{story}, tag, stamp(v.now)); err != nil {
			return err
		}
	}
	return nil
}

// OwnTags returns your tags with the number of stories of each.
func (s *Store) OwnTags(ctx context.Context) (tags []TagCount, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var t TagCount
		err := rows.Scan(&t.Tag, &t.Stories)
		tags = append(tags, t)
		return err
	}, `SELECT t.tag, count(DISTINCT coalesce(a.root_id, t.story_id)) FROM story_tags t
		LEFT JOIN same_as a ON a.story_id = t.story_id GROUP BY t.tag ORDER BY t.tag`)
	if err != nil {
		return nil, fmt.Errorf("read your tags: %w", err)
	}
	return tags, nil
}

// tagsOf returns your tags of each of the stories.
func tagsOf(ctx context.Context, db querier, query, ids string) (map[int64][]string, error) {
	tags := map[int64][]string{}
	err := queryRows(ctx, db, func(rows *sql.Rows) error {
		var id int64
		var tag string
		err := rows.Scan(&id, &tag)
		tags[id] = append(tags[id], tag)
		return err
	}, query, ids)
	return tags, err
}

// withTags fills in the tags of stories, including those of their pairs.
func (s *Store) withTags(ctx context.Context, stories []news.Story, ids []int64) error {
	tags, err := tagsOf(ctx, s.stmtCache, `WITH member (root, id) AS (
			SELECT value, value FROM json_each(?1) WHERE EXISTS (SELECT 1 FROM story_tags) -- most archives have none
			UNION ALL SELECT a.root_id, a.story_id FROM json_each(?1) j CROSS JOIN same_as a ON a.root_id = j.value
			WHERE EXISTS (SELECT 1 FROM story_tags))
		SELECT DISTINCT m.root, t.tag FROM member m JOIN story_tags t ON t.story_id = m.id ORDER BY t.tag`, array(ids))
	for i := range stories {
		stories[i].Tags = tags[stories[i].ID]
	}
	return err
}

// ownTags fills in your tags of the items' stories.
func (r *itemReader) ownTags() error {
	tags, err := tagsOf(r.ctx, r.db, `SELECT DISTINCT y.story_id, t.tag FROM json_each(?) j JOIN appearances y ON y.item_id = j.value
		JOIN story_tags t ON t.story_id = y.story_id ORDER BY t.tag`, r.ids)
	for i := range r.items {
		for k := range r.items[i].Stories {
			st := &r.items[i].Stories[k]
			st.Tags = tags[st.ID]
		}
	}
	return err
}

// RenameTag gives one of your tags another name, or removes it with "" from all
// stories. The error wraps [ErrBadTag] if a name is invalid.
func (s *Store) RenameTag(ctx context.Context, from, to string, at time.Time) (err error) {
	if from, err = ownTag(from); err != nil {
		return err
	}
	if to != "" {
		if to, err = ownTag(to); err != nil || to == from {
			return err
		}
	}
	return s.transact(ctx, "rename a tag", at, func(v *saver) error {
		if to != "" {
			if _, err := v.exec(`INSERT INTO story_tags (story_id, tag, added) SELECT story_id, ?2, added FROM story_tags WHERE tag = ?1 ON CONFLICT DO NOTHING`, from, to); err != nil {
				return err
			}
		}
		ids, err := v.ids(`DELETE FROM story_tags WHERE tag = ? RETURNING coalesce((SELECT root_id FROM same_as a WHERE a.story_id = story_tags.story_id), story_id)`, from)
		if err != nil {
			return err
		}
		v.touch(ids...)
		return v.logChanges()
	})
}
