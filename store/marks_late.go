package store

import (
	"database/sql"
	"time"

	"newsarchive/internal/news"
)

// A stream's mark is about what the archive had when it was set. Marked unread is
// a story that is saved later with an earlier first sighting, by a fetch that took
// long or by an import; one that gets an earlier first sighting later; and one
// that comes to the feed later from another.

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
	return v.keepUnread(row.ID, upto, stamp{}, v.feed.id)
}

// unreadSince marks a story that is not read unread if a mark would make it read
// because it now counts as seen earlier than it was known to be.
func (v *saver) unreadSince(row *storyRow, was time.Time) error {
	if _, err := v.uptoOf(v.feed.id); err != nil {
		return err
	}
	var upto stamp
	for _, moment := range v.readStreams {
		if at := moment.time(); at.Before(was) && !at.Before(row.FirstSeen) && at.After(upto.time()) {
			upto = moment
		}
	}
	if upto.time().IsZero() {
		return nil
	}
	return v.keepUnread(row.ID, upto, stamp(was), 0)
}

// keepUnread marks a story unread, not before upto, that is not read: neither by
// its mark nor by a stream that was marked when the story had been seen, at the
// time seen or by its own. Nothing is done if a feed, unless 0, has it already.
func (v *saver) keepUnread(story int64, upto, seen stamp, feed int64) error {
	root, err := v.root(story)
	if err == nil {
		err = v.settleListed(root)
	}
	if err != nil {
		return err
	}
	_, err = v.exec(`WITH root (id) AS (SELECT ?1),
		feed (id) AS (SELECT DISTINCT y.feed_id FROM appearances y WHERE y.story_id IN (
			SELECT id FROM root UNION ALL SELECT a.story_id FROM same_as a JOIN root ON a.root_id = root.id))
		INSERT INTO marks (story_id, mark, is_set, at) SELECT root.id, 'read', 0, max(?2, ?3) FROM root
		WHERE NOT EXISTS (SELECT 1 FROM feed WHERE id = ?5)
		AND NOT EXISTS (SELECT 1 FROM read_upto r JOIN stories s ON s.id = root.id AND coalesce(?4, s.first_seen) <= r.moment
			LEFT JOIN marks m ON m.story_id = root.id AND m.mark = 'read' AND m.is_set = 0 AND m.at >= r.moment
			WHERE m.at IS NULL AND (r.feed_id IS NULL OR r.feed_id IN (SELECT id FROM feed)))
		ON CONFLICT DO UPDATE SET at = excluded.at WHERE is_set = 0`, root, stamp(v.now), upto, seen, feed)
	return err
}
