package main

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
)

type reparseOptions struct{ json bool }

func newReparseCmd(a *app) *cobra.Command {
	var o reparseOptions
	cmd := &cobra.Command{
		Use:   "reparse",
		Short: "Read items again from what feeds wrote",
		Long: `Read the items again with this version's parser, from the originals that the
archive keeps: the elements as the feeds wrote them, and the files of posts. The
network is not used.

Improved values are kept, indexed and counted by field. They make no revisions,
and topics do not count them as new.`,
		Example: "  archive reparse",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runReparse(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runReparse(ctx context.Context, a *app, o reparseOptions) error {
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		progress, done := a.progress("reading again")
		r, err := ar.Reparse(ctx, progress)
		done()
		if err != nil {
			return err
		}
		if o.json {
			return format.WriteJSON(a.out, struct {
				format.Header
				archive.Reparsed
			}{format.NewHeader(), r})
		}
		var fields []string
		for _, name := range slices.Sorted(maps.Keys(r.Fields)) {
			fields = append(fields, plural(r.Fields[name], name, name))
		}
		text := plural(r.Read, "item", "items") + " read again, " + plural(r.Items, "improved", "improved")
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
}
