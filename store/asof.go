package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
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
	views, joined, err := s.asofViews(ctx, at)
	if err != nil {
		return nil, fmt.Errorf("read the archive as of %s: %w", at.UTC().Format(news.InstantLayout), err)
	}
	c, err := sqlite.NewConnector(s.source)
	if err != nil {
		return nil, err
	}
	past := &Store{path: s.path, source: s.source, state: s.state, readOnly: s.readOnly, file: s.file, packed: s.packed, zone: s.zone, read: sql.OpenDB(asofConnector{c, views}), writerSlot: make(chan *writer, 1), joined: joined}
	past.read.SetMaxOpenConns(4)
	past.stmtCache = newStmtCache(past.read)
	past.writerSlot <- &writer{refuses: ErrPast}
	return past, nil
}

// asofConnector opens connections in which views of a past state hide the
// tables. All queries of the package work on them unchanged.
type asofConnector struct {
	driver.Connector
	views string // the statements that make them
}

// Connect implements [driver.Connector].
func (c asofConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	x, ok := conn.(driver.ExecerContext)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the driver's connection is a %T", conn), conn.Close())
	}
	if _, err := x.ExecContext(ctx, c.views, nil); err != nil {
		return nil, errors.Join(fmt.Errorf("make the views of the past: %w", err), conn.Close())
	}
	return conn, nil
}

// asofViews returns the statements that create the views of a moment, and
// whether stories have been joined since.
func (s *Store) asofViews(ctx context.Context, at time.Time) (views string, joined bool, err error) {
	var rejoined bool
	moment := stamp(at.UTC().Truncate(time.Second))
	err = s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM past_same_as WHERE since <= ?1 AND at > ?1),
		EXISTS (SELECT 1 FROM same_as WHERE since > ?1)`, moment).Scan(&rejoined, &joined)
	if err != nil {
		return "", false, classify(err)
	}
	same := viewOfSameAs
	if rejoined {
		same = tableOfSameAs
	}
	all := strings.Join([]string{
		`BEGIN`, viewOfStories, viewOfAppearances, viewOfItems(), viewOfRevisions, viewsOfNotes, same, `COMMIT`, `PRAGMA query_only = 1`,
	}, ";")
	return strings.ReplaceAll(all, ":at", "'"+at.UTC().Format(news.InstantLayout)+"'"), joined, nil
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
