package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"newsarchive/index"
	"newsarchive/store"
)

// openUpgraded opens a read-only archive of an older schema: it opens an
// upgraded copy in the cache.
func openUpgraded(ctx context.Context, dir string, older *store.OlderError, o Options) (*Archive, error) {
	path := DatabasePath(dir)
	r, err := openCacheDir(ctx, o.Cache, older.ID, path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w: %w", path, older, err)
	}
	upgraded, err := r.upgraded(ctx, path, o.logger())
	if err != nil {
		return nil, errors.Join(err, r.release())
	}
	s, err := store.OpenReadOnly(ctx, upgraded)
	if err != nil {
		return nil, errors.Join(err, r.release())
	}
	a := newArchive(s, dir, o)
	a.useCacheDir(r)
	return a, nil
}

// ReadOnly reports whether the archive cannot be written to.
func (a *Archive) ReadOnly() bool { return a.store.ReadOnly() }

// Lockless reports whether the database is read without locks: an answer is
// valid only if [Archive.Changed] returns nil afterwards.
func (a *Archive) Lockless() bool { return a.store.Lockless() }

// Changed returns an error that wraps [store.ErrChanged] when the database is
// read without locks and something has written to it since it was opened:
// what was read may mix two states and must be read again.
func (a *Archive) Changed() error { return a.store.Changed() }

// OpenStore opens the database of the archive a second time, in the same mode.
func (a *Archive) OpenStore(ctx context.Context) (*store.Store, error) {
	if a.ReadOnly() {
		return store.OpenReadOnly(ctx, a.store.Path())
	}
	return store.Open(ctx, a.store.Path())
}

// fixed reports whether the index in use is in a read-only archive's own
// folder, and so cannot be written to.
func (a *Archive) fixed() bool { return a.ReadOnly() && a.cacheDir == nil }

// unusable reports whether, after this error, an index in the cache must answer
// for a read-only archive.
func (a *Archive) unusable(err error) bool {
	return a.fixed() && (Rebuildable(err) || errors.Is(err, fs.ErrPermission))
}

// useCache switches the archive to an index in the cache, because its own
// cannot be used.
func (a *Archive) useCache(ctx context.Context, because error) error {
	id, err := a.store.ID(ctx)
	if err != nil {
		return err
	}
	r, err := openCacheDir(ctx, a.cache, id, a.store.Path())
	if err != nil {
		return fmt.Errorf("%w; and one cannot be made elsewhere: %w", because, err)
	}
	a.useCacheDir(r)
	a.cacheReason = because
	return nil
}

func (a *Archive) useCacheDir(r *cacheDir) {
	a.cacheDir, a.indexPath = r, IndexPath(r.dir)
	a.index = index.Open(a.indexPath, index.Options{Log: a.log, Keep: a.kept})
}

// logRebuild logs that the index is rebuilt and why, or for a read-only archive
// where it is built.
func (a *Archive) logRebuild(because error) {
	switch {
	case a.cacheDir == nil:
		a.log.Info("rebuilding the index", "because", because)
	case a.cacheReason != nil:
		a.log.Info("the archive is read-only: its index is made in "+a.cacheDir.dir, "because", a.cacheReason)
	default:
		a.log.Info("the archive is read-only: its index is made in " + a.cacheDir.dir)
	}
}
