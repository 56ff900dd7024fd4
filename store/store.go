package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Errors that callers can test for with [errors.Is]. They are wrapped with the
// operation and the file.
var (
	ErrNoArchive = errors.New("there is no archive")
	ErrNewer     = errors.New("the archive was written by a newer version of the program")
	ErrDamaged   = errors.New("the database is damaged")
	ErrLocked    = errors.New("the database is locked by another process")
	ErrNotFound  = errors.New("not found")
	ErrFull      = errors.New("the disk is full")
	ErrReadOnly  = errors.New("the archive cannot be written to")
	ErrChanged   = errors.New("the archive changed while it was read")
)

// Store is an open archive. It is safe for concurrent use. Writers wait for
// each other; readers never wait.
type Store struct {
	path       string
	source     string      // the DSN of connections to it
	file       os.FileInfo // the file that was opened
	zone       *time.Location
	read       *sql.DB
	stmtCache  *stmtCache   // on read
	write      *sql.DB      // one connection; nil when it cannot be written to
	writerSlot chan *writer // contains the writer when no transaction runs

	readOnly bool
	state    fileState // the files' state when opened; zero unless read without locks
	temp     string    // temporary folder of a copy; "" without one

	packed *unpacker
	states stateReader
	past   *asofPool // for AsOf

	joined bool  // AsOf: stories were joined since then
	shared views // see Shared
}

// views says how stories are seen.
type views struct {
	others bool // by other people
	tags   bool // with your own tags, also by others
}

// Shared returns the store as it is shown to other people: its index entries have
// keys, and your own tags only if you say so. It is valid until the store is closed.
func (s *Store) Shared(tags bool) *Store {
	shared := s.over(s.read, s.stmtCache)
	shared.shared = views{others: true, tags: tags}
	return shared
}

// over returns the store with other connections to read it by.
func (s *Store) over(read *sql.DB, cache *stmtCache) *Store {
	return &Store{path: s.path, source: s.source, file: s.file, state: s.state, readOnly: s.readOnly, packed: s.packed, past: s.past, zone: s.zone, read: read, stmtCache: cache, write: s.write, writerSlot: s.writerSlot}
}

// Open opens the archive in the file at path and migrates its schema. It
// returns [ErrNoArchive] when there is no such file, [ErrNewer] when a later
// version of the program wrote it, and [ErrDamaged] when SQLite cannot read
// it.
//
// If the file or its folder is not writable, the archive is opened as by
// [OpenReadOnly]: writing fails with [ErrReadOnly].
func Open(ctx context.Context, path string) (*Store, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("open %s: %w", path, ErrNoArchive)
	}
	if !Writable(path) {
		return OpenReadOnly(ctx, path)
	}
	return open(ctx, path, nil)
}

// Create opens the archive in the file at path. If there is none, it creates
// it, with its folder; zone determines the days of the new archive. An
// existing archive keeps its zone. It returns [ErrReadOnly] when that is not
// writable.
func Create(ctx context.Context, path string, zone *time.Location) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make the archive's folder: %w", err)
	}
	if _, err := os.Stat(path); err == nil && !Writable(path) {
		return nil, fmt.Errorf("open %s: %w", path, ErrReadOnly)
	}
	return open(ctx, path, zone)
}

func open(ctx context.Context, path string, zone *time.Location) (_ *Store, err error) {
	s := &Store{path: path, source: dsn(path), packed: &unpacker{}, past: &asofPool{}, writerSlot: make(chan *writer, 1)}
	s.file, _ = os.Stat(path) //nolint:errcheck // it need not be there yet
	defer func() {
		if err != nil {
			// Where a restore has put another file in its place, what this one says is mixed
			// with the log of the other.
			if s.file != nil {
				err = cmp.Or(s.CheckSameFile(), err)
			}
			err = fmt.Errorf("open %s: %w", path, classify(err))
			_ = s.Close()
		}
	}()
	if s.write, err = sql.Open("sqlite", s.source); err != nil {
		return nil, err
	}
	s.write.SetMaxOpenConns(1)
	if err := s.openReaders(); err != nil {
		return nil, err
	}
	if err := s.migrate(ctx, zone); err != nil {
		return nil, err
	}
	if s.zone, err = s.readZone(ctx); err != nil {
		return nil, err
	}
	if s.file == nil {
		s.file, err = os.Stat(path)
	} else {
		err = s.CheckSameFile()
	}
	if err != nil {
		return nil, err
	}
	s.writerSlot <- &writer{db: s.write, path: s.path}
	// The archive is usable without this. If it fails, the next open tries again,
	// and doctor reports it.
	_ = s.scrub(ctx)
	return s, nil
}

