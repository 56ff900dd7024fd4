package archive

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"newsarchive/store"
)

// How long a [Keeper] keeps an archive open that is not used, and how often it
// looks whether it must be closed.
const (
	keeperIdle  = time.Minute
	keeperWatch = 200 * time.Millisecond
)

// ErrClosed means that a [Keeper] was closed.
var ErrClosed = errors.New("the archive was closed")

// Keeper keeps an archive open for a program that answers questions for hours,
// and lends it to many callers at once. Other processes may do meanwhile what
// they like: what they write is seen by the next question; a database that a
// restore replaces is closed in time and opened again; an index that cannot
// answer is made again once, in the background, while those who need it wait.
// An archive that is not used for a minute is closed.
type Keeper struct {
	dir     string
	options Options

	ctx    context.Context // of the work in the background; Close ends it
	cancel context.CancelFunc
	work   sync.WaitGroup

	opening chan struct{} // holds a token while nobody opens
	mu      sync.Mutex
	kept    *lent // nil: the archive is not open
	closed  bool
	repair  *repair // nil: none is under way
	syncing bool    // see [Keeper.BeginSync]
}

// lent is an open archive and its users.
type lent struct {
	archive *Archive
	users   int
	used    time.Time // last given back
	retired bool      // its last user closes it
}

// NewKeeper returns a keeper of the archive in a folder. It is opened when it is
// first used.
func NewKeeper(dir string, o Options) *Keeper {
	o.kept = true
	ctx, cancel := context.WithCancel(context.Background())
	k := &Keeper{dir: dir, options: o, ctx: ctx, cancel: cancel, opening: make(chan struct{}, 1)}
	k.opening <- struct{}{}
	return k
}

// Use lends the archive to use, which may be called again when what it read
// did not last: it must start over then, and keep nothing of the archive. The
// error wraps [store.ErrLocked] when the archive is being replaced for longer
// than the context allows, and [ErrIndexing] when its index is being made.
func (k *Keeper) Use(ctx context.Context, use func(*Archive) error) error {
	const tries = 3
	for n := 1; ; n++ {
		again, err := k.once(ctx, use)
		if !again || n == tries || ctx.Err() != nil {
			return err
		}
	}
}

// once lends the archive, and reports whether it is worth asking again.
func (k *Keeper) once(ctx context.Context, use func(*Archive) error) (again bool, err error) {
	l, err := k.take(ctx)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, k.release(l)) }()
	err = use(l.archive)
	switch {
	case l.archive.Changed() != nil:
		k.retire(l)
		return true, l.archive.Changed()
	case err != nil && l.archive.store.CheckSameFile() != nil:
		k.retire(l)
		return true, err
	case Rebuildable(err):
		return k.repaired(ctx, l, err)
	}
	return false, err
}

// take returns the archive, open, and counts one more user.
func (k *Keeper) take(ctx context.Context) (*lent, error) {
	for replacing(k.dir) {
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("open %s: %w: it is being restored", k.dir, store.ErrLocked)
		case <-time.After(10 * time.Millisecond):
		}
	}
	if l, err := k.use(); l != nil || err != nil {
		return l, err
	}
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-k.opening:
	}
	defer func() { k.opening <- struct{}{} }()
	if l, err := k.use(); l != nil || err != nil { // it was opened meanwhile
		return l, err
	}
	a, err := Open(k.ctx, k.dir, k.options)
	if err != nil {
		return nil, err
	}
	if err := a.settle(k.ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return k.keep(a)
}

// use counts one more user of the open archive; nil if there is none, or if
// another one took its place.
func (k *Keeper) use() (*lent, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	l := k.kept
	switch {
	case k.closed:
		return nil, ErrClosed
	case l == nil:
		return nil, nil //nolint:nilnil // the caller opens it
	case l.archive.store.CheckSameFile() != nil:
		return nil, k.drop(l)
	}
	l.users++
	return l, nil
}

// keep makes an archive the one that is lent.
func (k *Keeper) keep(a *Archive) (*lent, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return nil, errors.Join(ErrClosed, a.Close())
	}
	l := &lent{archive: a, users: 1}
	k.kept = l
	k.work.Go(func() { k.watch(l) })
	return l, nil
}

// drop lets an archive go: it is closed now, or by its last user. The caller
// holds mu.
func (k *Keeper) drop(l *lent) error {
	if k.kept == l {
		k.kept = nil
	}
	if l.retired {
		return nil
	}
	if l.retired = true; l.users > 0 {
		return nil
	}
	return l.archive.Close()
}

func (k *Keeper) retire(l *lent) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.drop(l); err != nil {
		k.options.logger().Warn("the archive could not be closed", "because", err)
	}
}

func (k *Keeper) release(l *lent) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	l.users--
	l.used = time.Now()
	if l.users == 0 && l.retired {
		return l.archive.Close()
	}
	return nil
}

// watch lets an archive go that is to be replaced, or that nobody uses.
func (k *Keeper) watch(l *lent) {
	tick := time.NewTicker(keeperWatch)
	defer tick.Stop()
	for {
		select {
		case <-k.ctx.Done():
			return
		case <-tick.C:
		}
		k.mu.Lock()
		idle, gone := l.users == 0 && time.Since(l.used) > keeperIdle, l.retired
		k.mu.Unlock()
		if gone {
			return
		}
		if idle || replacing(k.dir) {
			k.retire(l)
			return
		}
	}
}

// Close ends what runs in the background and closes the archive, or has its
// last user close it.
func (k *Keeper) Close() error {
	k.cancel()
	k.mu.Lock()
	k.closed = true
	var err error
	if k.kept != nil {
		err = k.drop(k.kept)
	}
	k.mu.Unlock()
	k.work.Wait()
	return err
}
