package index

import (
	"log/slog"
	"path/filepath"
	"time"
)

// Options are what an [Index] may be told; the zero value is good.
type Options struct {
	// Wait is how long a call waits for the lock of another process before
	// it gives up with ErrLocked. Zero is ten seconds.
	Wait time.Duration
	// ReadOnly is that the folder is not to be changed: no lock file is made
	// there, and writing fails with an error that wraps fs.ErrPermission.
	ReadOnly bool
	// Keep keeps the generation in use open between calls, until Close.
	Keep bool
	// Log gets what went wrong inside; nil discards it.
	Log *slog.Logger
}

// Index is the index in one folder. It holds no lock between calls, and no
// handle unless [Options].Keep says so; it is cheap to make, and safe for use by
// several goroutines.
type Index struct {
	dir      string
	wait     time.Duration
	readOnly bool
	log      *slog.Logger
	keeper   *keeper // nil: nothing is kept open
}

// Open returns the index in a folder, which need not exist yet.
func Open(dir string, o Options) *Index {
	x := &Index{dir: dir, wait: o.Wait, readOnly: o.ReadOnly, log: o.Log}
	if x.log == nil {
		x.log = slog.New(slog.DiscardHandler)
	}
	if x.wait == 0 {
		x.wait = 10 * time.Second
	}
	if o.Keep {
		x.keeper = &keeper{}
	}
	return x
}

func (x *Index) path(name string) string { return filepath.Join(x.dir, name) }
