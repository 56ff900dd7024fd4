package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// Saved counts the results of a save.
type Saved struct {
	Items   int `json:"items"`   // new items
	Stories int `json:"stories"` // new stories
	Changed int `json:"changed"` // changed items
	Faults  int `json:"faults"`  // new faults
	Pruned  int `json:"pruned"`  // skipped entries that were pruned before

	// Moved is the address that the feed has adopted, as its server redirects to
	// it for good.
	Moved string `json:"moved,omitempty"`
	// FullWindow says that all items of the document are new, and are not the
	// first of the feed: some may have been missed since the last fetch.
	FullWindow bool `json:"-"`
	// Skipped are entries that a rule of the feed left out, and had not left out in
	// the document before.
	Skipped int `json:"skipped,omitempty"`
}

// Add adds another count to this one.
func (s *Saved) Add(o Saved) {
	s.Items += o.Items
	s.Stories += o.Stories
	s.Changed += o.Changed
	s.Faults += o.Faults
	s.Pruned += o.Pruned
	s.Skipped += o.Skipped
}

// saver writes one document or one batch of imported items, in one transaction
// and at one moment.
type saver struct {
	*writer
	zone    *time.Location
	now     time.Time
	feed    *feedState
	fetched bool // the items come from a fetch, the feed's present state, not from an import

	skip    Skip            // may be nil
	skipped map[string]bool // keys of the entries that it left out

	served            servedItems      // what the feed lists
	present           map[int64]bool   // items of the fetched document, so far
	claimed           map[int64]bool   // items that entries of the document match by key
	listed            map[int64]string // the headlines that the document gives to items it matches
	docHeadlines      map[int64]string // story root → headline of the document's entry about it
	ruled             bool             // an entry of the document has changed what keys links give
	touched           []int64          // stories whose index document must change; may repeat
	touchedItems      []int64          // items whose stories are all touched at the end of the transaction; may repeat
	touchedNeighbours []int64          // stories whose cluster neighbours are all touched then; may repeat
	wanted            []int64          // stories whose pages were put into the queue
	faults            []string         // faults of the current imported item
	readStreams       map[int64]stamp  // feed → up to when it is marked read, 0: all; nil: none read yet
	readLists         []readList       // what streams had when they were marked read; nil: none read yet
	missing           *bool            // whether there are unresolved references; nil: unknown

	rules    map[string]linkRule // cached rules by link key; nil: none read yet
	hasRules bool                // shared_links has rows

	unsettled  bool              // saving the current entry again may change more
	storyKeyOf map[string]string // link → its story key
	saved      Saved

	packerChecked bool                     // the packer has the newest dictionary
	txUnpacker    *unpacker                // of this transaction; nil until it is needed
	lastHead      struct{ hash, id int64 } // of the last saved element
}

// feedState is what the saver needs of a feed.
type feedState struct {
	id         int64
	keyByLink  bool // its guids are not keys
	deadGUIDs  bool // some of its guids are not keys
	tombstones bool
	texts      bool // the pages of its stories are fetched
	empty      bool // it had no items when it was selected
	succeeded  stamp
	silent     stamp // since when no server answers
}

func newSaver(w *writer, zone *time.Location, now time.Time) *saver {
	return &saver{writer: w, zone: zone, now: now.UTC().Truncate(time.Second)}
}

