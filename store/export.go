package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"newsarchive/internal/news"
)

// Export reads items as [Store.Items] does, and with each item everything that
// a faithful copy needs: keys, pairs, revisions, files, what it continues, and
// its feed's tags and aliases. [Store.Import] reads the result.
//
// Each item is read in one transaction. Items that are saved during the export
// may or may not be included.
func (s *Store) Export(ctx context.Context, f ItemFilter) iter.Seq2[news.Item, error] {
	return func(yield func(news.Item, error) bool) {
		ids, err := s.ItemIDs(ctx, f)
		if err != nil {
			yield(news.Item{}, err)
			return
		}
		of, err := s.beginExport(ctx)
		if err != nil {
			yield(news.Item{}, err)
			return
		}
		for batch := range slices.Chunk(ids, itemBatch) {
			items, err := s.exportItems(ctx, batch, of, !f.NoRaw)
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

// exported is what all batches of an export need.
type exported struct {
	feeds map[int64]news.Feed // in the form that an exported item carries
	lists []readList          // what streams had when they were marked read
	done  map[int64]bool      // stories whose pages were exported
}

func (s *Store) beginExport(ctx context.Context) (of exported, err error) {
	all, err := s.Feeds(ctx)
	if err != nil {
		return of, err
	}
	of = exported{feeds: make(map[int64]news.Feed, len(all)), done: map[int64]bool{}}
	for _, f := range all {
		f.State = nil
		of.feeds[f.ID] = f
	}
	if err := s.readFeeds(ctx, of.feeds); err != nil {
		return of, err
	}
	of.lists, err = readLists(ctx, s.read)
	return of, err
}

// exportItems reads a batch of items.
func (s *Store) exportItems(ctx context.Context, ids []int64, of exported, raw bool) ([]news.Item, error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("read items: %w", classify(err))
	}
	defer tx.Rollback() //nolint:errcheck // nothing is written
	r := &exportReader{itemReader{ctx: ctx, packed: s.packed, db: tx, ids: array(ids), at: make(map[int64]int, len(ids))}, of}
	tables := []func() error{r.rows, r.stories, r.tags, r.details, r.allPosts, r.ownTags, r.allMarks, r.identity, r.dates, r.keys, r.pairs, r.eventLinks, r.revisions, r.earlierTexts, r.pages}
	if raw {
		tables = append(tables, func() error { return r.elementsOf(true) })
	}
	return r.read(tables...)
}

// exportReader adds to a batch of items what only an export contains.
type exportReader struct {
	itemReader
	exported
}

// allMarks fills in the marks of the items' stories.
func (r *exportReader) allMarks() error { return r.marks(r.lists) }

// story returns a story of an item of the batch, or nil.
func (r *exportReader) story(item, story int64) *news.Story {
	if i, ok := r.place[[2]int64{item, story}]; ok {
		return &r.items[r.at[item]].Stories[i]
	}
	return nil
}

// everLinked selects each story that an item of the batch ever linked, once.
const everLinked = `(SELECT DISTINCT y.item_id, y.story_id FROM json_each(?1) j JOIN appearances y ON y.item_id = j.value) y `

// identity adds the items' keys and the keys of the items that they continue.
func (r *exportReader) identity() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item int64
		var key, continues string
		var fetched bool
		err := rows.Scan(&item, &key, &fetched, &continues)
		it := &r.items[r.at[item]]
		it.Feed = r.feeds[it.Feed.ID]
		it.Fetched, it.ContinuesKey, it.Key = fetched, continues, key
		return err
	}, `SELECT i.id, i.key, i.fetched, coalesce(c.key, m.key, '') FROM json_each(?1) j JOIN items i ON i.id = j.value
		LEFT JOIN items c ON c.id = i.continues LEFT JOIN missing_items m ON m.item_id = i.id`, r.ids)
}

// allPosts adds every version of the files that the items were imported from.
func (r *exportReader) allPosts() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item int64
		var p news.Post
		var imported stamp
		err := rows.Scan(&item, &p.Path, &p.Raw, &imported)
		p.Imported = imported.time()
		it := &r.items[r.at[item]]
		if it.Post != nil {
			it.EarlierPosts = append(it.EarlierPosts, *it.Post)
		}
		it.Post = &p
		return err
	}, `SELECT p.item_id, p.path, p.raw, p.imported FROM json_each(?) j JOIN posts p ON p.item_id = j.value ORDER BY p.id`, r.ids)
}

// dates adds the source of each story's date, and when its text was added.
func (r *exportReader) dates() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item, story int64
		var rank int
		var added stamp
		err := rows.Scan(&item, &story, &rank, &added)
		if st := r.story(item, story); st != nil {
			st.PublishedBy, st.TextAdded = rankName(rank), added.time()
		}
		return err
	}, `SELECT y.item_id, s.id, s.rank, t.added FROM `+everLinked+`
		JOIN stories s ON s.id = y.story_id LEFT JOIN story_texts t ON t.story_id = s.id`, r.ids)
}

