package index

import (
	"errors"
	"fmt"
	"path"
	"runtime"
	"runtime/debug"
	"strings"
)

// guard runs work on an open generation. A file that is torn in the middle
// opens well, and bleve then reads beyond the end of something, or of the
// file. Both are damage: a fault of mapped memory, and a panic that bleve
// raises. Any other panic is a fault of this program and goes on.
func guard(work func() error) (err error) {
	before := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(before)
		p := recover()
		if p == nil {
			return
		}
		frames := panicFrames()
		if !isMemoryFault(p) && !isBleve(frames) {
			panic(p)
		}
		err = fmt.Errorf("%w: %w", ErrDamaged, &panicError{p, frames})
	}()
	return work()
}

// panicError is a panic that was taken for damage.
type panicError struct {
	value  any
	frames []string
}

func (e *panicError) Error() string { return fmt.Sprintf("reading it failed: %v", e.value) }

// logPanic logs the stack of a panic that was taken for damage.
func (x *Index) logPanic(err error) {
	if p, ok := errors.AsType[*panicError](err); ok {
		x.log.Warn("the index cannot be read", "panic", fmt.Sprint(p.value), "stack", strings.Join(p.frames, " < "))
	}
}

// isMemoryFault reports a fault of memory that a file is mapped to.
func isMemoryFault(p any) bool {
	fault, ok := p.(interface {
		runtime.Error
		Addr() uintptr
	})
	const unmapped = 4096 // below it a nil pointer was followed
	return ok && fault.Addr() >= unmapped
}

// isBleve reports a stack whose first frame outside the standard library is
// bleve's, or that of a library by which bleve reads its files.
func isBleve(frames []string) bool {
	for _, f := range frames {
		first, _, _ := strings.Cut(f, "/")
		switch {
		case strings.HasPrefix(f, "newsarchive/"):
			return false
		case !strings.Contains(f, "/") || !strings.Contains(first, "."):
			continue // the standard library
		}
		for _, library := range []string{
			"github.com/blevesearch/bleve/v2.", "github.com/blevesearch/bleve/v2/index/", "github.com/blevesearch/zapx/",
			"github.com/blevesearch/vellum", "github.com/RoaringBitmap/roaring/", "go.etcd.io/bbolt",
		} {
			if strings.HasPrefix(f, library) {
				return true
			}
		}
		return false
	}
	return false
}

// panicFrames returns the functions below the panic that is being handled,
// each with its file and line: the one that raised it first. The runtime's own
// are left out.
func panicFrames() (names []string) {
	const depth = 64
	pcs := make([]uintptr, depth)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	raised := false
	for {
		f, more := frames.Next()
		inRuntime := strings.HasPrefix(f.Function, "runtime.")
		switch {
		case f.Function == "runtime.gopanic":
			raised, names = true, nil // of several the first
		case raised && !inRuntime:
			names = append(names, fmt.Sprintf("%s (%s:%d)", f.Function, path.Base(f.File), f.Line))
		}
		if !more {
			return names
		}
	}
}
