package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"

	"newsarchive/internal/news"
)

// ItemFilter selects items; its zero value selects all.
type ItemFilter struct {
	Feed    int64   // of one feed
	Stories []int64 // that ever linked one of these stories or one that is the same
	Chain   int64   // of one chain
	NoRaw   bool    // export them without their elements
}

// itemBatch is how many items are read at a time.
const itemBatch = 200

// Items returns items in full, read in batches and ordered by first seen and
// key.
func (s *Store) Items(ctx context.Context, f ItemFilter) iter.Seq2[news.Item, error] {
	return func(yield func(news.Item, error) bool) {
		ids, err := s.ItemIDs(ctx, f)
		if err != nil {
			yield(news.Item{}, err)
			return
		}
		for batch := range slices.Chunk(ids, itemBatch) {
			items, err := s.ItemsByID(ctx, batch)
			if err != nil {
				yield(news.Item{}, err)
				return
			}
			for _, it := range items {
				if !yield(it, nil) {
					return
				}
			}
		}
	}
}

// ItemIDs returns the ids of items, ordered by first seen and key.
func (s *Store) ItemIDs(ctx context.Context, f ItemFilter) ([]int64, error) {
	const order = ` ORDER BY first_seen, key, (SELECT url FROM feeds f WHERE f.id = feed_id)`
	switch {
	case f.Stories != nil:
		return queryIDs(ctx, s.read, `WITH member (id) AS (
				SELECT value FROM json_each(?1)
				UNION SELECT story_id FROM json_each(?1) JOIN same_as ON root_id = value)
			SELECT id FROM items WHERE id IN (SELECT y.item_id FROM member m JOIN appearances y ON y.story_id = m.id)
			AND (?2 = 0 OR feed_id = ?2)`+order, array(f.Stories), f.Feed)
	case f.Chain != 0:
		return queryIDs(ctx, s.read, `SELECT id FROM items WHERE id = ?1 OR chain = ?1`+order, f.Chain)
	case f.Feed != 0:
		return queryIDs(ctx, s.read, `SELECT id FROM items WHERE feed_id = ?`+order, f.Feed)
	default:
		return queryIDs(ctx, s.read, `SELECT id FROM items`+order)
	}
}

// ItemsByID returns the items with these ids in full and in this order.
// Missing ones are skipped.
func (s *Store) ItemsByID(ctx context.Context, ids []int64) ([]news.Item, error) {
	r := &itemReader{ctx: ctx, packed: s.packed, db: s.read, ids: array(ids), at: make(map[int64]int, len(ids))}
	lists, err := readLists(ctx, s.read)
	if err != nil {
		return nil, fmt.Errorf("read items: %w", err)
	}
	return r.read(r.rows, r.stories, r.tags, r.details, r.posts, r.ownTags, func() error { return r.marks(lists) })
}

// ItemsAlone returns the items with these ids, in their order, with what their
// feeds say of them: without stories, marks and posts. Missing ones are skipped.
func (s *Store) ItemsAlone(ctx context.Context, ids []int64) ([]news.Item, error) {
	r := &itemReader{ctx: ctx, packed: s.packed, db: s.read, ids: array(ids), at: make(map[int64]int, len(ids))}
	return r.read(r.rows, r.tags, r.details)
}

// Sources returns items with the sources that they can be parsed from again:
// their elements, and the files they were imported from.
func (s *Store) Sources(ctx context.Context, ids []int64) ([]news.Item, error) {
	r := &itemReader{ctx: ctx, packed: s.packed, db: s.read, ids: array(ids), at: make(map[int64]int, len(ids))}
	return r.read(r.rows, r.posts, r.wereFetched, func() error { return r.elementsOf(false) })
}

// wereFetched sets Fetched of items that a fetch has carried.
func (r *itemReader) wereFetched() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item int64
		err := rows.Scan(&item)
		r.items[r.at[item]].Fetched = true
		return err
	}, `SELECT i.id FROM json_each(?) j JOIN items i ON i.id = j.value WHERE i.fetched`, r.ids)
}

// itemReader reads a batch of items, one table at a time.
type itemReader struct {
	ctx    context.Context
	db     querier
	ids    string        // a JSON array
	at     map[int64]int // item → index in items
	items  []news.Item
	packed *unpacker
	place  map[[2]int64]int // item and story → index in the item's stories
}

func (r *itemReader) read(tables ...func() error) ([]news.Item, error) {
	for _, table := range tables {
		if err := table(); err != nil {
			return nil, fmt.Errorf("read items: %w", err)
		}
	}
	return r.items, nil
}

