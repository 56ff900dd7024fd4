package store

import (
	"context"
	"database/sql"
)

// toScrub is a table that is there while values were replaced whose old bytes
// may still stand in free space of the file or in its write-ahead log.
const scrubTable = "to_scrub"

// Scrubbed reports whether no such bytes are left.
func (s *Store) Scrubbed(ctx context.Context) (bool, error) {
	var pending bool
	err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '`+scrubTable+`')`).Scan(&pending)
	return !pending, classify(err)
}

// Scrub overwrites what replaced values have left behind, if any have: the
// file is written anew, as large as it is, and its write-ahead log brought in
// and cut to nothing. The error wraps [ErrLocked] when another process reads
// or writes meanwhile; then it is tried again when the archive is next opened.
func (s *Store) Scrub(ctx context.Context) error { return s.scrub(ctx) }

func (s *Store) scrub(ctx context.Context) error {
	if done, err := s.Scrubbed(ctx); done || err != nil {
		return err
	}
	if s.readOnly {
		return ErrReadOnly
	}
	// A connection of its own: the new file is made in a file, not in memory,
	// and nothing waits for long. What is written passes through the log, so
	// that a crash harms nothing, and the mark is removed last.
	db, err := sql.Open("sqlite", fileURL(s.path)+"?_txlock=immediate&_pragma=busy_timeout(1000)&_pragma=journal_mode(WAL)"+
		"&_pragma=synchronous(FULL)&_pragma=secure_delete(1)&_pragma=temp_store(1)")
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // what was written is committed
	db.SetMaxOpenConns(1)
	if err := truncateLog(ctx, db); err != nil {
		return err // a reader would be in the way after the work as well
	}
	if _, err := db.ExecContext(ctx, `VACUUM`); err != nil {
		return classify(err)
	}
	if err := truncateLog(ctx, db); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `DROP TABLE IF EXISTS `+scrubTable); err != nil {
		return classify(err)
	}
	return truncateLog(ctx, db)
}

func truncateLog(ctx context.Context, db *sql.DB) error {
	var busy, log, moved int
	if err := db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &moved); err != nil {
		return classify(err)
	}
	if busy != 0 {
		return ErrLocked
	}
	return nil
}
