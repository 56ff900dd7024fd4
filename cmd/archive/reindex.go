package main

import (
	"context"
	"time"

	"newsarchive/internal/format"
	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

type reindexOptions struct{ json bool }

func newReindexCmd(a *app) *cobra.Command {
	var o reindexOptions
	cmd := &cobra.Command{
		Use:   "reindex",
		Short: "Rebuild the full-text index",
		Long: `Rebuild the full-text index from the database, in a new folder. Searches use the
old index until the new one is complete. The index holds nothing that the
database does not, so nothing is lost without it; interrupting the command
changes nothing.`,
		Example: `  archive reindex
  archive reindex --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runReindex(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runReindex(ctx context.Context, a *app, o reindexOptions) error {
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		began := time.Now()
		progress, done := a.progress("indexing")
		err := ar.Reindex(ctx, progress)
		done()
		if err != nil {
			return err
		}
		if _, err := ar.CatchUp(ctx, nil); err != nil {
			return err
		}
		st, err := ar.Stats(ctx)
		if err != nil {
			return err
		}
		took := time.Since(began)
		if o.json {
			return format.WriteJSON(a.out, struct {
				format.Header
				Indexed int          `json:"indexed"`
				Took    news.Seconds `json:"took"`
			}{format.NewHeader(), st.Indexed, news.Seconds(took)})
		}
		a.note("%s indexed in %s", plural(st.Indexed, "story", "stories"), took.Round(time.Millisecond))
		return nil
	})
}
