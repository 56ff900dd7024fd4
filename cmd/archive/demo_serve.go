package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// serve builds the demo's archive without a word, and serves it until it is
// stopped.
func (d *demo) serve(ctx context.Context, listen string) error {
	for _, args := range [][]string{
		{"feed", "add", d.server.url + "/world.xml", "--name", "world"},
		{"feed", "add", d.server.url + "/blog.xml"},
		{"import", filepath.Join(d.folder, "post.md")},
		{"topic", "add", "summit", "South Korea Japan summit"},
		{"topic", "add", "strait", "strait"},
	} {
		if err := d.quietly(ctx, args); err != nil {
			return err
		}
	}
	d.server.turn()
	if err := d.quietly(ctx, []string{"sync", "--all"}); err != nil {
		return err
	}
	d.note("this archive is gone when it ends; try a search for summit")
	keeper := archive.NewKeeper(d.archive(), d.options())
	return errors.Join(d.app.serve(ctx, keeper, serveOptions{listen: listen, accessOptions: accessOptions{dir: d.archive()}}), keeper.Close())
}

// quietly runs a command without its output.
func (d *demo) quietly(ctx context.Context, args []string) error {
	sub := *d.app
	sub.out, sub.err, sub.quiet = terminal.New(io.Discard), terminal.New(io.Discard), true
	root := newRootCmd(&sub)
	root.SetArgs(queryArgs(root, append([]string{"--dir", d.archive()}, args...)))
	return root.ExecuteContext(ctx)
}
