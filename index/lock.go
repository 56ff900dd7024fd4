package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// The lock files. They are never removed: a lock on a removed file is none.
const (
	lockFile    = "index.lock"
	gateFile    = "gate.lock"
	rebuildFile = "rebuild.lock"
)

// poll is how often a lock is tried: a batch holds it for some ten
// milliseconds.
const poll = time.Millisecond

// share takes the index lock as a reader. A waiting writer holds the gate,
// so that later readers do not keep it out for ever.
func (x *Index) share(ctx context.Context) (release func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, x.wait)
	defer cancel()
	passed, err := x.take(ctx, gateFile, (*flock.Flock).TryRLock)
	if err != nil {
		return nil, err
	}
	defer passed()
	return x.take(ctx, lockFile, (*flock.Flock).TryRLock)
}

// exclude takes the index lock as the only one.
func (x *Index) exclude(ctx context.Context) (release func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, x.wait)
	defer cancel()
	if err := x.mayWrite(); err != nil {
		return nil, err
	}
	passed, err := x.take(ctx, gateFile, (*flock.Flock).TryLock)
	if err != nil {
		return nil, err
	}
	defer passed()
	return x.take(ctx, lockFile, (*flock.Flock).TryLock)
}

// tryExclude takes the index lock as the only one, or is ErrLocked at once.
func (x *Index) tryExclude(ctx context.Context) (release func(), err error) {
	at := *x
	at.wait = 0
	return at.exclude(ctx)
}

// mayWrite returns an error for an index that is not to be changed.
func (x *Index) mayWrite() error {
	if x.readOnly {
		return fmt.Errorf("write to the index in %s: %w", x.dir, fs.ErrPermission)
	}
	return nil
}

// lock returns a lock file, which taking it makes; not where nothing is to be
// changed.
func (x *Index) lock(name string) *flock.Flock {
	if x.readOnly {
		return flock.New(x.path(name), flock.SetFlag(os.O_RDONLY))
	}
	return flock.New(x.path(name))
}

// lockless reports an error of a lock file that is not there, or that another
// person made, in a folder that is not to be changed: it is read without.
func (x *Index) lockless(err error) bool {
	return x.readOnly && (errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) && isDir(x.dir))
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// take polls a lock file until it is had or the context ends. A folder that
// is not there is ErrMissing.
func (x *Index) take(ctx context.Context, name string, try func(*flock.Flock) (bool, error)) (release func(), err error) {
	l := x.lock(name)
	for {
		ok, err := try(l)
		switch {
		case x.lockless(err):
			return func() {}, nil
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%w in %s", ErrMissing, x.dir)
		case err != nil:
			return nil, fmt.Errorf("lock %s: %w", l.Path(), err)
		case ok:
			return func() { _ = l.Close() }, nil
		}
		select {
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.DeadlineExceeded) {
				return nil, fmt.Errorf("%w: %s", ErrLocked, l.Path())
			}
			return nil, context.Cause(ctx)
		case <-time.After(poll):
		}
	}
}
