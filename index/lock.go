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
	rebuildFile = "rebuild.lock"
)

// poll is how often a lock is tried: a batch holds it for some ten
// milliseconds.
const poll = time.Millisecond

// exclude takes the index lock, which one writer has at a time.
func (x *Index) exclude(ctx context.Context) (release func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, x.wait)
	defer cancel()
	if err := x.mayWrite(); err != nil {
		return nil, err
	}
	return x.take(ctx, lockFile)
}

// tryExclude takes the index lock, or is ErrLocked at once.
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
func (x *Index) take(ctx context.Context, name string) (release func(), err error) {
	l := x.lock(name)
	for {
		ok, err := l.TryLock()
		switch {
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
