package main

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/web"
)

type serveOptions struct {
	listen   string
	readOnly bool
	accessOptions
}

func newServeCmd(a *app) *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the archive in a browser",
		Long: `Serve the archive to browsers and programs on this machine, until it is stopped.
Every answer is an address: a page for people, and with .json, .csv, .atom and
others before the question mark a document for programs. A feed reader can follow
/search.atom?q=WORDS.

Other commands may run meanwhile: what a sync brings is found at once.

It listens on this machine only. Every person with an account on it can read the
archive then.`,
		Example: `  archive serve
  archive serve --listen 127.0.0.1:8080
  curl 'http://127.0.0.1:8484/search.json?q=korea'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runServe(cmd.Context(), a, o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.listen, "listen", "127.0.0.1:8484", "the `ADDRESS` to listen on; port 0 takes a free one")
	f.StringArrayVar(&o.hosts, "host", nil, "a further `NAME` by which browsers may ask for it; may be repeated; a password is asked for")
	f.BoolVar(&o.signIn, "sign-in", false, "ask for a password on this machine, too")
	f.StringVar(&o.tokenFile, "token-file", "", "a `FILE` with a further app password, which may read and write; a password is asked for")
	f.BoolVar(&o.readOnly, "read-only", false, "offer nothing that changes the archive")
	return cmd
}

func runServe(ctx context.Context, a *app, o serveOptions) error {
	if err := checkListen(o.listen); err != nil {
		return err
	}
	o.dir = a.dir
	keeper := archive.NewKeeper(o.dir, a.options())
	err := a.serve(ctx, keeper, o)
	return errors.Join(err, keeper.Close())
}

func (a *app) serve(ctx context.Context, keeper *archive.Keeper, o serveOptions) error {
	err := keeper.Use(ctx, func(ar *archive.Archive) error { // it is said now what is wrong with it
		_, err := ar.State(ctx)
		return err
	})
	if err != nil && !errors.Is(err, archive.ErrIndexing) {
		return err
	}
	passwords, err := o.passwords(a)
	if err != nil {
		return err
	}
	defer passwords.Close() //nolint:errcheck // nothing is written at its end
	always := o.always(o.listen)
	if always {
		if err := checkPresent(ctx, passwords); err != nil {
			return err
		}
	}
	server, err := web.New(keeper, web.Options{
		Log: a.logger(), Now: a.now, Hosts: o.hosts, Version: version(), UserAgent: userAgent(), ReadOnly: o.readOnly,
		Passwords: passwords, SignIn: always,
	})
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", o.listen, err)
	}
	a.note("the archive is at http://%s/ (Ctrl+C ends it)", listener.Addr())
	if err := server.Serve(ctx, listener); err != nil || ctx.Err() == nil {
		return err
	}
	return errTold
}
