package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"newsarchive/internal/event"
	"newsarchive/internal/news"
)

// Limits of what is read of a story to decide its event. The method reads no more.
const (
	maxEventTitles   = 4
	maxEventText     = 2 << 10 // bytes
	maxEventClusters = 16      // the latest items with several stories
)

// eventStories returns what the method sees of stories, in the order of their ids.
// A story that does not exist, or is the same as an earlier one, is left out.
func eventStories(ctx context.Context, db querier, ids []int64) ([]event.Story, error) {
	return readEventStories(ctx, db, ids, eventKey)
}

func readEventStories(ctx context.Context, db querier, ids []int64, key string) ([]event.Story, error) {
	r := eventReader{ctx: ctx, db: db, key: key, ids: idRanges(ids), at: make(map[int64]int, len(ids))}
	for _, read := range []func() error{r.rows, r.appearances} {
		if err := read(); err != nil {
			return nil, fmt.Errorf("read stories for their events: %w", err)
		}
	}
	return r.stories, nil
}

// eventPlaces is eventStories for where stories stand in the order alone: their dates and
// keys.
func eventPlaces(ctx context.Context, db querier, ids []int64) (stories []event.Story, err error) {
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		var st event.Story
		var effective news.Date
		err := rows.Scan(&st.ID, &effective, &st.Key)
		st.Date = effective
		stories = append(stories, st)
		return err
	}, `SELECT s.id, s.effective, `+eventKey+` FROM `+eventRoots, idRanges(ids))
	if err != nil {
		return nil, fmt.Errorf("read the dates of stories: %w", err)
	}
	return stories, nil
}

// eventStoriesPlaced is eventStories without the keys, for a caller that knows their places.
func eventStoriesPlaced(ctx context.Context, db querier, ids []int64) ([]event.Story, error) {
	return readEventStories(ctx, db, ids, `''`)
}

type eventReader struct {
	ctx     context.Context
	db      querier
	key     string // selects a story's key
	ids     string // see [idRanges]
	at      map[int64]int
	stories []event.Story
}

const (
	// eventKey selects a story's key. One that names a feed is taken without its number,
	// which is another in another archive.
	eventKey = `coalesce((SELECT min(CASE WHEN k.key LIKE 'item:%'
		THEN substr(k.key, 6 + instr(substr(k.key, 6), ':')) ELSE k.key END) FROM story_keys k WHERE k.story_id = s.id), '')`
	eventRoots = `json_each(?) j CROSS JOIN stories s ON s.id BETWEEN j.value ->> 0 AND j.value ->> 1
		WHERE NOT EXISTS (SELECT 1 FROM same_as a WHERE a.story_id = s.id)`
)

// rows reads the stories.
func (r *eventReader) rows() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var st event.Story
		var title string
		var effective news.Date
		if err := rows.Scan(&st.ID, &title, &st.Publisher, &st.Language, &effective, &st.Key); err != nil {
			return err
		}
		st.Date, st.Titles = effective, []string{title}
		r.at[st.ID] = len(r.stories)
		r.stories = append(r.stories, st)
		return nil
	}, `SELECT s.id, s.title, s.publisher, s.language, s.effective, `+r.key+` FROM `+eventRoots, r.ids)
}

// appearances adds the headlines that feeds give a story, the text of an item about
// it alone, and the items with several stories.
func (r *eventReader) appearances() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var root, item int64
		var title, text, language string
		var cluster bool
		if err := rows.Scan(&root, &item, &title, &cluster, &text, &language); err != nil {
			return err
		}
		i, ok := r.at[root]
		if !ok {
			return nil
		}
		st := &r.stories[i]
		if title != "" && len(st.Titles) < maxEventTitles {
			appendNewTo(&st.Titles, title)
		}
		if st.Text == "" {
			st.Text = text
		}
		if st.Language == "" {
			st.Language = language
		}
		if cluster && len(st.Clusters) < maxEventClusters && !slices.Contains(st.Clusters, item) {
			st.Clusters = append(st.Clusters, item)
		}
		return nil
	}, `SELECT m.root, i.id, coalesce(y.title, ''), i.cluster, CASE i.cluster WHEN 0 THEN substr(i.text, 1, `+fmt.Sprint(maxEventText)+`) ELSE '' END, f.language
		FROM (SELECT s.id AS root, s.id FROM json_each(?1) j CROSS JOIN stories s ON s.id BETWEEN j.value ->> 0 AND j.value ->> 1
			UNION ALL SELECT a.root_id, a.story_id FROM json_each(?1) j CROSS JOIN same_as a ON a.root_id BETWEEN j.value ->> 0 AND j.value ->> 1) m
		CROSS JOIN appearances y ON y.story_id = m.id CROSS JOIN items i ON i.id = y.item_id CROSS JOIN feeds f ON f.id = i.feed_id
		ORDER BY m.root, y.id DESC`, r.ids)
}
