package archive

import (
	"context"
	"errors"
	"fmt"
	"time"

	"newsarchive/store"
)

// ErrIndexing means that the index is being made, which takes longer than the
// caller waits.
var ErrIndexing = errors.New("the index is being made")

// repair is the work of making an index answer again.
type repair struct {
	done chan struct{} // closed at the end
	err  error         // valid then
}

// repaired waits until an index that could not answer was made again, by one
// caller for all, and reports whether it is worth asking again.
func (k *Keeper) repaired(ctx context.Context, l *lent, because error) (again bool, err error) {
	if l.archive.fixed() { // another one settles on an index in the cache
		k.retire(l)
		return true, because
	}
	r := k.repairing(l, because)
	select {
	case <-r.done:
		return r.err == nil, errors.Join(because, r.err)
	case <-ctx.Done():
		return false, fmt.Errorf("%w: %w", ErrIndexing, because)
	}
}

// repairing returns the repair that is under way, or begins one.
func (k *Keeper) repairing(l *lent, because error) *repair {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.repair != nil {
		return k.repair
	}
	r := &repair{done: make(chan struct{})}
	k.repair = r
	l.users++
	k.work.Go(func() {
		r.err = l.archive.repairPatiently(k.ctx, because)
		if r.err != nil {
			k.options.logger().Warn("the index could not be made again", "because", r.err)
		}
		r.err = errors.Join(r.err, k.release(l))
		k.mu.Lock()
		k.repair = nil
		k.mu.Unlock()
		close(r.done)
	})
	return r
}

// repairPatiently makes an index answer again. While another process is at it,
// it waits for that one.
func (a *Archive) repairPatiently(ctx context.Context, because error) error {
	for {
		err := a.repairIndex(ctx, because, nil)
		if !errors.Is(err, ErrIndexLocked) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// settle chooses the index of a read-only archive before it is lent: its own,
// or where that cannot be used, one in the cache.
func (a *Archive) settle(ctx context.Context) error {
	if !a.fixed() {
		return nil
	}
	mark, err := a.index.Mark(ctx)
	if err == nil {
		known, err := a.store.Knows(ctx, mark)
		if err != nil {
			return err
		}
		if known {
			return nil
		}
		return a.useCache(ctx, store.ErrUnknownMark)
	}
	if a.unusable(err) {
		return a.useCache(ctx, err)
	}
	return err
}
