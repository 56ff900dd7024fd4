package index

import "errors"

// What a caller can do about an index that does not answer. Every error of
// the package that is one of these matches it with [errors.Is].
var (
	// ErrMissing: there is no index yet. Rebuild.
	ErrMissing = errors.New("no index")
	// ErrVersion: another version of the program made the index. Rebuild.
	ErrVersion = errors.New("the index has another version")
	// ErrDamaged: the index cannot be read. Rebuild.
	ErrDamaged = errors.New("the index is damaged")
	// ErrLocked: somebody else holds the index, or is rebuilding it. Wait;
	// nothing is lost, the changes stay in the store's log.
	ErrLocked = errors.New("the index is locked by another process")
	// ErrMoved: the index has come to hold other changes than the caller
	// thought. Read its mark, and the changes after it, again.
	ErrMoved = errors.New("the index has moved on")
)
