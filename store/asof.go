package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"newsarchive/internal/news"

	"modernc.org/sqlite"
)

// ErrPast means that a caller tried to write to a past state of the archive.
var ErrPast = errors.New("the past cannot be changed")

// AsOf returns the archive as it was at the end of a second: it contains what
// had been seen by then, with the headlines, texts, dates, tags, clusters and
// pairs of that time. It is read like the archive itself; writing fails with
// [ErrPast]. The caller closes it, before or after the store.
//
// Fields that are only ever filled in (publisher, site, author, image,
// language), the keys of stories, feeds and their tags, and the order behind a
// cluster's lead have no history: they have their present values. Tags of your
// own that were removed are missing, and so is the HTML of clusters, whose
// history is in their appearances.
func (s *Store) AsOf(ctx context.Context, at time.Time) (*Store, error) {
	moment := at.UTC().Format(news.InstantLayout)
	joined, rejoined, err := s.joinedSince(ctx, moment)
	if err != nil {
		return nil, fmt.Errorf("read the archive as of %s: %w", moment, err)
	}
	from, err := sqlite.NewConnector(s.source + asofSettings)
	if err != nil {
		return nil, err
	}
	connector := asofConnector{Connector: from, pool: s.past, moment: moment, rejoined: rejoined}
	past := &Store{path: s.path, source: s.source, state: s.state, readOnly: s.readOnly, file: s.file, packed: s.packed, zone: s.zone, read: sql.OpenDB(connector), past: &asofPool{}, writerSlot: make(chan *writer, 1), joined: joined}
	past.read.SetMaxOpenConns(4)
	past.read.SetMaxIdleConns(4)
	past.stmtCache = newStmtCache(past.read)
	past.writerSlot <- &writer{refuses: ErrPast}
	return past, nil
}

// joinedSince reports whether stories have been joined since a moment, and
// whether any that had been joined by then have changed their root.
func (s *Store) joinedSince(ctx context.Context, moment string) (joined, rejoined bool, err error) {
	err = queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error { return rows.Scan(&joined, &rejoined) },
		`SELECT EXISTS (SELECT 1 FROM same_as WHERE since > ?1), EXISTS (SELECT 1 FROM past_same_as WHERE since <= ?1 AND at > ?1)`, moment)
	return joined, rejoined, err
}

// JoinedSince returns the stories of a past state that have since proved to be
// the same as others, each with its present root.
func (s *Store) JoinedSince(ctx context.Context) (roots map[int64]int64, err error) {
	roots = map[int64]int64{}
	if !s.joined {
		return roots, nil
	}
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var story, root int64
		err := rows.Scan(&story, &root)
		roots[story] = root
		return err
	}, `SELECT m.story_id, m.root_id FROM main.same_as m JOIN stories s ON s.id = m.story_id
		WHERE m.since > (SELECT at FROM moment) AND NOT EXISTS (SELECT 1 FROM same_as a WHERE a.story_id = m.story_id)`)
	if err != nil {
		return nil, fmt.Errorf("read which stories were joined since: %w", err)
	}
	return roots, nil
}
