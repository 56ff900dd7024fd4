package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

func newTopicAddCmd(a *app) *cobra.Command {
	var asJSON bool
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
			return runTopicAdd(cmd.Context(), a, args[0], strings.Join(args[1:], " "), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}

func runTopicAdd(ctx context.Context, a *app, name, query string, asJSON bool) error {
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		progress, done := a.progress("indexing")
		added, err := ar.AddTopic(ctx, name, query, progress)
		done()
		switch {
		case errors.Is(err, store.ErrBadTopic):
			return usageError{err}
		case err != nil:
			return queryError(err)
		}
		a.hints(added.Hints)
		a.notIndexed(added.NotIndexed)
		if asJSON {
			return writeJSON(a.out, struct {
				header
				archive.AddedTopic
			}{header{schema}, added})
		}
		a.note(`topic %s: %s so far; "archive topic check" shows what is new`, terminal.Clean(added.Name), plural(added.Stories, "story", "stories"))
		return nil
	})
}

func newTopicRemoveCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:               "remove NAME",
		Aliases:           []string{"rm"},
		SuggestFor:        []string{"delete", "del"},
		Short:             "Remove a topic and keep its stories",
		Example:           "  archive topic remove korea",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeTopics,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return a.withWritable(ctx, func(ar *archive.Archive) error {
				broken, err := ar.RemoveTopic(ctx, args[0])
				if err != nil {
					return a.topicError(ctx, ar, err, args[0])
				}
				for _, name := range broken {
					a.note("topic %s refers to %s and has no valid query any more", terminal.Clean(name), terminal.Clean(args[0]))
				}
				return nil
			})
		},
	}
}
