// Package archive is the store and its index as one thing: a folder that is
// opened, synced, searched, imported into and exported from. The commands and
// the pages talk to it.
//
//	archive/archive.db   the store: everything there is
//	archive/index/       the full-text index, made from it
//	archive/private.db   passwords and private addresses, for fetching alone
//	archive/run.lock     held by who syncs, prunes, restores or mends
//
// # What always holds
//
// The store is written first, in transactions; the index follows its change
// log and is never ahead of it. An index that is missing, damaged or of
// another history is rebuilt by the command that finds it so, which says so.
//
// # Read-only archives
//
// An archive whose file or folder cannot be written to is read where it is,
// and nothing in it is changed. Its own index is used as far as it has come. Where
// it cannot be used, or the schema is an older one, an index or a copy is made
// in the cache ([Options].Cache), for this archive at this path alone, and used
// by later calls. A database without a write-ahead log is read without locks:
// [Archive.Changed] tells whether an answer is to be asked for again.
package archive

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"newsarchive/index"
	"newsarchive/store"
)

// DatabaseFile is the name of the store's file in an archive's folder.
const DatabaseFile = "archive.db"

// DatabasePath returns the store's file in an archive's folder.
func DatabasePath(dir string) string { return filepath.Join(dir, DatabaseFile) }

// IndexPath returns the index's folder in an archive's folder.
func IndexPath(dir string) string { return filepath.Join(dir, "index") }

// Archive is an open archive. It offers by name what may be done with it;
// what changes the archive takes the run lock where that is needed and brings
// the index up to the change.
type Archive struct {
	store *store.Store
	dir   string
	index *index.Index
	log   *slog.Logger
	now   func() time.Time

	indexPath string // the folder of index
	// Of a read-only archive: the cache; its room there, nil until it has one;
	// and why its own index cannot be used.
	cache   string
	room    *room
	because error

	// Of an archive as it was: the one it is now, and as of when.
	present *Archive
	at      time.Time
}

// Options say how an archive is opened.
type Options struct {
	// Log is told what the program does by itself, such as a rebuild of the
	// index; nil: nobody.
	Log *slog.Logger
	// Now is the clock; nil: the system's.
	Now func() time.Time
	// Write is that the archive will be written to: opening it returns
	// [store.ErrReadOnly] when it cannot be.
	Write bool
	// Cache is the folder for what is made of archives that cannot be written
	// to: an index, a copy with today's schema. Empty: there is none.
	Cache string
}

// Clock returns the clock, to the second, as the store keeps it.
func (o Options) Clock() func() time.Time {
	now := o.Now
	if now == nil {
		now = time.Now
	}
	return func() time.Time { return now().UTC().Truncate(time.Second) }
}

// logger returns who is told; never nil.
func (o Options) logger() *slog.Logger {
	if o.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return o.Log
}

// Open opens the archive in a folder. The error wraps [store.ErrNoArchive]
// when there is none, and [ErrNoCache] when it is of an older schema, cannot be
// written to, and there is no place for a copy.
func Open(ctx context.Context, dir string, o Options) (*Archive, error) {
	s, err := store.Open(ctx, DatabasePath(dir))
	if older, ok := errors.AsType[*store.OlderError](err); ok && !o.Write {
		return openUpgraded(ctx, dir, older, o)
	}
	if err != nil {
		return nil, err
	}
	if o.Write && s.ReadOnly() {
		return nil, errors.Join(fmt.Errorf("open %s: %w", s.Path(), store.ErrReadOnly), s.Close())
	}
	return newArchive(s, dir, o), nil
}

// Create opens the archive in a folder and makes it when there is none, with
// the machine's time zone for its days.
func Create(ctx context.Context, dir string, o Options) (*Archive, error) {
	s, err := store.Create(ctx, DatabasePath(dir), localZone())
	if err != nil {
		return nil, err
	}
	a := newArchive(s, dir, o)
	// A new archive begins with an empty index, so that one that is missing
	// later is worth a note.
	if last, err := a.store.LastChange(ctx); err == nil && last.Seq == 0 {
		if _, err := a.index.Mark(ctx); Rebuildable(err) {
			err = a.Reindex(ctx, nil)
			return a, err
		}
	}
	return a, nil
}

func newArchive(s *store.Store, dir string, o Options) *Archive {
	path := IndexPath(dir)
	return &Archive{
		store: s, dir: dir, log: o.logger(), now: o.Clock(), cache: o.Cache,
		index: index.Open(path, index.Options{Log: o.logger(), ReadOnly: s.ReadOnly()}), indexPath: path,
	}
}

// Dir returns the archive's folder.
func (a *Archive) Dir() string { return a.dir }

// Progress is told how far long work is: done of total; total 0 is unknown.
type Progress func(done, total int)

// Tell tells it, if there is anything to tell.
func (p Progress) Tell(done, total int) {
	if p != nil {
		p(done, total)
	}
}

// ErrIndexLocked means that another process holds the index. What waits to be
// indexed stays in the change log.
var ErrIndexLocked = index.ErrLocked

// Rebuildable reports whether an error of the index means that it must be made
// again.
func Rebuildable(err error) bool {
	return errors.Is(err, index.ErrMissing) || errors.Is(err, index.ErrDamaged) || errors.Is(err, index.ErrVersion) ||
		errors.Is(err, store.ErrUnknownMark)
}

// Close closes the archive. One as of a date is closed before the present one.
func (a *Archive) Close() error {
	err := a.store.Close()
	if a.room != nil && a.present == nil {
		err = errors.Join(err, a.room.leave())
	}
	return err
}

// Zone returns the archive's time zone: its days are days of this zone.
func (a *Archive) Zone() *time.Location { return a.store.Zone() }
