package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"newsarchive/internal/news"
)

// ReadUpto marks every story read that was first seen up to the end of a second:
// of some feeds, or of all for feed 0. It is one row for each. What was marked
// unread in the same second is read too; what was marked unread later stays so.
func (s *Store) ReadUpto(ctx context.Context, feeds []int64, moment, now time.Time) error {
	if len(feeds) == 0 {
		return nil
	}
	return s.transact(ctx, "mark all as read", now, func(v *saver) error {
		for _, feed := range feeds {
			if err := v.readUpto(feed, moment); err != nil {
				return err
			}
		}
		all := slices.Contains(feeds, 0)
		if all { // it says what lists of earlier moments say
			if _, err := v.exec(`DELETE FROM read_lists WHERE moment <= ?`, stamp(moment)); err != nil {
				return err
			}
		}
		_, err := v.exec(`UPDATE marks SET is_set = 1 WHERE mark = 'read' AND is_set = 0 AND at = ?1 AND (?2 OR EXISTS (
			SELECT 1 FROM appearances y WHERE y.feed_id IN (SELECT value FROM json_each(?3)) AND y.story_id IN (
				SELECT marks.story_id UNION SELECT a.story_id FROM same_as a WHERE a.root_id = marks.story_id)))`, stamp(moment), all, array(feeds))
		return err
	})
}

// readUpto moves the mark of a stream forward.
func (v *saver) readUpto(feed int64, moment time.Time) error {
	var of any
	if feed != 0 {
		of = feed
	}
	_, err := v.exec(`INSERT INTO read_upto (feed_id, moment) VALUES (?, ?)
		ON CONFLICT DO UPDATE SET moment = excluded.moment WHERE excluded.moment > moment`, of, stamp(moment))
	return err
}

// copiedReadUpto takes over how far an export's feed is read.
func (v *saver) copiedReadUpto(feed int64, moment time.Time) error {
	if moment = moment.UTC().Truncate(time.Second); !news.IsUsable(moment) {
		return nil
	}
	if moment.After(v.now.Add(maxAhead)) {
		moment = v.now
	}
	return v.readUpto(feed, moment)
}

// readStreams returns the feeds that were marked read.
func (s *Store) readStreams(ctx context.Context) (streams []news.ReadStream, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var r news.ReadStream
		var upto stamp
		err := rows.Scan(&r.Feed, &upto)
		r.Upto = upto.time()
		streams = append(streams, r)
		return err
	}, `SELECT coalesce(feed_id, 0), moment FROM read_upto ORDER BY 1`)
	return streams, err
}

// readFeeds fills in how far feeds are read, by their own mark or that of all.
func (s *Store) readFeeds(ctx context.Context, feeds map[int64]news.Feed) error {
	streams, err := s.readStreams(ctx)
	if err != nil {
		return err
	}
	for id, f := range feeds {
		for _, r := range streams {
			if (r.Feed == 0 || r.Feed == id) && r.Upto.After(f.ReadUpto) {
				f.ReadUpto = r.Upto
			}
		}
		feeds[id] = f
	}
	return nil
}
