// Package archive joins the store and its index: [Create] or [Open] a folder,
// [Archive.Sync] its feeds, [Archive.Import] items, [Archive.Search] its stories
// and export them again. The commands use it.
//
//	archive/archive.db   the store: all the data
//	archive/index/       the full-text index, built from the store
//	archive/private.db   passwords and private addresses, used only for fetching
//	archive/pages.db     the pages of stories, as their publishers sent them
//	archive/run.lock     held while a sync, prune, restore or repair runs
//	archive/pages.lock   held while pages are fetched and links resolved
//	archive/import.lock  held, shared, while an import runs
//	archive/feeds.lock   held, shared, while a sync fetches feeds
//
// # What always holds
//
// The store is written first, in transactions; the index follows its change
// log and is never ahead of it. An index that is missing, damaged or of
// another history is rebuilt by the command that finds it so, which reports it.
//
// Every question goes through one reader, which compares the index with the
// change log first. It indexes a few new changes itself; if there are many, the
// answer says how many stories are not yet indexed ([Answer.NotIndexed]).
//
// A sync, a prune and a reparse take the run lock ([Lock]); imports, tags and
// searches do not. Each transaction is short, and a process that is killed
// leaves the archive whole: the next command continues.
//
// # Searching
//
// [SearchOptions] have three parts: a [Question] says which stories are asked
// for, a [Page] which of them are shown and in what order, and [Load] how much
// is loaded. Other calls take a [Question] alone: [Archive.Matching],
// [Archive.Timeline], [Archive.KeyDates], [Archive.Chosen], [Archive.Tag],
// [Archive.Mark].
//
// # Read-only archives
//
// An archive whose file or folder cannot be written to is read in place and
// not changed. Its own index is used as it is. If that index cannot be used, or
// the schema is an older one, an index or a copy is made in the cache
// ([Options].Cache) for this archive at this path; later calls use it again. A
// database without a write-ahead log is read without locks: [Archive.Changed]
// then says whether an answer must be asked for again.
package archive

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"sync"
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

// Archive is an open archive. Its methods take the run lock where that is
// needed and bring the index up to what they change.
type Archive struct {
	store *store.Store
	dir   string
	index *index.Index
	log   *slog.Logger
	now   func() time.Time

	indexPath string // the folder of index
	pages     *pageStore
	endpoints Endpoints
	network   Network
	// Of a read-only archive: the cache folder; the archive's own folder in it,
	// nil until there is one; and why its own index cannot be used.
	cache       string
	cacheDir    *cacheDir
	cacheReason error

	kept  bool       // see Options
	marks *keptMarks // nil unless kept
	// following is held by the one of many callers that brings the index up to the
	// log; the others wait for it.
	following *sync.Mutex

	// Of an archive as of a date: the present one, and the date.
	present *Archive
	at      time.Time
}

// Options say how an archive is opened.
type Options struct {
	// Log receives what the program does by itself, such as a rebuild of the
	// index; nil: nothing is logged.
	Log *slog.Logger
	// Now is the clock; nil: the system's.
	Now func() time.Time
	// Write says that the archive will be written to: opening it then returns
	// [store.ErrReadOnly] if it cannot be.
	Write bool
	// Cache is the folder for the indexes and upgraded copies of read-only
	// archives. Empty: there is none.
	Cache string
	// Endpoints are the servers that are asked about stories.
	Endpoints Endpoints
	// Network says how feeds are reached; the zero value is right but for tests.
	Network Network

	// kept says that a [Keeper] lends the archive to many callers: the index stays
	// open between calls, and no call makes it again.
	kept bool
}

// Network says how feeds are reached.
type Network struct {
	Timeout  time.Duration // of one fetch; 0: as long as [fetch.Config] says
	Resolver *net.Resolver // of host names; nil: the machine's
}

// Endpoints are the addresses of servers that are asked about stories; an empty
// one is the server itself.
type Endpoints struct {
	Google  string // Google News: https://news.google.com
	Wayback string // the Internet Archive: https://archive.org
}

// Clock returns the clock, to the second, as the store keeps it.
func (o Options) Clock() func() time.Time {
	now := o.Now
	if now == nil {
		now = time.Now
	}
	return func() time.Time { return now().UTC().Truncate(time.Second) }
}

// logger returns the logger; never nil.
func (o Options) logger() *slog.Logger {
	if o.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return o.Log
}

// Open opens the archive in a folder. The error wraps [store.ErrNoArchive]
// when there is none, and [ErrNoCache] when it has an older schema, is
// read-only, and no copy can be made.
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

// Create opens the archive in a folder, or creates it with the machine's time
// zone for its days.
func Create(ctx context.Context, dir string, o Options) (*Archive, error) {
	s, err := store.Create(ctx, DatabasePath(dir), localZone())
	if err != nil {
		return nil, err
	}
	a := newArchive(s, dir, o)
	// A new archive gets an empty index, so that a missing one is reported later.
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
		store: s, dir: dir, log: o.logger(), now: o.Clock(), cache: o.Cache, endpoints: o.Endpoints, network: o.Network, pages: &pageStore{}, kept: o.kept, marks: newKeptMarks(o.kept), following: &sync.Mutex{},
		index: index.Open(path, index.Options{Log: o.logger(), ReadOnly: s.ReadOnly(), Keep: o.kept}), indexPath: path,
	}
}

// Dir returns the archive's folder.
func (a *Archive) Dir() string { return a.dir }

// Progress receives how far long work is: done of total; total 0 is unknown.
type Progress func(done, total int)

// Report calls p unless it is nil.
func (p Progress) Report(done, total int) {
	if p != nil {
		p(done, total)
	}
}

// ErrIndexLocked means that another process holds the index. Changes that are
// not yet indexed stay in the change log.
var ErrIndexLocked = index.ErrLocked

// Rebuildable reports whether an error of the index means that it must be
// rebuilt.
func Rebuildable(err error) bool {
	return errors.Is(err, index.ErrMissing) || errors.Is(err, index.ErrDamaged) || errors.Is(err, index.ErrVersion) ||
		errors.Is(err, store.ErrUnknownMark)
}

// Close closes the archive. One as of a date is closed before the present one.
func (a *Archive) Close() error {
	err := a.store.Close()
	if a.present == nil {
		err = errors.Join(err, a.pages.close(), a.index.Close())
	}
	if a.cacheDir != nil && a.present == nil {
		err = errors.Join(err, a.cacheDir.release())
	}
	return err
}

// Zone returns the archive's time zone: its days are days of this zone.
func (a *Archive) Zone() *time.Location { return a.store.Zone() }
