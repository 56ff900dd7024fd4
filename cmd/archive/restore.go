package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"newsarchive/internal/doctor"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

type restoreOptions struct {
	force bool
	json  bool
}

func newRestoreCmd(a *app) *cobra.Command {
	var o restoreOptions
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Restore the archive from a backup",
		Long: `Replace the archive's database with that of a backup, and rebuild its index.

The backup is copied into the archive's folder, compared with FILE.sha256 if
that exists, and read from end to end; only then does it replace the database,
in one step. An existing archive is not replaced without --force; with it, the
old database stays in the folder, under the name that is printed, until you
remove it.

Passwords and private addresses come from FILE.private.db, if that exists; those
that the archive has already are newer and are kept. A password for "archive
serve" that was removed here stays removed.

The pages of stories come from FILE.pages.db, if that exists. If the archive has
a pages.db with all of them already, it stays as it is; another one is kept under
the name that is printed.`,
		Example: `  archive restore ~/backups/news-2026-01-14.db
  archive restore news.db --force
  archive restore news.db --dir /tmp/look`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runRestore(cmd.Context(), a, o, args[0]) },
	}
	cmd.Flags().BoolVar(&o.force, "force", false, "replace an existing archive")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runRestore(ctx context.Context, a *app, o restoreOptions, file string) error {
	if err := exists("restore", file); err != nil {
		return err
	}
	show, done := a.progressOf("", "")
	ro := doctor.RestoreOptions{
		Options: a.options(), Force: o.force,
		Step: func(doing, unit string) {
			done()
			show, done = a.progressOf(doing, unit)
		},
		Progress: func(n, total int) {
			if show != nil {
				show(n, total)
			}
		},
	}
	r, err := doctor.Restore(ctx, a.dir, file, ro)
	done()
	if r.Replaced != "" {
		a.note("the database that was there is now %s; remove it when you no longer need it", r.Replaced)
	}
	if r.ReplacedPages != "" {
		a.note("the pages that were there are now %s; remove them when you no longer need them", r.ReplacedPages)
	}
	if err != nil {
		return err
	}
	if o.json {
		return format.WriteJSON(a.out, struct {
			format.Header
			doctor.Restored
		}{format.NewHeader(), r})
	}
	if !r.Checked {
		a.note("there is no %s.sha256 to compare with; the database itself is intact", file)
	}
	_, err = fmt.Fprintf(a.out, "restored %s and %s from %s\n", plural(r.Contents.Items, "item", "items"),
		plural(r.Contents.Stories, "story", "stories"), terminal.Clean(file))
	return err
}