// exec runs a statement and returns the id of the inserted row.
func (v *saver) exec(query string, args ...any) (int64, error) {
	res, err := v.run(query, args)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// change runs a statement and returns how many rows it wrote.
func (v *saver) change(query string, args ...any) (int64, error) {
	res, err := v.run(query, args)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (v *saver) run(query string, args []any) (sql.Result, error) {
	st, err := v.stmt(query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(context.Background(), args...)
}

// get scans one row; it returns false when there is none.
func (v *saver) get(query string, args []any, dest ...any) (bool, error) {
	st, err := v.stmt(query)
	if err != nil {
		return false, err
	}
	err = st.QueryRowContext(context.Background(), args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each calls row for every row of the query.
func (v *saver) each(query string, args []any, row func(*sql.Rows) error) error {
	st, err := v.stmt(query)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(context.Background(), args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// ids returns the single integer column of a query.
func (v *saver) ids(query string, args ...any) (ids []int64, err error) {
	err = v.each(query, args, func(r *sql.Rows) error {
		var id int64
		if err := r.Scan(&id); err != nil {
			return err
		}
		ids = append(ids, id)
		return nil
	})
	return ids, err
}

// useFeed selects the feed of the items that are saved next. The error wraps
// [ErrNotFound] when it does not exist.
func (v *saver) useFeed(feed int64) error {
	if v.feed != nil && v.feed.id == feed {
		return nil
	}
	f := &feedState{id: feed}
	ok, err := v.get(`SELECT key_by_link, succeeded, EXISTS (SELECT 1 FROM tombstones WHERE feed_id = feeds.id),
		EXISTS (SELECT 1 FROM dead_guids WHERE feed_id = feeds.id), NOT EXISTS (SELECT 1 FROM items WHERE feed_id = feeds.id),
		coalesce(texts, EXISTS (SELECT 1 FROM settings WHERE name = 'text' AND value = 'on')), unreachable
		FROM feeds WHERE id = ?`, []any{feed}, &f.keyByLink, &f.succeeded, &f.tombstones, &f.deadGUIDs, &f.empty, &f.texts, &f.silent)
	if err == nil && !ok {
		err = fmt.Errorf("feed %d: %w", feed, ErrNotFound)
	}
	v.feed = f
	return err
}

// savepoint runs fn in a savepoint. An error rolls back only what fn did.
func (v *saver) savepoint(fn func() error) error {
	if _, err := v.exec(`SAVEPOINT entry`); err != nil {
		return err
	}
	saved, touched, items, neighbours := v.saved, len(v.touched), len(v.touchedItems), len(v.touchedNeighbours)
	if err := fn(); err != nil {
		v.saved, v.touched, v.rules = saved, v.touched[:touched], nil
		v.touchedItems, v.touchedNeighbours = v.touchedItems[:items], v.touchedNeighbours[:neighbours]

		if _, undo := v.exec(`ROLLBACK TO entry`); undo != nil {
			return errors.Join(err, undo)
		}
		if _, undo := v.exec(`RELEASE entry`); undo != nil {
			return errors.Join(err, undo)
		}
		return err
	}
	_, err := v.exec(`RELEASE entry`)
	return err
}

// touch marks stories whose index documents change.
func (v *saver) touch(stories ...int64) { v.touched = append(v.touched, stories...) }

// logChanges writes a change for every marked story, and for the root of each
// that is the same as an earlier one.
func (v *saver) logChanges() error {
	if err := v.touchAll(); err != nil {
		return fmt.Errorf("find what changed: %w", err)
	}
	touched := slices.Compact(slices.Sorted(slices.Values(v.touched)))
	_, err := v.exec(`INSERT INTO changes (story_id, nonce) SELECT id, ?2 FROM (
			SELECT value AS id FROM json_each(?1)
			UNION SELECT root_id FROM json_each(?1) JOIN same_as ON story_id = value) ORDER BY id`,
		array(touched), rand.Int64())
	if err != nil {
		return fmt.Errorf("log what changed: %w", err)
	}
	if err := v.settleAddresses(touched); err != nil {
		return fmt.Errorf("find the addresses of pages: %w", err)
	}
	return nil
}

// touchItem marks every story that the item ever linked, because the index
// documents of all contain the item's headlines.
func (v *saver) touchItem(item int64) error {
	if n := len(v.touchedItems); n == 0 || v.touchedItems[n-1] != item {
		v.touchedItems = append(v.touchedItems, item)
	}
	return nil
}

// touchAround marks the stories that were ever in one item with one of these.
func (v *saver) touchAround(stories ...int64) error {
	v.touchedNeighbours = append(v.touchedNeighbours, stories...)
	return nil
}

// touchAll marks the stories of all items and neighbours collected during the
// transaction. It runs once, because a large cluster may be collected for each
// of its stories.
func (v *saver) touchAll() error {
	if len(v.touchedItems)+len(v.touchedNeighbours) == 0 {
		return nil
	}
	ids, err := v.ids(`SELECT DISTINCT y.story_id FROM appearances y WHERE y.item_id IN (
			SELECT value FROM json_each(?1) UNION SELECT b.item_id FROM json_each(?2) j CROSS JOIN appearances b ON b.story_id = j.value)`,
		array(v.touchedItems), array(v.touchedNeighbours))
	v.touch(ids...)
	v.touchedItems, v.touchedNeighbours = nil, nil
	return err
}

// recordFault records an entry that could not be used; a repeated one only
// once.
func (v *saver) recordFault(f news.Fault) error {
	const maxRaw = 16 << 10
	if len(f.Raw) > maxRaw {
		f.Raw = strings.ToValidUTF8(f.Raw[:maxRaw], "")
	}
	n := 0
	err := v.each(`INSERT INTO faults (feed_id, reason, raw, first_seen) VALUES (?, ?, ?, ?)
		ON CONFLICT DO NOTHING RETURNING 1`, []any{v.feed.id, f.Reason, f.Raw, stamp(v.now)},
		func(*sql.Rows) error { n++; return nil })
	v.saved.Faults += n
	return err
}