// keys adds the keys of stories, unless the only key is the one made from the
// link.
func (r *exportReader) keys() error {
	err := queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item, story int64
		var key string
		err := rows.Scan(&item, &story, &key)
		if st := r.story(item, story); st != nil {
			st.Keys = append(st.Keys, r.portableKey(item, key))
		}
		return err
	}, `SELECT y.item_id, k.story_id, k.key FROM `+everLinked+` JOIN story_keys k ON k.story_id = y.story_id`, r.ids)
	for i := range r.items {
		for k := range r.items[i].Stories {
			slices.Sort(r.items[i].Stories[k].Keys) // in their portable form, without feed ids
			if st := &r.items[i].Stories[k]; len(st.Keys) == 1 && st.Keys[0] == news.StoryKey(st.Link) && !news.IsFrontPage(st.Keys[0]) {
				st.Keys = nil
			}
		}
	}
	return err
}

// portableKey returns a key in the form that exports use. The key of a story
// without an address contains the feed's id, which is valid only in this
// archive: the item's own feed is omitted, another one is named by its
// address.
func (r *exportReader) portableKey(item int64, key string) string {
	rest, ok := strings.CutPrefix(key, "item:")
	if !ok {
		return key
	}
	number, rest, _ := strings.Cut(rest, ":")
	id, _ := strconv.ParseInt(number, 10, 64) //nolint:errcheck // 0 is no feed
	feed := r.items[r.at[item]].Feed.ID
	if address := r.feeds[id].URL; id != feed && address != "" {
		return "item@" + url.QueryEscape(address) + ":" + rest
	}
	return "item:" + rest
}

// pairs adds which stories are the same as an earlier one, whether that one is
// in this archive or not. The earlier story is named by the first of its
// portable keys.
func (r *exportReader) pairs() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item, story int64
		var same news.SameAs
		var since stamp
		err := rows.Scan(&item, &story, &same.Key, &same.Reason, &since)
		same.Key, same.Since = r.portableKey(item, same.Key), since.time()
		if st := r.story(item, story); st != nil && (st.SameAs == nil || same.Key < st.SameAs.Key) {
			st.SameAs = &same
		}
		return err
	}, `SELECT y.item_id, a.story_id, k.key, a.reason, a.since
		FROM `+everLinked+` JOIN same_as a ON a.story_id = y.story_id JOIN story_keys k ON k.story_id = a.root_id
		UNION ALL SELECT y.item_id, m.story_id, m.key, m.reason, m.since
		FROM `+everLinked+` JOIN missing_roots m ON m.story_id = y.story_id`, r.ids)
}

// eventLinks adds what a person said of the stories' events, the other story named
// by the first of its portable keys.
func (r *exportReader) eventLinks() error {
	err := queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item, story int64
		var key string
		var l news.EventLink
		var at stamp
		err := rows.Scan(&item, &story, &key, &l.Apart, &at)
		l.At = at.time()
		if st := r.story(item, story); st != nil {
			for k := range strings.SplitSeq(key, "\n") {
				if k = r.portableKey(item, k); l.Key == "" || k < l.Key {
					l.Key = k
				}
			}
			st.EventLinks = append(st.EventLinks, l)
		}
		return err
	}, `WITH link (story, other, apart, at) AS (
			SELECT story_id, other_id, apart, at FROM event_links UNION ALL SELECT other_id, story_id, apart, at FROM event_links)
		SELECT y.item_id, l.story, (SELECT group_concat(k.key, char(10)) FROM story_keys k WHERE k.story_id = l.other), l.apart, l.at
		FROM link l CROSS JOIN (SELECT DISTINCT y.item_id, y.story_id FROM json_each(?1) j JOIN appearances y ON y.item_id = j.value) y ON y.story_id = l.story
		UNION ALL SELECT y.item_id, m.story_id, m.key, m.apart, m.at FROM `+everLinked+` JOIN missing_event_links m ON m.story_id = y.story_id`, r.ids)
	for i := range r.items {
		for k := range r.items[i].Stories {
			slices.SortFunc(r.items[i].Stories[k].EventLinks, func(a, b news.EventLink) int {
				return cmp.Or(a.At.Compare(b.At), strings.Compare(a.Key, b.Key))
			})
		}
	}
	return err
}

// revisions adds the earlier values of each item and of its stories'
// headlines, the oldest first.
func (r *exportReader) revisions() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var v news.Revision
		var item, story int64
		var replaced stamp
		err := rows.Scan(&item, &story, &v.Field, &v.Value, &replaced)
		v.Replaced = replaced.time()
		to := &r.items[r.at[item]].Revisions
		if st := r.story(item, story); st != nil {
			to = &st.Revisions
		}
		*to = append(*to, v)
		return err
	}, `SELECT v.item_id, coalesce(v.story_id, 0), v.field, v.value, v.replaced FROM json_each(?) j
		JOIN revisions v ON v.item_id = j.value ORDER BY v.replaced, v.field, v.value`, r.ids)
}

// earlierTexts adds the earlier plain texts of each item.
func (r *exportReader) earlierTexts() error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var item int64
		var text string
		err := rows.Scan(&item, &text)
		it := &r.items[r.at[item]]
		it.EarlierTexts = append(it.EarlierTexts, text)
		return err
	}, `SELECT t.item_id, t.text FROM json_each(?) j JOIN past_texts t ON t.item_id = j.value WHERE t.text <> '' ORDER BY t.id`, r.ids)
}
