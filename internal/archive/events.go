package archive

import (
	"context"
	"errors"
	"time"

	"newsarchive/store"
)

// joinEvents decides the events of the stories that changed, up to the change that
// was the last when it began. Where all of them are to be decided anew, or most,
// remake does that. A read-only archive keeps the events that it has, and so does one in
// which another process decides them.
//
// A reader decides a few; see [Archive.joinBriefly].
func (a *Archive) joinEvents(ctx context.Context, remake func() error) error {
	if a.ReadOnly() {
		return nil
	}
	upto, err := a.store.LastChange(ctx)
	if err != nil {
		return err
	}
	waiting, err := a.store.EventsWaiting(ctx)
	switch {
	case errors.Is(err, store.ErrEventsStale):
		return remake()
	case err != nil:
		return err
	case waiting > rebuildAbove:
		stats, err := a.store.Stats(ctx)
		if err != nil {
			return err
		}
		if waiting > int64(stats.Stories)/2 {
			return remake()
		}
	}
	f := a.store.FollowEvents()
	for {
		n, err := f.Next(ctx, batchChanges)
		if errors.Is(err, store.ErrEventsStale) { // another process makes them again
			return nil
		}
		if err != nil || n == 0 || f.Mark().Seq >= upto.Seq {
			return err
		}
	}
}

// readerEvents is how many changes a reader decides at a time: some 20 ms.
const readerEvents = 100

// joinBriefly is joinEvents for a reader: it begins no further batch after a moment, and
// leaves more than most changes to a writer. A story that is not decided yet is an
// event of its own.
func (a *Archive) joinBriefly(ctx context.Context, until time.Time, most int64) {
	waiting, err := a.store.EventsWaiting(ctx)
	if err != nil || waiting > most || a.ReadOnly() {
		return
	}
	f := a.store.FollowEvents()
	for first := true; first || time.Now().Before(until); first = false {
		n, err := f.Next(ctx, readerEvents)
		if err != nil {
			a.log.Debug("a reader cannot decide events", "because", err)
		}
		if err != nil || n == 0 {
			return
		}
	}
}

// remakeEvents decides the events of all stories anew, unless another process does.
func (a *Archive) remakeEvents(ctx context.Context, progress Progress) error {
	if a.ReadOnly() {
		return nil
	}
	stats, err := a.store.Stats(ctx)
	if err != nil {
		return err
	}
	err = a.store.RemakeEvents(ctx, func(n int) { progress.Report(n, stats.Stories) })
	if errors.Is(err, store.ErrEventsTaken) {
		a.log.Info("another process makes the events again", "because", err)
		return nil
	}
	return err
}
