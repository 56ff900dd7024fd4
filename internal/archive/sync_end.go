package archive

import (
	"context"
	"time"
)

const (
	// saveGrace is how long saving a document that was fetched may go on after the
	// sync was told to end.
	saveGrace = 300 * time.Millisecond
	// endBudget is the time after which a sync that was told to end begins no further
	// batch of the index.
	endBudget = 250 * time.Millisecond
)

// lingering returns a context that ends some time after another one. done
// releases it.
func lingering(ctx context.Context, grace time.Duration) (out context.Context, done func()) {
	out, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return out, func() {
		stop()
		cancel()
	}
}

// indexAtEnd indexes what an interrupted sync has saved, as far as that is quick.
// The next search or sync indexes the rest, and decides the events.
func (a *Archive) indexAtEnd(ctx context.Context) {
	a.following.Lock()
	defer a.following.Unlock()
	a.indexUntil(context.WithoutCancel(ctx), time.Now().Add(endBudget), rebuildAbove)
}
