package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

// syncFlagsOfServe adds the flags of a watch that make sense for a server, too.
func syncFlagsOfServe(cmd *cobra.Command, o *syncOptions) {
	cmd.Flags().BoolVar(&o.check, "check", false, "with --sync: then show the new stories of the topics, as \"archive topic check\" does")
	deliveryFlags(cmd, &o.news.deliveryOptions)
}

// checkSync checks the flags of the syncs of a server.
func (o serveOptions) checkSync(a *app) error {
	if _, err := o.syncs.news.read(a); err != nil {
		return err
	}
	switch way := o.syncs.news.chosen(); {
	case o.syncs.check && !o.sync:
		return usagef("--check goes with --sync")
	case way != "" && !o.syncs.check:
		return usagef("%s goes with --check", way)
	}
	return nil
}

// serveAndSync serves and syncs by the schedule until the context ends, or one of
// both fails for good: then the other one ends, too, in its order.
func (a *app) serveAndSync(ctx context.Context, o syncOptions, state *archive.SyncState, serve func(context.Context) error) error {
	service, stop := a.startService(ctx)
	defer stop()
	ctx, end := context.WithCancel(ctx)
	defer end()
	watched := make(chan error, 1)
	go func() {
		defer end()
		watched <- a.watchBy(ctx, o, service, state)
	}()
	service.ready() // it listens
	served := serve(ctx)
	end()
	err := <-watched
	if served != nil && errors.Is(err, errTold) {
		return served
	}
	return errors.Join(served, err)
}
