package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// What a topic or a tag has depends on queries and changes with them. Marking it
// read as a whole is one row: the stream, the moment, and the unread stories that
// it had. A story that comes to the stream later, also one that was seen earlier,
// stays unread; one that leaves it stays read.

// readList is what a stream had when it was marked read.
type readList struct {
	stream  string
	moment  time.Time
	stories []int64 // ascending
}

// ReadStories marks the stories that a stream has read, which were first seen up
// to a moment: a second. It is one row. What was marked unread in the same second
// is read too; what was marked unread later stays so. A further list of the same
// stream and moment is added.
func (s *Store) ReadStories(ctx context.Context, stream string, stories []int64, moment, now time.Time) error {
	if len(stories) == 0 {
		return nil
	}
	return s.transact(ctx, "mark all as read", now, func(v *saver) error {
		ids, err := v.ids(`SELECT DISTINCT coalesce(a.root_id, s.id) FROM json_each(?) j JOIN stories s ON s.id = j.value
			LEFT JOIN same_as a ON a.story_id = s.id`, array(stories))
		if err != nil {
			return err
		}
		var packed []byte
		if _, err := v.get(`SELECT stories FROM read_lists WHERE stream = ? AND moment = ?`, []any{stream, stamp(moment)}, &packed); err != nil {
			return err
		}
		before, err := unpackIDs(packed)
		if err != nil {
			return err
		}
		all := slices.Compact(slices.Sorted(slices.Values(append(ids, before...))))
		_, err = v.exec(`INSERT INTO read_lists (stream, moment, stories) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET stories = excluded.stories`,
			stream, stamp(moment), packIDs(all))
		if err != nil {
			return err
		}
		_, err = v.exec(`UPDATE marks SET is_set = 1 WHERE mark = 'read' AND is_set = 0 AND at = ? AND story_id IN (SELECT value FROM json_each(?))`,
			stamp(moment), array(ids))
		return err
	})
}

// lastReadTogether is when a stream was last marked read; null: none was.
const lastReadTogether = `(SELECT max(moment) FROM (SELECT moment FROM read_upto UNION ALL SELECT moment FROM read_lists))`

const selectLists = `SELECT stream, moment, stories FROM read_lists`

func scanList(rows *sql.Rows) (l readList, err error) {
	var moment stamp
	var packed []byte
	if err := rows.Scan(&l.stream, &moment, &packed); err != nil {
		return l, err
	}
	l.moment = moment.time()
	l.stories, err = unpackIDs(packed)
	return l, err
}

// readLists returns what streams had when they were marked read.
func readLists(ctx context.Context, db querier) (lists []readList, err error) {
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		l, err := scanList(rows)
		lists = append(lists, l)
		return err
	}, selectLists)
	return lists, err
}

// listedUpto is when a story was last marked read with a stream that had it; zero
// if it was not.
func listedUpto(lists []readList, story int64) (upto time.Time) {
	for _, l := range lists {
		if l.moment.After(upto) {
			if _, ok := slices.BinarySearch(l.stories, story); ok {
				upto = l.moment
			}
		}
	}
	return upto
}

// readTogether adds what was marked read with streams to the stories that were
// marked one by one.
func (s *Store) readTogether(ctx context.Context, m *news.Marked) (err error) {
	if m.Read, err = s.readStreams(ctx); err != nil {
		return err
	}
	lists, err := readLists(ctx, s.stmtCache)
	if err != nil || len(lists) == 0 {
		return err
	}
	unread := make(map[int64]time.Time, len(m.Unread))
	for _, u := range m.Unread {
		unread[u.Story] = u.At
	}
	for _, l := range lists {
		for _, id := range l.stories {
			if at, ok := unread[id]; !ok || at.Before(l.moment) {
				m.Stories = append(m.Stories, id)
			}
		}
	}
	slices.Sort(m.Stories)
	m.Stories = slices.Compact(m.Stories)
	return nil
}

// unreadList reads stories with the times when they were marked unread, with commas
// between them.
func unreadList(list string) (all []news.UnreadStory, err error) {
	if list == "" {
		return nil, nil
	}
	for one := range strings.SplitSeq(list, ",") {
		id, at, _ := strings.Cut(one, " ")
		var u news.UnreadStory
		if u.Story, err = strconv.ParseInt(id, 10, 64); err != nil {
			return nil, err
		}
		if u.At, err = time.Parse(time.RFC3339, at); err != nil {
			return nil, err
		}
		all = append(all, u)
	}
	slices.SortFunc(all, func(a, b news.UnreadStory) int { return cmp.Compare(a.Story, b.Story) })
	return all, nil
}

// settleListed gives a story a mark of its own in place of those of lists.
func (v *saver) settleListed(story int64) error {
	if v.readLists == nil {
		v.readLists = []readList{}
		err := v.each(selectLists, nil, func(rows *sql.Rows) error {
			l, err := scanList(rows)
			v.readLists = append(v.readLists, l)
			return err
		})
		if err != nil {
			return err
		}
	}
	upto := listedUpto(v.readLists, story)
	if upto.IsZero() {
		return nil
	}
	for i, l := range v.readLists {
		at, ok := slices.BinarySearch(l.stories, story)
		if !ok {
			continue
		}
		v.readLists[i].stories = slices.Delete(l.stories, at, at+1)
		if _, err := v.exec(`UPDATE read_lists SET stories = ? WHERE stream = ? AND moment = ?`, packIDs(v.readLists[i].stories), l.stream, stamp(l.moment)); err != nil {
			return err
		}
	}
	_, err := v.exec(`INSERT INTO marks (story_id, mark, is_set, at) VALUES (?, 'read', 1, ?)
		ON CONFLICT DO UPDATE SET is_set = 1, at = excluded.at WHERE is_set = 0 AND at < excluded.at`, story, stamp(upto))
	return err
}

// packIDs packs ids that ascend: each as its difference to the one before, in
// LEB128.
func packIDs(ids []int64) []byte {
	packed := make([]byte, 0, 2*len(ids))
	last := int64(0)
	for _, id := range ids {
		packed = binary.AppendUvarint(packed, uint64(id-last)) //nolint:gosec // they ascend
		last = id
	}
	return packed
}

// unpackIDs returns what was packed. The error wraps [ErrDamaged].
func unpackIDs(packed []byte) ([]int64, error) {
	ids := make([]int64, 0, len(packed))
	last := int64(0)
	for len(packed) > 0 {
		step, n := binary.Uvarint(packed)
		if n <= 0 || step == 0 || step > 1<<62 || last+int64(step) < last { //nolint:gosec // below 2⁶²
			return nil, fmt.Errorf("%w: a list of read stories cannot be read", ErrDamaged)
		}
		last += int64(step) //nolint:gosec // likewise
		ids, packed = append(ids, last), packed[n:]
	}
	return ids, nil
}
