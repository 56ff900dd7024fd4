package store

import (
	"context"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// GateFile is the name of the file beside a database that its writers queue
// at. SQLite gives its lock to the process that happens to ask when it is
// free: that is the one that writes all the time, and another may wait for
// ever. So a writer takes the gate first and lets go of it when it has
// SQLite's lock; one that writes all the time finds the gate taken by the one
// that waits. The file is never removed: a lock on a removed file is none.
const GateFile = "write.lock"

const (
	gatePoll = time.Millisecond
	// lockWait is how long a writer waits for the others.
	lockWait = 10 * time.Second
	// lockTry is how long SQLite is asked for its lock at a time, in
	// milliseconds: only between is it seen that the context has ended.
	lockTry = 50
)

// gate waits for the gate beside a database. Where there can be none, as in a
// folder that cannot be written to, SQLite alone decides.
func gate(ctx context.Context, database string) (release func(), err error) {
	lock := flock.New(filepath.Join(filepath.Dir(database), GateFile))
	for {
		ok, err := lock.TryLock()
		switch {
		case err != nil:
			return func() {}, nil //nolint:nilerr // see above
		case ok:
			return func() { _ = lock.Close() }, nil
		}
		select {
		case <-ctx.Done():
			_ = lock.Close()
			return nil, ctx.Err()
		case <-time.After(gatePoll):
		}
	}
}
