package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"newsarchive/index/internal/count"
	"newsarchive/index/internal/match"
)

// keeper keeps the generation in use open between calls, for a program that
// asks again and again. A newer generation takes its place with the next call;
// calls that run go on with theirs, which is closed after the last of them.
type keeper struct {
	mu      sync.Mutex
	kept    *kept         // nil: none is open
	closed  bool          // none is kept from now on
	columns match.Columns // of one generation after the other
}

// kept is an open generation that several calls use.
type kept struct {
	handle *handle
	// current is the file that named it. Each publishing replaces that file.
	current os.FileInfo
	users   int
	retired bool // its last user closes it
}

// acquire returns the generation in use, open for reading, and the function
// that gives it back, which gets the error of what was done with it.
func (x *Index) acquire(ctx context.Context) (h *handle, release func(error) error, err error) {
	if x.keeper == nil {
		h, err := x.open(ctx)
		if err != nil {
			return nil, nil, err
		}
		return h, func(error) error { return h.close() }, nil
	}
	now, err := os.Stat(x.path(currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("%w in %s", ErrMissing, x.dir)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read which index is in use: %w", err)
	}
	k := x.keeper.use(now)
	if k == nil {
		h, err := x.open(ctx)
		if err != nil {
			return nil, nil, err
		}
		h.known, h.docs = count.NewKnown(), match.NewKept(&x.keeper.columns)
		if k, err = x.keeper.replace(&kept{handle: h, current: now, users: 1}); err != nil {
			return nil, nil, errors.Join(err, x.keeper.release(k))
		}
	}
	return k.handle, func(failed error) error {
		if errors.Is(failed, ErrDamaged) {
			x.keeper.retire(k)
		}
		return x.keeper.release(k)
	}, nil
}

// use counts one more user of the open generation, if it is the one that a
// file names; else it returns nil.
func (p *keeper) use(current os.FileInfo) *kept {
	p.mu.Lock()
	defer p.mu.Unlock()
	k := p.kept
	if k == nil || !os.SameFile(k.current, current) || !k.current.ModTime().Equal(current.ModTime()) {
		return nil
	}
	k.users++
	return k
}

// replace keeps another generation, or with nil none any more, and closes the one
// before unless it is in use. The error is of closing that one.
func (p *keeper) replace(k *kept) (*kept, error) {
	p.mu.Lock()
	old := p.kept
	p.kept, p.closed = k, p.closed || k == nil
	if p.closed && k != nil { // it was opened while the index was closed
		p.kept, k.retired = nil, true
	}
	idle := old != nil && old.users == 0
	if old != nil {
		old.retired = true
	}
	p.mu.Unlock()
	if idle {
		return k, old.handle.close()
	}
	return k, nil
}

// retire lets a generation go after its last user.
func (p *keeper) retire(k *kept) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if k.retired = true; p.kept == k {
		p.kept = nil
	}
}

// release counts one user less.
func (p *keeper) release(k *kept) error {
	p.mu.Lock()
	k.users--
	last := k.users == 0 && k.retired
	p.mu.Unlock()
	if last {
		return k.handle.close()
	}
	return nil
}

// Close closes the generation that is kept open. Calls that run end as they
// would; later ones open it again, each for itself.
func (x *Index) Close() error {
	if x.keeper == nil {
		return nil
	}
	_, err := x.keeper.replace(nil)
	return err
}
