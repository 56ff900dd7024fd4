package main

import (
	"context"
	"errors"
	"os"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/web"
)

// servePatience is how long a page asks a cluster again that is busy or not reached.
const servePatience = 2 * time.Second

// checkServeAt says which flags do not go together with --at.
func (o serveOptions) checkServeAt() error {
	switch {
	case o.at.At == "":
		return checkAt(o.at)
	case o.sync || o.syncs.check:
		return usagef("--at goes with neither --sync nor --check: each archive fetches its own feeds")
	case o.mcp != "":
		return usagef("--at does not go with --mcp: assistants ask an archive itself")
	}
	return nil
}

// serveAt serves what archives have mirrored. The archive in the folder is not opened;
// its private.db has the passwords of these pages, and those for OpenSearch.
func (a *app) serveAt(ctx context.Context, o serveOptions) error {
	o.at.Alone, o.at.Patience = true, servePatience
	return a.elsewhere(ctx, o.at, func(e *archive.Elsewhere) (err error) {
		if _, err := e.Archives(ctx); err != nil { // it is said now what is wrong
			return err
		}
		options := web.Options{Log: a.logger(), Now: a.now, Version: version(), UserAgent: userAgent()}
		if err := o.set(ctx, a, o.listen, &options); err != nil {
			return err
		}
		if options.Passwords != nil {
			defer func() { err = errors.Join(err, options.Passwords.Close()) }()
		}
		if options.SignIn { // sessions are kept there
			if err := os.MkdirAll(a.dir, 0o700); err != nil {
				return err
			}
		}
		server, err := web.NewElsewhere(e, options)
		if err != nil {
			return err
		}
		listener, err := a.listen(ctx, o, options, "the archives of "+e.Address()+" are at")
		if err != nil {
			return err
		}
		if err := server.Serve(ctx, listener); err != nil || ctx.Err() == nil {
			return err
		}
		return errTold
	})
}
