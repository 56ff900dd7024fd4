package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/web"
)

type serveOptions struct {
	listen   string
	readOnly bool
	sync     bool
	syncs    syncOptions // with sync
	mcp      string
	at       archive.ElsewhereOptions
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
/search.atom?q=WORDS, or sync with the archive by the Google Reader API and an
app password ("archive password add"). Programs page, follow what changes and
write by /api/v1.

Other commands may run meanwhile: what a sync brings is found at once. With --sync
it also does what "archive sync --watch" does, in the same process: one service
that fetches and shows. --check and the flags after it deliver the new stories of
the topics, as there.

It listens on this machine only, unless it is told, and every person with an
account on it can read the archive then, unless a password is asked for: as soon
as "archive password set" has set one, or with --sign-in. For other machines it
takes a password, --host with its name, and TLS: --tls-cert and --tls-key, or
--trust-proxy with the address of a proxy that has it.

With --at, it serves what archives have mirrored to an index in OpenSearch (see
"archive mirror"): search, timeline, stories, events and the topics that they
share, with which archive has what and had it first. That only reads, and opens no
archive; --dir then only has the passwords, if there are any.`,
		Example: `  archive serve
  archive serve --sync
  archive serve --listen 127.0.0.1:8080
  archive serve --mcp
  curl 'http://127.0.0.1:8484/search.json?q=korea'
  archive serve --listen :8443 --host news.home --tls-cert c.pem --tls-key k.pem
  archive serve --trust-proxy 127.0.0.1 --host news.home --base-path /archive
  archive serve --at https://search.example:9200/news`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runServe(cmd.Context(), a, o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.listen, "listen", "127.0.0.1:8484", "the `ADDRESS` to listen on; port 0 takes a free one")
	addMCPFlag(cmd, &o.mcp)
	f.BoolVar(&o.readOnly, "read-only", false, "offer nothing that changes the archive")
	f.BoolVar(&o.sync, "sync", false, "also fetch the feeds when they are due, as \"archive sync --watch\" does")
	syncFlagsOfServe(cmd, &o.syncs)
	o.flags(f)
	a.atFlags(cmd, &o.at)
	return cmd
}

func runServe(ctx context.Context, a *app, o serveOptions) error {
	if err := o.checkListen(o.listen); err != nil { // before anything is made
		return err
	}
	if err := errors.Join(o.checkSync(a), o.checkServeAt()); err != nil {
		return err
	}
	if err := checkMCP(o); err != nil {
		return err
	}
	o.dir = a.dir
	if o.at.At != "" {
		return a.serveAt(ctx, o)
	}
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
	state := &archive.SyncState{}
	options := web.Options{
		Log: a.logger(), Now: a.now, Version: version(), UserAgent: userAgent(), ReadOnly: o.readOnly,
		Syncs: state, Assistants: a.assistants(keeper, o),
	}
	if err := o.set(ctx, a, o.listen, &options); err != nil {
		return err
	}
	if options.Passwords != nil {
		defer options.Passwords.Close() //nolint:errcheck // nothing is written at its end
	}
	server, err := web.New(keeper, options)
	if err != nil {
		return err
	}
	listener, err := a.listen(ctx, o, options, "the archive is at")
	if err != nil {
		return err
	}
	if o.sync {
		return a.serveAndSync(ctx, o.syncs, state, func(ctx context.Context) error { return server.Serve(ctx, listener) })
	}
	if err := server.Serve(ctx, listener); err != nil || ctx.Err() == nil {
		return err
	}
	return errTold
}

// listen listens, and notes at which address something is served.
func (a *app) listen(ctx context.Context, o serveOptions, options web.Options, what string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.listen)
	if err != nil {
		return nil, listenError(o.listen, err)
	}
	scheme := "http"
	if options.TLS != nil {
		scheme = "https"
	}
	a.note("%s %s://%s%s/ (Ctrl+C ends it)", what, scheme, o.shown(listener.Addr()), options.BasePath)
	return listener, nil
}

// listenError says what can be done about an address that cannot be listened on.
func listenError(address string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("listen on %s: another program does so already; --listen takes another port", address)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("listen on %s: this user may not; --listen takes a port above 1023", address)
	}
	return fmt.Errorf("listen on %s: %w", address, err)
}
