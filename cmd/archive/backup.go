package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"newsarchive/internal/doctor"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

type backupOptions struct {
	force     bool
	noPrivate bool
	noPages   bool
	json      bool
}

func newBackupCmd(a *app) *cobra.Command {
	var o backupOptions
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a checked copy of the archive to one file",
		Long: `Write the archive's database, as it is at one moment, to FILE, and its checksum
to FILE.sha256, as "sha256sum -c" reads it. Syncs and imports may run meanwhile.
The copy is written under a temporary name, read again from end to end and
flushed to the disk before it is renamed: FILE is always a whole backup. An
existing file is not replaced without --force.

Passwords and private addresses of feeds, and what is kept of the passwords for
"archive serve", go to FILE.private.db, with a checksum of its own. --no-private
leaves them out: the backup then holds none. The pages of stories go to
FILE.pages.db, likewise; --no-pages leaves them out: texts are in the database,
and only a better reader ("archive reread") needs the pages. Only you can read
these files.

When private.db or pages.db cannot be read, as in another person's archive, the
backup is made without it and the exit code is 3.

The full-text index is not part of a backup: a restore builds it.`,
		Example: `  archive backup ~/backups/news-$(date +%F).db
  archive backup /mnt/disk/news.db --force
  archive backup news.db --no-pages             without the pages of stories`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runBackup(cmd.Context(), a, o, args[0]) },
	}
	cmd.Flags().BoolVar(&o.force, "force", false, "replace FILE if it exists")
	cmd.Flags().BoolVar(&o.noPrivate, "no-private", false, "leave passwords and private addresses out")
	cmd.Flags().BoolVar(&o.noPages, "no-pages", false, "leave the pages of stories out")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runBackup(ctx context.Context, a *app, o backupOptions, file string) error {
	var b doctor.Backup
	err := a.repeated(func() (err error) {
		progress, done := a.progressOf("copying", "MiB")
		defer done()
		b, err = doctor.WriteBackup(ctx, a.dir, file, doctor.BackupOptions{
			Options: a.options(), Force: o.force, NoPrivate: o.noPrivate, NoPages: o.noPages, Progress: progress,
		})
		return err
	})
	if err != nil {
		return err
	}
	if err := a.backedUp(b, o); err != nil {
		return err
	}
	if b.WithoutPages != nil {
		a.note("the backup has no pages: %s; --no-pages leaves them out", terminal.Clean(b.WithoutPages.Error()))
	}
	if b.Without != nil {
		a.note("the backup has no passwords and private addresses: %s; --no-private leaves them out", terminal.Clean(b.Without.Error()))
	}
	if b.Unnoted != nil && !errors.Is(b.Unnoted, store.ErrReadOnly) {
		a.note("the archive could not note that it was backed up: %s", terminal.Clean(b.Unnoted.Error()))
	}
	if b.Without != nil || b.WithoutPages != nil {
		return errPart
	}
	return nil
}

// backedUp prints what a backup holds.
func (a *app) backedUp(b doctor.Backup, o backupOptions) error {
	if o.json {
		return format.WriteJSON(a.out, struct {
			format.Header
			doctor.Backup
			CopySeconds  float64 `json:"copy_seconds"`
			CheckSeconds float64 `json:"check_seconds"`
		}{format.NewHeader(), b, b.Copied.Seconds(), b.Verified.Seconds()})
	}
	a.note("%s and %s, %s: copied in %s, checked in %s", plural(b.Contents.Items, "item", "items"),
		plural(b.Contents.Stories, "story", "stories"), terminal.Size(b.Bytes), b.Copied.Round(10*time.Millisecond), b.Verified.Round(10*time.Millisecond))
	if b.Private != "" {
		a.note("passwords and private addresses are in %s; --no-private leaves them out", b.Private)
	}
	if b.Pages != "" {
		a.note("the pages of stories are in %s; --no-pages leaves them out", b.Pages)
	}
	_, err := fmt.Fprintf(a.out, "%s  %s\n", b.SHA256, terminal.Clean(b.File))
	return err
}
