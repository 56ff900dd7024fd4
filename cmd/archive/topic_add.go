package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

type topicAddOptions struct {
	name, query string
	json        bool
}

func newTopicAddCmd(a *app) *cobra.Command {
	var o topicAddOptions
	cmd := &cobra.Command{
		Use:   "add NAME QUERY…",
		Short: "Save a query under a name",
		Long: `Save a query under a name. Stories that match now count as seen: the first check
shows those that come later. A name has letters, digits, spaces and - _ . and is
stored in lower case; one with a space is written in quotes, topic:"south
korea".`,
		Example: `  archive topic add korea South Korea Japan summit
  archive topic add tariffs '(tariff OR tariffs) -opinion'
  archive topic add asia topic:korea OR topic:china`,
		Annotations: map[string]string{"query": "yes"},
		Args:        cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name, o.query = args[0], strings.Join(args[1:], " ")
			return runTopicAdd(cmd.Context(), a, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runTopicAdd(ctx context.Context, a *app, o topicAddOptions) error {
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		progress, done := a.progress("indexing")
		added, err := ar.AddTopic(ctx, o.name, o.query, progress)
		done()
		switch {
		case errors.Is(err, store.ErrBadTopic):
			return usageError{err}
		case err != nil:
			return queryError(err)
		}
		a.hints(added.Hints)
		a.notIndexed(added.NotIndexed)
		if o.json {
			return format.WriteJSON(a.out, struct {
				format.Header
				archive.AddedTopic
			}{format.NewHeader(), added})
		}
		a.note(`topic %s: %s so far; "archive topic check" shows what is new`, terminal.Clean(added.Name), plural(added.Stories, "story", "stories"))
		return nil
	})
}
