package main

import (
	"context"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

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
			return runTopicRemove(cmd.Context(), a, args[0])
		},
	}
}

func runTopicRemove(ctx context.Context, a *app, removed string) error {
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		broken, err := ar.RemoveTopic(ctx, removed)
		if err != nil {
			return a.topicError(ctx, ar, err, removed)
		}
		for _, name := range broken {
			a.note("topic %s refers to %s and has no valid query any more", terminal.Clean(name), terminal.Clean(removed))
		}
		return nil
	})
}
