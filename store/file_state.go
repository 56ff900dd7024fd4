package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// fileState is the state of a database's files at one moment, to detect
// changes while they are read without locks. The zero value never reports a
// change.
type fileState struct {
	path   string // of the database, symbolic links resolved
	info   os.FileInfo
	header [100]byte // with SQLite's change counter
	wal    os.FileInfo
	hot    bool // a rollback journal must be applied
}

// readFileState reads the state of the files of a database.
func readFileState(path string) (st fileState, err error) {
	st.path = path
	f, err := os.Open(path)
	if err != nil {
		return st, err
	}
	defer f.Close() //nolint:errcheck // read only
	if st.info, err = f.Stat(); err != nil {
		return st, err
	}
	if _, err := io.ReadFull(f, st.header[:]); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return st, err
	}
	if st.wal, err = statNonEmpty(path + walSuffix); err != nil {
		return st, err
	}
	journal, err := statNonEmpty(path + journalSuffix)
	st.hot = journal != nil
	return st, err
}

// statNonEmpty is [os.Stat], but returns nil for a missing or empty file.
func statNonEmpty(path string) (os.FileInfo, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil, nil //nolint:nilnil // there is none
	}
	return info, err
}

// same reports whether the files are unchanged between two states.
func (st fileState) same(now fileState) bool {
	return sameFile(st.info, now.info) && st.header == now.header && sameFile(st.wal, now.wal) && st.hot == now.hot
}

func sameFile(a, b os.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// unchanged returns an error that wraps [ErrChanged] when the files have
// changed.
func (st fileState) unchanged() error {
	if st.path == "" {
		return nil
	}
	now, err := readFileState(st.path)
	if err == nil && st.same(now) {
		return nil
	}
	return errors.Join(fmt.Errorf("%s: %w", st.path, ErrChanged), err)
}

// fingerprint is a text that differs between states.
func (st fileState) fingerprint() string {
	text := fmt.Sprintf("%d %d %x", st.info.Size(), st.info.ModTime().UnixNano(), st.header)
	if st.wal != nil {
		text += fmt.Sprintf(" %d %d", st.wal.Size(), st.wal.ModTime().UnixNano())
	}
	return text
}
