package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"newsarchive/internal/news"
)

// Stories returns the stories with these ids, in their order. Missing ones are
// skipped.
func (s *Store) Stories(ctx context.Context, ids []int64) ([]news.Story, error) {
	stories := make([]news.Story, len(ids))
	var at int
	var st news.Story
	var seen stamp
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		err := rows.Scan(&at, &st.ID, &st.Link, &st.Title, &st.Publisher, &st.Site, &st.Author, &st.Image, &st.Language,
			&st.Published, &st.Effective, &seen, &st.Text)
		st.FirstSeen = seen.time()
		stories[at] = st
		return err
	}, `SELECT j.key, s.id, s.link, s.title, s.publisher, s.site, s.author, s.image, s.language, s.published, s.effective,
		s.first_seen, coalesce(t.text, '')
		FROM json_each(?) j JOIN stories s ON s.id = j.value LEFT JOIN story_texts t ON t.story_id = s.id`, array(ids))
	stories = slices.DeleteFunc(stories, func(st news.Story) bool { return st.ID == 0 })
	if err == nil {
		err = s.withTags(ctx, stories, ids)
	}
	if err == nil {
		err = s.withMarks(ctx, stories, ids)
	}
	if err != nil {
		return nil, fmt.Errorf("read stories: %w", err)
	}
	return stories, nil
}

// Root returns the story that a story is the same as; usually itself. The
// error wraps [ErrNotFound] when there is no such story.
func (s *Store) Root(ctx context.Context, story int64) (int64, error) {
	ids, err := queryIDs(ctx, s.read, `SELECT coalesce(a.root_id, s.id) FROM stories s
		LEFT JOIN same_as a ON a.story_id = s.id WHERE s.id = ?`, story)
	if err == nil && len(ids) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return 0, fmt.Errorf("story %d: %w", story, err)
	}
	return ids[0], nil
}

// SameStories returns a root and the stories that are the same.
func (s *Store) SameStories(ctx context.Context, root int64) ([]int64, error) {
	return queryIDs(ctx, s.read, `SELECT ?1 UNION SELECT story_id FROM same_as WHERE root_id = ?1`, root)
}

// Link says that a chain contains a story.
type Link struct {
	Story int64 // the root of its pair
	Chain int64
}

// ChainsOf returns, for each story, the chains whose items ever linked it or
// one that is the same, the latest first.
func (s *Store) ChainsOf(ctx context.Context, stories []int64) (map[int64][]int64, error) {
	links, err := s.links(ctx, `WITH member (root, id) AS (
			SELECT value, value FROM json_each(?1)
			UNION ALL SELECT a.root_id, a.story_id FROM json_each(?1) j JOIN same_as a ON a.root_id = j.value)
		SELECT m.root, coalesce(i.chain, i.id)
		FROM member m JOIN appearances y ON y.story_id = m.id JOIN items i ON i.id = y.item_id`, stories)
	slices.SortFunc(links, func(a, b Link) int { return cmp.Compare(b.Chain, a.Chain) })
	chains := make(map[int64][]int64, len(stories))
	for _, l := range links {
		all := chains[l.Story]
		appendNewTo(&all, l.Chain)
		chains[l.Story] = all
	}
	return chains, err
}

// StoriesOf returns, for each chain, the roots of the stories that its items
// ever linked: the latest item first, each in its order.
func (s *Store) StoriesOf(ctx context.Context, chains []int64) (map[int64][]int64, error) {
	links, err := s.links(ctx, `WITH member (chain, item) AS (
			SELECT value, value FROM json_each(?1)
			UNION ALL SELECT i.chain, i.id FROM json_each(?1) j JOIN items i ON i.chain = j.value)
		SELECT coalesce(a.root_id, y.story_id), m.chain
		FROM member m JOIN appearances y ON y.item_id = m.item LEFT JOIN same_as a ON a.story_id = y.story_id
		ORDER BY y.item_id DESC, y.gone IS NOT NULL, y.position`, chains)
	stories := make(map[int64][]int64, len(chains))
	for _, l := range links {
		all := stories[l.Chain]
		appendNewTo(&all, l.Story)
		stories[l.Chain] = all
	}
	return stories, err
}

func (s *Store) links(ctx context.Context, query string, ids []int64) (links []Link, err error) {
	err = queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var l Link
		err := rows.Scan(&l.Story, &l.Chain)
		links = append(links, l)
		return err
	}, query, array(ids))
	if err != nil {
		return nil, fmt.Errorf("read chains: %w", err)
	}
	return links, nil
}

// array returns ids as a JSON array for json_each.
func array(ids []int64) string {
	if len(ids) == 0 {
		return "[]"
	}
	list, _ := json.Marshal(ids) //nolint:errchkjson // integers
	return string(list)
}

// stringArray returns strings as a JSON array for json_each.
func stringArray(all []string) string {
	list, _ := json.Marshal(all) //nolint:errchkjson // strings
	return string(list)
}
