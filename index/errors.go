package index

import (
	"errors"

	"newsarchive/internal/segment"
)

// The errors of an index that does not answer, with what to do about each. Test
// for them with [errors.Is].
var (
	// ErrMissing: there is no index yet. Rebuild.
	ErrMissing = errors.New("no index")
	// ErrVersion: another version of the program made the index. Rebuild.
	ErrVersion = errors.New("the index has another version")
	// ErrDamaged: the index cannot be read. Rebuild.
	ErrDamaged = segment.ErrDamaged
	// ErrLocked: another process uses or rebuilds the index. Wait; nothing is
	// lost, the changes stay in the store's log.
	ErrLocked = errors.New("the index is locked by another process")
	// ErrMoved: the index has come to hold other changes than the caller
	// thought. Read its mark, and the changes after it, again.
	ErrMoved = errors.New("the index has moved on")
)
