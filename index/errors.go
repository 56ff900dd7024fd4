package index

import (
	"errors"

	"newsarchive/internal/segment"
)

// What a caller can do about an index that does not answer. Every error of
// the package that is one of these matches it with [errors.Is].
var (
	// ErrMissing: there is no index yet. Rebuild.
	ErrMissing = errors.New("no index")
	// ErrVersion: another version of the program made the index. Rebuild.
	ErrVersion = errors.New("the index has another version")
	// ErrDamaged: the index cannot be read. Rebuild.
	ErrDamaged = segment.ErrDamaged
	// ErrLocked: somebody else holds the index, or is rebuilding it. Wait;
	// nothing is lost, the changes stay in the store's log.
	ErrLocked = errors.New("the index is locked by another process")
)
