package archive

import (
	"cmp"
	"sync"
)

// beside decides events while it brings the index up to date, and waits for both. All
// events are decided anew only after the index has called loaded: at the same time
// that would take more memory, and no less time. The error is that of the events, or
// else that of the index.
func beside(events func(loaded <-chan struct{}) error, index func(loaded func()) error) error {
	loaded, decided := make(chan struct{}), make(chan error, 1)
	go func() { decided <- events(loaded) }()
	free := sync.OnceFunc(func() { close(loaded) })
	err := index(free)
	free()
	return cmp.Or(<-decided, err)
}
