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
// another history is rebuilt by whoever finds it so, and says so.
package archive

import (
	"context"
	"errors"
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
// when there is none.
func Open(ctx context.Context, dir string, o Options) (*Archive, error) {
	s, err := store.Open(ctx, DatabasePath(dir))
	return open(s, dir, o, err)
}

// Create opens the archive in a folder and makes it when there is none, with
// the machine's time zone for its days.
func Create(ctx context.Context, dir string, o Options) (*Archive, error) {
	s, err := store.Create(ctx, DatabasePath(dir), localZone())
	a, err := open(s, dir, o, err)
	if err != nil {
		return nil, err
	}
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

func open(s *store.Store, dir string, o Options, err error) (*Archive, error) {
	if err != nil {
		return nil, err
	}
	return &Archive{
		store: s, dir: dir, log: o.logger(), now: o.Clock(),
		index: index.Open(IndexPath(dir), index.Options{Log: o.logger()}),
	}, nil
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
func (a *Archive) Close() error { return a.store.Close() }

// Zone returns the archive's time zone: its days are days of this zone.
func (a *Archive) Zone() *time.Location { return a.store.Zone() }
