package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// OlderError means that a read-only archive has an older schema; [Upgrade]
// makes a copy with the present one.
type OlderError struct {
	ID     string // of the archive
	Schema int
}

// Error implements error.
func (e *OlderError) Error() string {
	return fmt.Sprintf("its schema is version %d, this program has %d, and it cannot be written to", e.Schema, len(migrations()))
}

// Is makes an OlderError match [ErrReadOnly].
func (e *OlderError) Is(target error) bool { return target == ErrReadOnly }

// OpenReadOnly opens the archive in the file at path for reading only. It
// neither creates nor changes files beside it:
//
//   - If the write-ahead log and its index are readable, SQLite reads them under
//     its locks.
//   - If the log is missing or empty, the file is read without locks, and
//     [Store.Changed] reports whether it has changed since.
//   - If the log has no usable index, the database and the log are copied to a
//     temporary folder, which Close removes. Ignoring the log would lose its
//     content.
//
// In addition to the errors of [Open] it returns *[OlderError].
func OpenReadOnly(ctx context.Context, path string) (_ *Store, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("open %s: %w", path, classify(err))
		}
	}()
	real, err := filepath.EvalSymlinks(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrNoArchive
	}
	if err != nil {
		return nil, err
	}
	const most = 5 // moments at which a writer opens or closes it
	for n := 1; ; n++ {
		st, err := readFileState(real)
		if err != nil {
			return nil, err
		}
		s := &Store{path: path, readOnly: true, file: st.info, packed: &unpacker{}, past: &asofPool{}, writerSlot: make(chan *writer, 1)}
		if err = s.openFiles(ctx, st); err == nil {
			s.zone, err = s.readZone(ctx)
		}
		if err == nil {
			s.writerSlot <- &writer{refuses: ErrReadOnly}
			return s, nil
		}
		err = errors.Join(err, s.Close())
		if n == most || ctx.Err() != nil || st.unchanged() == nil {
			return nil, err
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// openFiles opens the files in the first possible way; see [OpenReadOnly].
func (s *Store) openFiles(ctx context.Context, st fileState) error {
	if st.wal == nil && !st.hot {
		s.state = st
		return s.openReadersAt(ctx, fileURL(st.path)+"?mode=ro&immutable=1")
	}
	if _, err := os.Stat(st.path + shmSuffix); err == nil && !st.hot {
		err := s.openReadersAt(ctx, fileURL(st.path)+"?mode=ro&readonly_shm=1")
		if !unusableIndex(err) {
			return err
		}
		if err := s.read.Close(); err != nil {
			return err
		}
	}
	var err error
	if s.temp, err = os.MkdirTemp("", "archive-*"); err != nil {
		return fmt.Errorf("make room for a copy: %w", err)
	}
	to := filepath.Join(s.temp, filepath.Base(st.path))
	if err := copyFiles(ctx, st, to); err != nil {
		return fmt.Errorf("copy it with its write-ahead log: %w", err)
	}
	return s.openReadersAt(ctx, fileURL(to)+"?mode=rw")
}

// unusableIndex reports that SQLite would have to write to the index of a
// write-ahead log before it could read the log.
func unusableIndex(err error) bool {
	e, ok := errors.AsType[*sqlite.Error](err)
	return ok && slices.Contains([]int{sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}, e.Code()&0xff)
}

// openReadersAt opens the connections that read, and looks at what they read.
func (s *Store) openReadersAt(ctx context.Context, url string) (err error) {
	s.source = url + "&_pragma=busy_timeout(10000)&_pragma=temp_store(2)"
	if err := s.openReaders(); err != nil {
		return err
	}
	version, err := versionOf(ctx, s.read)
	switch {
	case err != nil:
		return err
	case version == 0:
		return ErrNoArchive
	case version > len(migrations()):
		return newerError(version)
	case version < len(migrations()):
		older := &OlderError{Schema: version}
		if err := s.read.QueryRowContext(ctx, `SELECT id FROM archive`).Scan(&older.ID); err != nil {
			return err
		}
		return older
	}
	return nil
}

// ReadOnly reports whether the archive was opened for reading only.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Lockless reports whether the file is read without locks. Then results are
// valid only if [Store.Changed] returns nil afterwards.
func (s *Store) Lockless() bool { return s.state.path != "" }

// Changed returns an error that wraps [ErrChanged] when the file is read
// without locks and was changed or replaced since it was opened.
func (s *Store) Changed() error { return s.state.unchanged() }

// ID returns the archive's id, which is assigned when the archive is created.
func (s *Store) ID(ctx context.Context) (id string, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT id FROM archive`).Scan(&id)
	return id, classify(err)
}

// openReaders opens the pool of read connections.
func (s *Store) openReaders() (err error) {
	if s.read, err = sql.Open("sqlite", s.source+readerPragmas); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(4)
	s.stmtCache = newStmtCache(s.read)
	s.read.SetMaxIdleConns(4) // each has the schema and frequent pages in its cache
	return nil
}
