package store

import (
	"database/sql"

	"newsarchive/internal/news"
)

// A stream's mark is about what the archive had when it was set. A story that is
// saved later with an earlier first sighting (by a fetch that took long, or by an
// import), and one that comes to the feed later from another, are marked unread.

// uptoOf returns up to when the current feed is marked read by its own mark or
// that of all; zero if it is not.
func (v *saver) uptoOf(feed int64) (upto stamp, err error) {
	if v.readStreams == nil {
		v.readStreams = map[int64]stamp{}
		err = v.each(`SELECT coalesce(feed_id, 0), moment FROM read_upto`, nil, func(rows *sql.Rows) error {
			var of int64
			var moment stamp
			err := rows.Scan(&of, &moment)
			v.readStreams[of] = moment
			return err
		})
	}
	upto = v.readStreams[0]
	if own := v.readStreams[feed]; own.time().After(upto.time()) {
		upto = own
	}
	return upto, err
}

// unreadNew marks a story that was created unread if a mark of its feed would
// make it read. The story of an export is read if the export's feed is.
func (v *saver) unreadNew(row *storyRow, feed news.Feed) error {
	upto, err := v.uptoOf(v.feed.id)
	if err != nil || row.FirstSeen.After(upto.time()) || row.copied && !feed.ReadUpto.Before(row.FirstSeen) {
		return err
	}
	_, err = v.exec(`INSERT INTO marks (story_id, mark, is_set, at) SELECT ?1, 'read', 0, max(?2, ?3)
		WHERE NOT EXISTS (SELECT 1 FROM same_as WHERE story_id = ?1) ON CONFLICT DO NOTHING`, row.ID, stamp(v.now), upto)
	return err
}

// unreadHere marks a story that another feed has brought before, and that is not
// read, unread if this feed's mark would make it read. It is called before the
// story's appearance is saved.
func (v *saver) unreadHere(row *storyRow) error {
	if _, err := v.uptoOf(v.feed.id); err != nil {
		return err
	}
	upto, ok := v.readStreams[v.feed.id]
	if !ok || row.copied || row.FirstSeen.After(upto.time()) {
		return nil
	}
	_, err := v.exec(`WITH root (id) AS (SELECT coalesce((SELECT root_id FROM same_as WHERE story_id = ?1), ?1)),
		feed (id) AS (SELECT DISTINCT y.feed_id FROM appearances y WHERE y.story_id IN (
			SELECT id FROM root UNION ALL SELECT a.story_id FROM same_as a JOIN root ON a.root_id = root.id))
		INSERT INTO marks (story_id, mark, is_set, at) SELECT root.id, 'read', 0, max(?2, ?3) FROM root
		WHERE NOT EXISTS (SELECT 1 FROM feed WHERE id = ?4)
		AND NOT EXISTS (SELECT 1 FROM read_upto r JOIN stories s ON s.id = root.id AND s.first_seen <= r.moment
			LEFT JOIN marks m ON m.story_id = root.id AND m.mark = 'read' AND m.is_set = 0 AND m.at >= r.moment
			WHERE m.at IS NULL AND (r.feed_id IS NULL OR r.feed_id IN (SELECT id FROM feed)))
		ON CONFLICT DO UPDATE SET at = excluded.at WHERE is_set = 0`, row.ID, stamp(v.now), upto, v.feed.id)
	return err
}
