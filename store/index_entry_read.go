package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"newsarchive/internal/news"
)

// maxNeighbourHeadlines is how many headlines of a cluster are given to the stories
// beside them, and maxNeighbourBytes from how many bytes on there are no more: what
// is farther down an endless list says little about the others, and all of them for
// all would take time and space by the square of its length.
const (
	maxNeighbourHeadlines = 50
	maxNeighbourBytes     = 4 << 10
)

// indexEntryReader reads a batch of index entries, one table at a time.
type indexEntryReader struct {
	ctx     context.Context
	db      querier
	zone    *time.Location
	shared  views
	ids     string        // see [idRanges]
	at      map[int64]int // story → index in entries
	entries []news.Entry
	items   map[int64][]int               // item → places of the entries it links
	changed []stamp                       // by place
	said    []saidText                    // by place
	paged   []pagedText                   // by place
	many    map[*[]string]map[string]bool // what long lists of the entries hold
	free    int                           // bytes of text that the entries may still have; one that may come again counts twice
}

// query calls row for every row of a query. The batch's id ranges are the
// query's first argument.
func (r *indexEntryReader) query(query string, row func(*sql.Rows) error, args ...any) error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		if err := row(rows); err != nil {
			return err
		}
		if r.free < 0 {
			return errManyBytes
		}
		return nil
	}, query, args...)
}

func (r *indexEntryReader) stories() error {
	return r.query(`SELECT s.id, s.link, s.author, s.title, s.publisher, s.site, s.language, s.image <> '', s.published IS NULL, s.effective, s.day,
		s.first_seen, coalesce(t.text, ''), NOT`+hasAddress(`s.id`)+`,
		EXISTS (SELECT 1 FROM same_as d WHERE d.root_id = s.id)
		FROM json_each(?) j CROSS JOIN stories s ON s.id BETWEEN j.value ->> 0 AND j.value ->> 1 LEFT JOIN story_texts t ON t.story_id = s.id
		WHERE NOT EXISTS (SELECT 1 FROM same_as a WHERE a.story_id = s.id)`,
		func(rows *sql.Rows) error {
			var e news.Entry
			var seen stamp
			var effective news.Date
			var link, author, text string
			var image, undated, unresolved, dup bool
			err := rows.Scan(&e.ID, &link, &author, &e.Title, &e.Publisher, &e.Site, &e.Language, &image, &undated, &effective, &e.Day,
				&seen, &text, &unresolved, &dup)
			if link != "" && news.GoogleToken(link) == "" {
				e.Links = []string{link}
			}
			e.AddFlag("has-text", text != "")
			e.AddFlag("has-image", image)
			e.AddFlag("undated", undated)
			e.AddFlag("unresolved", unresolved)
			e.AddFlag("dup", dup)
			e.Published, e.Seen = effective.Start(r.zone), seen.time()
			e.SeenDay = news.Instant(e.Seen).In(r.zone)
			r.at[e.ID] = len(r.entries)
			r.entries = append(r.entries, e)
			r.free -= len(e.Title)
			r.changed = append(r.changed, seen)
			r.said = append(r.said, saidText{})
			r.paged = append(r.paged, pagedText{})
			at := len(r.entries) - 1
			r.author(at, author)
			r.sayNew(at, text)
			return err
		}, r.ids)
}

// appearances finds the items that link each story or a story that is the
// same.
func (r *indexEntryReader) appearances() error {
	r.items = map[int64][]int{}
	return r.query(`SELECT y.story_id, y.feed_id, y.item_id, y.position = 1, coalesce(y.title, ''), y.first_seen
		FROM json_each(?1) j CROSS JOIN appearances y ON y.story_id BETWEEN j.value ->> 0 AND j.value ->> 1
		UNION ALL SELECT a.root_id, y.feed_id, y.item_id, y.position = 1, coalesce(y.title, ''), y.first_seen
		FROM json_each(?1) j CROSS JOIN same_as a ON a.root_id BETWEEN j.value ->> 0 AND j.value ->> 1 CROSS JOIN appearances y ON y.story_id = a.story_id`,
		func(rows *sql.Rows) error {
			var root, feed, item int64
			var lead bool
			var title string
			var first stamp
			if err := rows.Scan(&root, &feed, &item, &lead, &title, &first); err != nil {
				return err
			}
			i, ok := r.at[root]
			if !ok {
				return nil
			}
			e := &r.entries[i]
			r.change(i, first)
			e.AddFlag("lead", lead)
			r.headline(i, title)
			appendNewTo(&e.Feeds, feed)
			if !slices.Contains(r.items[item], i) {
				e.Items = append(e.Items, item)
				r.items[item] = append(r.items[item], i)
			}
			return nil
		}, r.ids)
}

// clusters adds the headlines of each story's neighbours in its clusters.
func (r *indexEntryReader) clusters() error {
	sizes := map[int64]*clusterSize{}
	err := r.query(`SELECT y.item_id, coalesce(a.root_id, y.story_id), coalesce(y.title, s.title), s.publisher,
		max(y.first_seen, coalesce(a.since, ''))
		FROM json_each(?) j CROSS JOIN appearances y ON y.item_id BETWEEN j.value ->> 0 AND j.value ->> 1 CROSS JOIN stories s ON s.id = y.story_id
		LEFT JOIN same_as a ON a.story_id = y.story_id ORDER BY y.item_id, y.position, y.id`,
		func(rows *sql.Rows) error {
			var item, root int64
			var title, publisher string
			var first stamp
			if err := rows.Scan(&item, &root, &title, &publisher, &first); err != nil {
				return err
			}
			size := sizes[item]
			if size == nil {
				size = &clusterSize{stories: map[int64]bool{}, publishers: map[string]bool{}}
				sizes[item] = size
			}
			size.stories[root] = true
			size.publishers[publisher] = true
			if first.time().After(size.grown.time()) {
				size.grown = first
			}
			if size.headlines++; size.headlines > maxNeighbourHeadlines || size.bytes > maxNeighbourBytes {
				return nil
			}
			size.bytes += len(title)
			for _, i := range r.items[item] {
				r.headline(i, title)
			}
			return nil
		}, r.itemRanges())
	for item, size := range sizes {
		for _, i := range r.items[item] {
			e := &r.entries[i]
			r.change(i, size.grown)
			e.ClusterSize = max(e.ClusterSize, len(size.stories))
			e.Publishers = max(e.Publishers, len(size.publishers))
		}
	}
	return err
}

// clusterSize collects the stories and publishers of one item.
type clusterSize struct {
	stories    map[int64]bool
	publishers map[string]bool
	headlines  int   // headlines given to the neighbours
	bytes      int   // of them
	grown      stamp // when the last story came
}
