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

// ErrPast means that somebody would write into the archive as it was.
var ErrPast = errors.New("the past cannot be changed")

// AsOf returns the archive as it was at the end of a second: what had not
// been seen by then is not there, and the rest is as it was: headlines, texts,
// dates, tags, what stood in which cluster, which stories were known to be the
// same. It is read as the archive itself is; writing fails with [ErrPast]. The
// caller closes it, before or after the store it came from.
//
// What is only ever filled in where nothing was (publisher, site, author,
// image, language), the keys of a story, feeds and their tags, and the order
// behind a cluster's lead have no history: they are as they are now. A tag of
// your own that was taken off is off, and the HTML of a cluster, whose history
// its appearances hold, is not there.
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

// pastConnector opens connections in which views of what was stand before
// the tables. Every query of the package asks them, and knows nothing of it.
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

// pastViews returns the statements that put views of a moment before the
// tables, and whether stories have joined others since.
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

// JoinedSince returns the stories of an archive as it was that have since proved
// to be the same as others, each with its root now.
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
		return nil, fmt.Errorf("read which stories were apart: %w", err)
	}
	return roots, nil
}
