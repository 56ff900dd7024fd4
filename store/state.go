package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"hash"
	"hash/fnv"
	"sync"

	"newsarchive/internal/news"
)

// State names what an archive holds. What was read in two equal states is the
// same.
type State struct {
	// Last is the newest change of a story.
	Last news.Mark
	// Settings stands for what a person has set: feeds, topics, settings; and for
	// how far events are decided. It is made from their values.
	Settings uint64
	// Commit changes with every commit of any process, and with every opening.
	Commit string
}

// stateReader reads the state, and again only after a commit. Its connection
// sees the commits of all others, those of this process among them.
type stateReader struct {
	mu      sync.Mutex
	db      *sql.DB // nil until the first call
	opening string  // differs for each opening
	version int64
	known   State
}

func (r *stateReader) open(source string) (err error) {
	if r.db != nil {
		return nil
	}
	if r.db, err = sql.Open("sqlite", source+readerPragmas); err != nil {
		return err
	}
	r.db.SetMaxOpenConns(1)
	r.opening = rand.Text()
	return nil
}

func (r *stateReader) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.db == nil {
		return nil
	}
	return r.db.Close()
}

// State returns the present state. It costs next to nothing while nothing is
// written.
func (s *Store) State(ctx context.Context) (State, error) {
	r := &s.states
	r.mu.Lock()
	defer r.mu.Unlock()
	err := r.open(s.source)
	if err == nil {
		err = r.refresh(ctx)
	}
	if err != nil {
		return State{}, fmt.Errorf("read the state of the archive: %w", classify(err))
	}
	return r.known, nil
}

// refresh reads the state if there was a commit since it was last read. The
// version is read first: a commit meanwhile is seen by the next call.
func (r *stateReader) refresh(ctx context.Context) error {
	var version int64
	if err := r.db.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version); err != nil {
		return err
	}
	if r.known.Commit != "" && version == r.version {
		return nil
	}
	st := State{Commit: fmt.Sprintf("%s-%d", r.opening, version)}
	err := r.db.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0), coalesce((SELECT nonce FROM changes ORDER BY seq DESC LIMIT 1), 0) FROM changes`).
		Scan(&st.Last.Seq, &st.Last.Nonce)
	if err != nil {
		return err
	}
	h := fnv.New64a()
	for _, rows := range []string{
		`SELECT id, url, name, title, followed FROM feeds ORDER BY id`,
		`SELECT feed_id, tag FROM feed_tags ORDER BY feed_id, tag`,
		`SELECT name, query FROM topics ORDER BY name`,
		`SELECT name, value FROM settings ORDER BY name`,
		`SELECT version, seq, nonce FROM event_state`,
	} {
		if err := hashRows(ctx, h, r.db, rows); err != nil {
			return err
		}
	}
	st.Settings = h.Sum64()
	r.version, r.known = version, st
	return nil
}

// hashRows adds the rows of a query to a hash.
func hashRows(ctx context.Context, h hash.Hash, db *sql.DB, query string) error {
	fmt.Fprintln(h, query) //nolint:errcheck // a hash takes everything
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // Err tells
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for _, v := range values {
			fmt.Fprintf(h, "%t %q\n", v.Valid, v.String) //nolint:errcheck // a hash takes everything
		}
	}
	return rows.Err()
}
