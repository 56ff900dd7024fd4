package store

import (
	"database/sql"
	"fmt"
	"runtime"
	"runtime/debug"
)

// mmapPragma makes a connection map the first two gigabytes of the file. It is
// for reading whole files: the page cache of SQLite is shared by all
// connections of a process behind one lock, so two goroutines that read
// everything through it are slower than one; with mapped files they take half
// the time. Short reads are faster without, because mapping a large file costs
// more than reading its first pages.
const mmapPragma = "&_pragma=mmap_size(2147418112)"

// WithMmap calls work with a Store that maps the file into memory: the fastest
// way to read all of it, also with several goroutines. That Store is valid
// until work returns.
func (s *Store) WithMmap(work func(*Store) error) error {
	db, err := sql.Open("sqlite", s.source+mmapPragma+readerPragmas)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // read only
	db.SetMaxIdleConns(readers)
	mapped := s.over(db, newStmtCache(db))
	mapped.shared = s.shared
	return work(mapped)
}

// guard runs a function that reads the database, and turns a fault of mapped
// memory into [ErrDamaged]. Such a fault means that a page cannot be read, or
// that another process has truncated the file. Other panics pass through.
func guard(read func() error) (err error) {
	before := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(before)
		p := recover()
		if p == nil {
			return
		}
		fault, ok := p.(interface {
			runtime.Error
			Addr() uintptr
		})
		const ours = 4096 // no file is mapped below this address
		if !ok || fault.Addr() < ours {
			panic(p)
		}
		err = fmt.Errorf("%w: a page of it cannot be read", ErrDamaged)
	}()
	return read()
}
