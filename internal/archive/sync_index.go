package archive

import (
	"context"
	"sync/atomic"
	"time"
)

const (
	// indexEvery is how often a sync looks whether to index what the feeds have
	// brought so far.
	indexEvery = time.Second
	// indexSoon is the longest that new items wait for a batch to become full.
	indexSoon = 5 * time.Second
	// packEvery is the number of new items after which their elements are packed
	// with a dictionary.
	packEvery = 2000
)

// indexWhile indexes what the feeds bring until the fetches have ended; the rest
// is indexed after them. Every batch costs a new generation of the index: so it
// indexes when a batch is full, when nothing came for a second, or when items
// have waited for indexSoon. items is how many were saved so far, and saving how
// many documents are being saved.
func (a *Archive) indexWhile(ctx context.Context, ended <-chan struct{}, items, saving *atomic.Int64) {
	ticks := time.NewTicker(indexEvery)
	defer ticks.Stop()
	var before, indexed, packed int64
	last := time.Now()
	for {
		select {
		case <-ended:
			return
		case <-ticks.C:
		}
		now := items.Load()
		idle := now == before && saving.Load() == 0
		before = now
		if a.importing() || ctx.Err() != nil {
			continue
		}
		if now-packed >= packEvery {
			packed = now
			if err := a.store.PackElements(ctx); err != nil {
				a.log.Debug("elements are packed at the end", "because", err)
			}
		}
		if now == indexed || !idle && now-indexed < batchChanges && time.Since(last) < indexSoon {
			continue
		}
		if _, err := a.CatchUp(ctx, nil); err != nil {
			a.log.Debug("what feeds brought is indexed at the end", "because", err)
		}
		indexed, last = now, time.Now()
	}
}
