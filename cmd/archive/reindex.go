package main

import (
	"time"

	"newsarchive/internal/news"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

func newReindexCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "reindex",
		Short: "Make the full-text index again",
		Long: `Make the full-text index again from the database, in a folder of its own.
Searches use the old one until it is done. The index holds nothing that the
database does not, so this is never needed for safety; interrupting it changes
nothing.`,
		Example: `  archive reindex
  archive reindex --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withWritable(cmd.Context(), func(ar *archive.Archive) error {
				began := time.Now()
				progress, done := a.progress("indexing")
				err := ar.Reindex(cmd.Context(), progress)
				done()
				if err != nil {
					return err
				}
				if _, err := ar.CatchUp(cmd.Context(), nil); err != nil {
					return err
				}
				st, err := ar.Stats(cmd.Context())
				if err != nil {
					return err
				}
				took := time.Since(began)
				if asJSON {
					return writeJSON(a.out, struct {
						header
						Indexed int          `json:"indexed"`
						Took    news.Seconds `json:"took"`
					}{header{schema}, st.Indexed, news.Seconds(took)})
				}
				a.note("%s indexed in %s", plural(st.Indexed, "story", "stories"), took.Round(time.Millisecond))
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}
