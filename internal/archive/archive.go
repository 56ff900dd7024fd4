// Package archive is the store and its index as one thing: a folder that is
// opened, synced, searched, imported into and exported from. The commands and
// the pages talk to it.
//
//	archive/archive.db   the store: everything there is
//	archive/index/       the full-text index, made from it
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

// databaseFile is the name of the store's file in the archive's folder.
const databaseFile = "archive.db"

// Archive is an open archive. What concerns the store alone is called on it
// directly.
type Archive struct {
	*store.Store
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

// clock returns the clock, to the second, as the store keeps it.
func (o Options) clock() func() time.Time {
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
	s, err := store.Open(ctx, filepath.Join(dir, databaseFile))
	return open(s, dir, o, err)
}

// Create opens the archive in a folder and makes it when there is none, with
// the machine's time zone for its days.
func Create(ctx context.Context, dir string, o Options) (*Archive, error) {
	s, err := store.Create(ctx, filepath.Join(dir, databaseFile), localZone())
	a, err := open(s, dir, o, err)
	if err != nil {
		return nil, err
	}
	// A new archive begins with an empty index, so that one that is missing
	// later is worth a note.
	if last, err := a.LastChange(ctx); err == nil && last.Seq == 0 {
		if _, err := a.index.Mark(ctx); rebuildable(err) {
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
		Store: s, dir: dir, log: o.logger(), now: o.clock(),
		index: index.Open(filepath.Join(dir, "index"), index.Options{Log: o.logger()}),
	}, nil
}

// Dir returns the archive's folder.
func (a *Archive) Dir() string { return a.dir }

// Progress is told how far long work is: done of total; total 0 is unknown.
type Progress func(done, total int)

func (p Progress) tell(done, total int) {
	if p != nil {
		p(done, total)
	}
}

// ErrIndexLocked means that another process holds the index. What waits to be
// indexed stays in the change log.
var ErrIndexLocked = index.ErrLocked

// rebuildable reports whether the index must be made again.
func rebuildable(err error) bool {
	return errors.Is(err, index.ErrMissing) || errors.Is(err, index.ErrDamaged) || errors.Is(err, index.ErrVersion) ||
		errors.Is(err, store.ErrUnknownMark)
}
