package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
)

type forgetOptions struct {
	yes  bool
	json bool
}

func newForgetCmd(a *app) *cobra.Command {
	var o forgetOptions
	cmd := &cobra.Command{
		Use:   "forget ID…",
		Short: "Delete the texts and pages of stories for good",
		Long: `Delete the texts of these stories, with all versions, and their pages, and
overwrite the bytes. The stories stay, with what feeds say of them. Their pages
are not fetched again: only "archive add --forgotten URL" brings a text back.

The command asks on a terminal; elsewhere it needs --yes.

Backups and replicas still hold what is deleted here: delete those, too, if it
must be gone. Single words may remain in the files of the index until "archive
reindex" makes it again. "archive prune" deletes whole items.`,
		Example: `  archive forget 12
  archive forget --yes 12 15`,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runForget(cmd.Context(), a, args, o)
		},
	}
	cmd.Flags().BoolVarP(&o.yes, "yes", "y", false, "do not ask")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runForget(ctx context.Context, a *app, args []string, o forgetOptions) error {
	ids := make([]int64, len(args))
	for i, arg := range args {
		var err error
		if ids[i], err = strconv.ParseInt(arg, 10, 64); err != nil || ids[i] < 1 {
			return usagef("%q is no number of a story", arg)
		}
	}
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		switch {
		case o.yes:
		case !a.canAsk():
			return usagef("nothing was deleted: add --yes")
		case !a.ask(ctx, fmt.Sprintf("delete the texts and pages of %s for good?", plural(len(ids), "story", "stories"))):
			a.note("nothing was deleted")
			return ctx.Err()
		}
		done, err := ar.ForgetTexts(ctx, ids)
		if err != nil {
			return err
		}
		if done.Pending {
			a.note("another process reads the archive: deleted bytes are overwritten when it is next opened to be written to")
		}
		a.note("the texts of %s are forgotten, and %s deleted; backups and replicas still hold them",
			plural(done.Stories, "story", "stories"), plural(int(done.Pages), "page is", "pages are"))
		if o.json {
			return format.WriteJSON(a.out, struct {
				format.Header
				archive.Forgotten
			}{format.NewHeader(), done})
		}
		return nil
	})
}
