package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// storyMarks returns the marks of each of the stories, by name.
func storyMarks(ctx context.Context, db querier, query, ids string) (map[int64][]news.StoryMark, error) {
	marks := map[int64][]news.StoryMark{}
	err := queryRows(ctx, db, func(rows *sql.Rows) error {
		var id int64
		var m news.StoryMark
		var set bool
		var at stamp
		err := rows.Scan(&id, &m.Mark, &set, &at)
		m.Off, m.At = !set, at.time()
		marks[id] = append(marks[id], m)
		return err
	}, query, ids)
	return marks, err
}

// withMarks fills in the marks of stories. One that is read as part of a stream
// has the mark of that moment.
func (s *Store) withMarks(ctx context.Context, stories []news.Story, ids []int64) error {
	marks, err := storyMarks(ctx, s.stmtCache, `SELECT m.story_id, m.mark, m.is_set, m.at FROM json_each(?) j
		CROSS JOIN marks m ON`+anyMark+`AND m.story_id = j.value -- else it may look at every mark
		WHERE EXISTS (SELECT 1 FROM marks) ORDER BY m.mark`, array(ids))
	if err != nil {
		return err
	}
	upto, err := s.readWith(ctx, ids)
	if err != nil {
		return err
	}
	lists, err := readLists(ctx, s.stmtCache)
	for _, id := range ids {
		if at := listedUpto(lists, id); at.After(upto[id]) {
			upto[id] = at
		}
	}
	for i, st := range stories {
		stories[i].Marks = marks[st.ID]
		if at, ok := upto[st.ID]; ok {
			stories[i].Marks = markRead(marks[st.ID], at)
		}
	}
	return err
}

// readWith returns up to when the streams of stories were marked read, of those
// that had been seen by then.
func (s *Store) readWith(ctx context.Context, ids []int64) (map[int64]time.Time, error) {
	upto := map[int64]time.Time{}
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var id int64
		var at stamp
		err := rows.Scan(&id, &at)
		upto[id] = at.time()
		return err
	}, `WITH story (id, first_seen) AS (SELECT s.id, s.first_seen FROM json_each(?1) j CROSS JOIN stories s ON s.id = j.value
			WHERE EXISTS (SELECT 1 FROM read_upto)), -- most archives have none
		member (root, id, first_seen) AS (SELECT id, id, first_seen FROM story
			UNION ALL SELECT story.id, a.story_id, story.first_seen FROM story CROSS JOIN same_as a ON a.root_id = story.id),
		feed (story, first_seen, id) AS (SELECT DISTINCT m.root, m.first_seen, y.feed_id FROM member m CROSS JOIN appearances y ON y.story_id = m.id
			UNION ALL SELECT id, first_seen, 0 FROM story)
		SELECT f.story, max(r.moment) FROM feed f CROSS JOIN read_upto r ON coalesce(r.feed_id, 0) = f.id AND r.moment >= f.first_seen GROUP BY f.story`, array(ids))
	return upto, err
}

// markRead adds the mark of a stream to those of a story, unless its own is set, or
// was taken off then or later.
func markRead(marks []news.StoryMark, upto time.Time) []news.StoryMark {
	at := slices.IndexFunc(marks, func(m news.StoryMark) bool { return m.Mark == news.MarkRead })
	switch {
	case at < 0:
		marks = append(marks, news.StoryMark{Mark: news.MarkRead, At: upto})
		slices.SortFunc(marks, func(a, b news.StoryMark) int { return strings.Compare(a.Mark, b.Mark) })
	case marks[at].Off && marks[at].At.Before(upto):
		marks[at] = news.StoryMark{Mark: news.MarkRead, At: upto}
	}
	return marks
}

// marks fills in the marks of the items' stories. lists is what streams had when
// they were marked read.
func (r *itemReader) marks(lists []readList) error {
	marks, err := storyMarks(r.ctx, r.db, `SELECT DISTINCT y.story_id, m.mark, m.is_set, m.at FROM json_each(?) j JOIN appearances y ON y.item_id = j.value
		JOIN marks m ON`+anyMark+`AND m.story_id = y.story_id ORDER BY m.mark`, r.ids)
	for i := range r.items {
		for k := range r.items[i].Stories {
			st := &r.items[i].Stories[k]
			st.Marks = marks[st.ID]
			if upto := listedUpto(lists, st.ID); !upto.IsZero() {
				st.Marks = markRead(st.Marks, upto)
			}
		}
	}
	return err
}
