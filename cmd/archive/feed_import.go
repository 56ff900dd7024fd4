package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"newsarchive/internal/format"
	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

type feedImportOptions struct{ json bool }

func newFeedImportCmd(a *app) *cobra.Command {
	var o feedImportOptions
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Follow the feeds of another program's list",
		Long: `Follow the feeds of a list: OPML, which almost every feed reader exports, or
newsboat's urls file. "-" is standard input. The archive is made when there is
none. Nothing is fetched yet: "archive sync" does that.

The folders of a feed are its tags. A feed that is followed already stays as it
is, so importing a list again changes nothing. User names and passwords in the
addresses are kept in private.db and shown nowhere. An address of a list may not
lead into a private network: "archive feed add" follows such a feed. An entry
that cannot be used is reported, the others are followed, and the exit code is 3.

In a pipe, the record is: feeds read, new feeds, feeds that were followed before,
errors.`,
		Example: `  archive feed import subscriptions.opml
  archive feed import ~/.newsboat/urls
  newsboat -e | archive feed import -`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runFeedImport(cmd.Context(), a, args[0], o) },
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runFeedImport(ctx context.Context, a *app, path string, o feedImportOptions) error {
	var from io.Reader
	if path == "-" {
		from = archive.Interruptible(ctx, a.in)
	} else {
		if err := exists("feed import", path); err != nil {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close() //nolint:errcheck // read only
		from = f
	}
	return a.withNew(ctx, func(ar *archive.Archive) error {
		got, err := ar.ImportFeeds(ctx, from)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := a.feedsImported(got, o.json); err != nil {
			return err
		}
		if len(got.Faults) > 0 {
			return errPart
		}
		return nil
	})
}

func (a *app) feedsImported(got archive.FeedsImported, asJSON bool) error {
	a.printErrors(got.Faults, len(got.Faults))
	if asJSON {
		return format.WriteJSON(a.out, struct {
			format.Header
			archive.FeedsImported
			Failed []news.Fault `json:"failed"`
		}{format.NewHeader(), got, failedOf(got.Faults)})
	}
	if got.Duplicates > 0 {
		a.note("%s the list names again", plural(got.Duplicates, "entry is of a feed that", "entries are of feeds that"))
	}
	if got.Added > 0 {
		a.note(`"archive sync" fetches what is new`)
	}
	if !a.out.Terminal {
		_, err := fmt.Fprintf(a.out, "%d\t%d\t%d\t%d\n", got.Read, got.Added, got.Known, len(got.Faults))
		return err
	}
	_, err := fmt.Fprintf(a.out, "%s read (%s): %d new, %d followed before, %s\n", plural(got.Read, "feed", "feeds"), got.Form,
		got.Added, got.Known, plural(len(got.Faults), "error", "errors"))
	return err
}
