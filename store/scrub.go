package store

import (
	"context"
	"database/sql"
)

// scrubTable is a table that exists while old bytes of replaced secrets may
// remain in free pages of the file or in its write-ahead log.
const scrubTable = "to_scrub"

// Scrubbed reports whether no such bytes remain.
func (s *Store) Scrubbed(ctx context.Context) (bool, error) {
	var pending bool
	err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '`+scrubTable+`')`).Scan(&pending)
	return !pending, classify(err)
}

// Scrub overwrites the remaining bytes of replaced secrets, if there are any:
// it rewrites the whole file and truncates the write-ahead log. The error
// wraps [ErrLocked] when another process uses the file; the next open tries
// again.
func (s *Store) Scrub(ctx context.Context) error { return s.scrub(ctx) }

func (s *Store) scrub(ctx context.Context) error {
	if done, err := s.Scrubbed(ctx); done || err != nil {
		return err
	}
	if s.readOnly {
		return ErrReadOnly
	}
	// The connection is separate because VACUUM needs a file for its temporary
	// copy and a short timeout. It writes through the log, so that a crash does no
	// harm. The table is dropped last.
	db, err := sql.Open("sqlite", fileURL(s.path)+"?_txlock=immediate&_pragma=busy_timeout(1000)&_pragma=journal_mode(WAL)"+
		"&_pragma=synchronous(FULL)&_pragma=secure_delete(1)&_pragma=temp_store(1)")
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // what was written is committed
	db.SetMaxOpenConns(1)
	if err := truncateLog(ctx, db); err != nil {
		return err // a reader would also block the truncation after VACUUM
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
