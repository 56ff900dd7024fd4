package index

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// guard runs work on an open generation. A file that is torn in the middle
// opens well, and bleve then reads beyond the end of something, or of the
// file: that is damage, and no reason to die of it. So does one that bleve has
// given up after an error.
func guard(work func() error) (err error) {
	before := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(before)
		p := recover()
		if p == nil {
			return
		}
		fault, ok := p.(runtime.Error)
		if !ok {
			panic(p)
		}
		err = fmt.Errorf("%w: reading it failed: %w", ErrDamaged, fault)
	}()
	return work()
}
