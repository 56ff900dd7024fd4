package archive

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// How long a sync of a [Keeper] waits for another process that syncs, and how
// often it looks.
const (
	syncPatience = time.Minute
	syncLooks    = 200 * time.Millisecond
)

// BeginSync begins a sync in the background, as a process of its own would: with
// the archive opened for it alone. While another one syncs it waits, for a minute
// at most. state is kept up to date; ended is called at the end with what was
// fetched. Close ends the sync as the end of its context would.
//
// A keeper has one sync at a time: the error wraps [ErrRunning] while there is one.
func (k *Keeper) BeginSync(o SyncOptions, state *SyncState, ended func([]Synced, error)) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case k.closed:
		return ErrClosed
	case k.syncing:
		return fmt.Errorf("%w: feeds are being fetched", ErrRunning)
	}
	k.syncing = true
	k.work.Go(func() {
		all, err := k.sync(k.ctx, o, state)
		k.mu.Lock()
		k.syncing = false
		k.mu.Unlock()
		ended(all, err)
	})
	return nil
}

// sync syncs once no other process does.
func (k *Keeper) sync(ctx context.Context, o SyncOptions, state *SyncState) (all []Synced, err error) {
	o.Progress = state.Reached
	options := k.options
	options.kept, options.Write = false, true
	late := time.Now().Add(syncPatience)
	for {
		all, err = syncAt(ctx, k.dir, options, o)
		if !errors.Is(err, ErrRunning) {
			state.HasEnded(options.Clock()(), err)
			return all, err
		}
		if time.Now().After(late) {
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(syncLooks):
		}
	}
}

// syncAt opens the archive in a folder, syncs and closes it.
func syncAt(ctx context.Context, dir string, options Options, o SyncOptions) (all []Synced, err error) {
	a, err := Open(ctx, dir, options)
	if err != nil {
		return nil, err
	}
	err = a.Sync(ctx, o, func(s Synced) { all = append(all, s) })
	return all, errors.Join(err, a.Close())
}
