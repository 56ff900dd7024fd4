package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

func newFeedExportCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "export [FILE]",
		Short: "Write the followed feeds as OPML",
		Long: `Write the followed feeds as OPML 2.0, to a file or to standard output: for
another program, or another archive. A feed stands in the folder of its first
tag; all its tags are its categories. Names, intervals, size limits, rules and
whether texts are fetched are attributes of a namespace that other programs pass
over; "archive feed import" reads them.

Logins, tokens, headers, cookies, pins and proxies are left out. A private feed has the form of its address
that is shown: it cannot be followed elsewhere. A file that exists is not
replaced.`,
		Example: `  archive feed export feeds.opml
  archive feed export | grep -c xmlUrl
  archive feed export | archive --dir other feed import -`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := "-"
			if len(args) > 0 {
				path = args[0]
			}
			return runFeedExport(cmd.Context(), a, path)
		},
	}
}

func runFeedExport(ctx context.Context, a *app, path string) error {
	return a.with(ctx, func(ar *archive.Archive) error {
		if path == "-" {
			_, err := ar.ExportFeeds(ctx, a.out)
			return err
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, os.ErrExist) {
			return fmt.Errorf("%s is there already; name another file, or remove it first", path)
		}
		if err != nil {
			return err
		}
		n, err := ar.ExportFeeds(ctx, f)
		if err = errors.Join(err, f.Close()); err != nil || ar.Changed() != nil { // then it is written again
			return errors.Join(err, os.Remove(path))
		}
		a.note("%s written to %s", plural(n, "feed", "feeds"), path)
		return nil
	})
}