// readerPragmas make a connection read-only. Its page cache is a quarter of the
// writer's: there are several of them, and together they stay below 32 MB.
const readerPragmas = "&_pragma=query_only(1)&_pragma=cache_size(-8000)"

// dsn returns the DSN with the settings of every connection.
func dsn(path string) string {
	return fileURL(path) +
		"?_txlock=immediate" +
		"&_pragma=busy_timeout(10000)" +
		"&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)" +
		"&_pragma=cache_size(-32000)" +
		"&_pragma=temp_store(2)" // savepoints keep their undo in memory
}

// Close closes the archive, which must not be used afterwards.
func (s *Store) Close() error {
	errs := []error{s.past.close()}
	select {
	case w := <-s.writerSlot:
		errs = append(errs, w.close())
	default: // open failed before there was a writer
	}
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	errs = append(errs, s.states.close())
	if s.temp != "" {
		errs = append(errs, os.RemoveAll(s.temp))
	}
	return errors.Join(errs...)
}

// Path returns the path of the archive's file.
func (s *Store) Path() string { return s.path }

// CheckSameFile returns an error that wraps [ErrLocked] when another file has
// replaced the one that was opened, for example a restored backup.
func (s *Store) CheckSameFile() error {
	now, err := os.Stat(s.path)
	if err == nil && !os.SameFile(s.file, now) {
		err = errors.New("it was replaced just now")
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrLocked, err)
	}
	return nil
}

// Zone returns the archive's time zone, which determines its days.
func (s *Store) Zone() *time.Location { return s.zone }

func (s *Store) readZone(ctx context.Context) (*time.Location, error) {
	var name string
	if err := s.read.QueryRowContext(ctx, `SELECT zone FROM archive`).Scan(&name); err != nil {
		return nil, fmt.Errorf("read the archive's zone: %w", err)
	}
	return time.LoadLocation(name)
}

// fatal reports whether an error is one of SQLite itself, such as a full disk,
// rather than a fault of one row.
func fatal(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE:
		return false
	}
	return true
}

// duplicate reports whether a row was refused because another one has its key.
func duplicate(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE
}

// busy reports whether another process has SQLite's lock.
func busy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY
}

// classify wraps errors of SQLite in the errors that callers can test for.
func classify(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", ErrLocked, err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		switch e.Code() {
		case sqlite3.SQLITE_READONLY_DBMOVED:
			return fmt.Errorf("%w: it was replaced just now", ErrLocked)
		case sqlite3.SQLITE_READONLY_CANTINIT, sqlite3.SQLITE_READONLY_RECOVERY, sqlite3.SQLITE_READONLY_CANTLOCK:
			// A read-only archive whose writer comes or goes.
			return fmt.Errorf("%w: %w", ErrLocked, err)
		}
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	case sqlite3.SQLITE_IOERR:
		if e.Code() == sqlite3.SQLITE_IOERR_DELETE_NOENT {
			// Beside a restore, a process that had opened the old file removed its journal.
			return fmt.Errorf("%w: %w", ErrLocked, err)
		}
		if e.Code() == sqlite3.SQLITE_IOERR_WRITE || e.Code() == sqlite3.SQLITE_IOERR_SHMSIZE {
			return fmt.Errorf("%w, or too large a file: %w", ErrFull, err)
		}
	}
	return err
}