func (r *itemReader) rows() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var it news.Item
		var first, last stamp
		f := &it.Feed
		err := rows.Scan(&it.ID, &it.GUID, &it.Link, &it.Related, &it.Title, &it.Published, &it.PublishedRaw, &it.Updated,
			&it.UpdatedRaw, &it.Author, &it.Summary, &it.Content, &it.Text, &it.Image, &it.Language, &it.Cluster,
			&it.Continues, &it.Chain, &first, &last, &f.ID, &f.URL, &f.Name, &f.Title, &f.Link, &f.Language, &f.Description, &f.Image, &f.Copyright)
		it.FirstSeen, it.LastSeen = first.time(), last.time()
		r.at[it.ID] = len(r.items)
		r.items = append(r.items, it)
		return err
	}, `SELECT i.id, i.guid, i.link, i.related, i.title, i.published, i.published_raw, i.updated,
		i.updated_raw, i.author, i.summary, i.content, i.text, i.image, i.language, i.cluster,
		coalesce(i.continues, 0), coalesce(i.chain, i.id), i.first_seen, max(coalesce(i.last_seen, f.succeeded, i.first_seen), i.first_seen),
		f.id, f.url, coalesce(f.name, ''), f.title, f.link, f.language, f.description, f.image, f.copyright
		FROM json_each(?) j JOIN items i ON i.id = j.value JOIN feeds f ON f.id = i.feed_id ORDER BY j.key`, r.ids)
}

// stories adds the stories of the items with their appearances: the present
// ones in the item's order, then those that have left.
func (r *itemReader) stories() error {
	r.place = map[[2]int64]int{}
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item int64
		var st news.Story
		var appearance news.Appearance
		var seen, first, gone stamp
		var title sql.NullString
		err := rows.Scan(&item, &st.ID, &st.Link, &st.Title, &st.Publisher, &st.Site, &st.Author, &st.Image, &st.Language,
			&st.Published, &st.Effective, &seen, &st.Text, &appearance.Position, &title, &first, &gone)
		st.FirstSeen, appearance.FirstSeen, appearance.Gone, appearance.Title = seen.time(), first.time(), gone.time(), title.String
		if appearance.Title == st.Title {
			appearance.Title = ""
		}
		it := &r.items[r.at[item]]
		if i, ok := r.place[[2]int64{item, st.ID}]; ok {
			it.Stories[i].Appearances = append(it.Stories[i].Appearances, appearance)
			slices.SortStableFunc(it.Stories[i].Appearances, inTime)
			return err
		}
		r.place[[2]int64{item, st.ID}] = len(it.Stories)
		st.Appearances = []news.Appearance{appearance}
		it.Stories = append(it.Stories, st)
		return err
	}, `SELECT y.item_id, s.id, s.link, s.title, s.publisher, s.site, s.author, s.image, s.language,
		s.published, s.effective, s.first_seen, coalesce(t.text, ''), y.position, y.title, y.first_seen, y.gone
		FROM json_each(?) j JOIN appearances y ON y.item_id = j.value JOIN stories s ON s.id = y.story_id
		LEFT JOIN story_texts t ON t.story_id = s.id
		ORDER BY y.item_id, y.gone IS NOT NULL, y.position, y.first_seen, s.link, y.id`, r.ids)
}

// inTime compares appearances of a story in an item by time.
func inTime(a, b news.Appearance) int {
	if c := a.FirstSeen.Compare(b.FirstSeen); c != 0 {
		return c
	}
	switch {
	case a.Gone.Equal(b.Gone):
		return 0
	case a.Gone.IsZero():
		return 1
	case b.Gone.IsZero():
		return -1
	}
	return a.Gone.Compare(b.Gone)
}

func (r *itemReader) tags() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item int64
		var tag string
		err := rows.Scan(&item, &tag)
		it := &r.items[r.at[item]]
		it.Tags = append(it.Tags, tag)
		return err
	}, `SELECT t.item_id, t.tag FROM json_each(?) j JOIN item_tags t ON t.item_id = j.value ORDER BY t.item_id, t.position`, r.ids)
}

// posts adds the newest version of the file that each item was imported from.
func (r *itemReader) posts() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item int64
		var p news.Post
		err := rows.Scan(&item, &p.Path, &p.Raw)
		r.items[r.at[item]].Post = &p
		return err
	}, `SELECT p.item_id, p.path, p.raw FROM json_each(?) j JOIN posts p ON p.item_id = j.value ORDER BY p.id`, r.ids)
}
