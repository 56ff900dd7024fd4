package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// Marks are a person's: read, starred, later. They are no part of an index entry:
// setting one logs no change. A story that is the same as an earlier one has none
// of its own: a mark of it is the root's, and a join moves what it has.

// maxAhead is how far in the future the time of an imported mark may lie: clocks
// differ.
const maxAhead = 24 * time.Hour

// markBatch is how many stories are marked in one transaction.
const markBatch = 10_000

// Mark sets a mark of stories, or takes it off, and returns how many stories
// changed. A mark that is set already keeps its time. m.At is a moment of the
// past, or zero: now.
func (s *Store) Mark(ctx context.Context, stories []int64, m news.StoryMark, now time.Time) (changed int, err error) {
	if !slices.Contains(news.StoryMarks(), m.Mark) {
		return 0, fmt.Errorf("there is no mark %q", m.Mark)
	}
	if m.At.IsZero() || m.At.After(now) {
		m.At = now
	}
	for some := range slices.Chunk(slices.Sorted(slices.Values(stories)), markBatch) {
		err := s.transact(ctx, "mark stories", now, func(v *saver) error {
			n, err := v.markStories(some, m)
			changed += n
			return err
		})
		if err != nil {
			return changed, err
		}
	}
	return changed, nil
}

// markStories sets a mark or takes it off. Only a mark that is set can be taken
// off, or, of read, one that a stream's mark may stand for.
func (v *saver) markStories(stories []int64, m news.StoryMark) (int, error) {
	if m.Off {
		n, err := v.change(`UPDATE marks SET is_set = 0, at = ?3 WHERE mark = ?2 AND story_id IN (
				SELECT coalesce(a.root_id, j.value) FROM json_each(?1) j LEFT JOIN same_as a ON a.story_id = j.value)
			AND (is_set = 1 OR mark = 'read' AND at < `+lastReadTogether+`)`, array(stories), m.Mark, stamp(m.At))
		if err != nil || m.Mark != news.MarkRead {
			return int(n), err
		}
		more, err := v.change(`INSERT INTO marks (story_id, mark, is_set, at)
			SELECT DISTINCT coalesce(a.root_id, s.id), ?2, 0, ?3 FROM json_each(?1) j JOIN stories s ON s.id = j.value
			LEFT JOIN same_as a ON a.story_id = s.id WHERE `+lastReadTogether+` IS NOT NULL
			ON CONFLICT DO NOTHING`, array(stories), m.Mark, stamp(m.At))
		return int(n + more), err
	}
	n, err := v.change(`INSERT INTO marks (story_id, mark, is_set, at)
		SELECT DISTINCT coalesce(a.root_id, s.id), ?2, 1, ?3 FROM json_each(?1) j JOIN stories s ON s.id = j.value
		LEFT JOIN same_as a ON a.story_id = s.id WHERE true
		ON CONFLICT DO UPDATE SET is_set = 1, at = excluded.at WHERE is_set = 0`, array(stories), m.Mark, stamp(m.At))
	return int(n), err
}

// anyMark has SQLite find the marks of a story by the table's key.
const anyMark = ` mark IN ('read', 'starred', 'later') `

const deleteMarks = `DELETE FROM marks WHERE` + anyMark + `AND story_id = ?`

// saveMarks adds the marks of an imported story. The later statement of two
// holds. A mark without a time, of a program that does not say it, says nothing
// where there is one already.
func (v *saver) saveMarks(story int64, marks []news.StoryMark) error {
	for _, m := range marks {
		if !slices.Contains(news.StoryMarks(), m.Mark) {
			v.addFault("there is no mark %.80q", m.Mark)
			continue
		}
		at := m.At.UTC().Truncate(time.Second)
		timed := news.IsUsable(at)
		if !timed || at.After(v.now.Add(maxAhead)) {
			at = v.now
		}
		_, err := v.exec(`INSERT INTO marks (story_id, mark, is_set, at)
			SELECT coalesce((SELECT root_id FROM same_as WHERE story_id = ?1), ?1), ?2, ?3, ?4 WHERE true
			ON CONFLICT DO UPDATE SET is_set = excluded.is_set, at = excluded.at WHERE ?5 AND excluded.at > at`,
			story, m.Mark, !m.Off, stamp(at), timed)
		if err != nil {
			return err
		}
	}
	return nil
}

// moveMarks moves the marks of a story to the one that it is joined to. Of two
// statements, the later holds; of one moment, the mark.
func (v *saver) moveMarks(from, to int64) error {
	if err := v.settleListed(from); err != nil {
		return err
	}
	marked, err := v.ids(`SELECT 1 FROM marks WHERE`+anyMark+`AND story_id = ? LIMIT 1`, from)
	if err != nil || len(marked) == 0 {
		return err
	}
	_, err = v.exec(`INSERT INTO marks (story_id, mark, is_set, at) SELECT ?2, mark, is_set, at FROM marks WHERE`+anyMark+`AND story_id = ?1
		ON CONFLICT DO UPDATE SET is_set = excluded.is_set, at = excluded.at
		WHERE excluded.at > at OR excluded.at = at AND excluded.is_set > is_set`, from, to)
	if err == nil {
		_, err = v.exec(deleteMarks, from)
	}
	return err
}

// Marked returns the stories that have a mark, one of [news.StoryMarks].
func (s *Store) Marked(ctx context.Context, mark string) (m news.Marked, err error) {
	var set, off string // as one row: a row each takes ten times as long
	err = s.read.QueryRowContext(ctx, `SELECT coalesce(group_concat(CASE is_set WHEN 1 THEN story_id END), ''),
		coalesce(group_concat(CASE is_set WHEN 0 THEN story_id || ' ' || at END), '') FROM marks WHERE mark = ?`, mark).Scan(&set, &off)
	if err == nil {
		m.Stories, err = idList(set)
	}
	if err == nil && mark == news.MarkRead {
		if m.Unread, err = unreadList(off); err == nil {
			err = s.readTogether(ctx, &m)
		}
	}
	if err != nil {
		return news.Marked{}, fmt.Errorf("read the marks: %w", classify(err))
	}
	return m, nil
}

// SeenUpto returns those of the stories that were first seen up to the end of a
// second, in their order.
func (s *Store) SeenUpto(ctx context.Context, ids []int64, upto time.Time) ([]int64, error) {
	seen, err := queryIDs(ctx, s.read, `SELECT s.id FROM json_each(?) j JOIN stories s ON s.id = j.value WHERE s.first_seen <= ? ORDER BY j.key`, array(ids), stamp(upto))
	if err != nil {
		return nil, fmt.Errorf("read when stories were first seen: %w", classify(err))
	}
	return seen, nil
}

// storiesListed returns the story_ids of a table, as one row: a row each takes ten
// times as long.
func (s *Store) storiesListed(ctx context.Context, from string, args ...any) ([]int64, error) {
	var list string
	if err := s.read.QueryRowContext(ctx, `SELECT coalesce(group_concat(story_id), '') FROM `+from, args...).Scan(&list); err != nil {
		return nil, classify(err)
	}
	return idList(list)
}

// idList reads numbers with commas between them.
func idList(list string) ([]int64, error) {
	if list == "" {
		return nil, nil
	}
	ids := make([]int64, 0, strings.Count(list, ",")+1)
	for part := range strings.SplitSeq(list, ",") {
		id, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids, nil
}
