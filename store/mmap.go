package store

import (
	"database/sql"
	"fmt"
	"runtime"
	"runtime/debug"
)

// mapped is what a connection that reads a whole file is set to: it maps the
// file, the first two gigabytes of it, and reads its pages where they are. The
// page cache of SQLite is one for all connections of a process, behind one
// lock, so that two that read everything at once through it take longer than
// one; two that map the file take half as long. To read little is quicker
// without: mapping a large file costs more than its first pages do.
const mmapPragma = "&_pragma=mmap_size(2147418112)"

// WithMmap calls work with a Store that maps the file into memory: the quickest
// way to read all of it, with several goroutines at once. That Store is good
// until work returns.
func (s *Store) WithMmap(work func(*Store) error) error {
	db, err := sql.Open("sqlite", s.source+mmapPragma+queryOnlyPragma)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // read only
	db.SetMaxIdleConns(readers)
	return work(&Store{path: s.path, source: s.source, file: s.file, state: s.state, readOnly: s.readOnly, packed: s.packed, zone: s.zone, read: db, stmtCache: newStmtCache(db), write: s.write, writerSlot: s.writerSlot})
}

// guard runs what reads the database. The disk may fail to give a page of a
// mapped file, or the file may have been cut short by another process: the
// system tells of that by a signal, and it is damage, as it is where the file
// is not mapped.
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
		const ours = 4096 // below lies what no file is mapped to
		if !ok || fault.Addr() < ours {
			panic(p)
		}
		err = fmt.Errorf("%w: a page of it cannot be read", ErrDamaged)
	}()
	return read()
}
