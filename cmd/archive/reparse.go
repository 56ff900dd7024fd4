package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
)

func newReparseCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "reparse",
		Short: "Read items again from what feeds wrote",
		Long: `Read the items again, with this version's parser, from what the archive keeps of them:
the elements as the feeds wrote them, and the files of posts. The network is not asked.

What became better is kept, indexed and counted by field. It is no news of a feed: it
makes no revision, and a topic does not take it for new.`,
		Example: "  archive reparse",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withWritable(cmd.Context(), func(ar *archive.Archive) error {
				progress, done := a.progress("reading again")
				r, err := ar.Reparse(cmd.Context(), progress)
				done()
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(a.out, struct {
						header
						archive.Reparsed
					}{header{schema}, r})
				}
				var fields []string
				for _, name := range slices.Sorted(maps.Keys(r.Fields)) {
					fields = append(fields, plural(r.Fields[name], name, name))
				}
				text := plural(r.Read, "item", "items") + " read again, " + plural(r.Items, "became better", "became better")
				if len(fields) > 0 {
					text += ": " + strings.Join(fields, ", ")
				}
				a.note("%s", text)
				if r.Failed > 0 {
					a.note("%s could not be read again", plural(r.Failed, "item", "items"))
					return errPart
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}
