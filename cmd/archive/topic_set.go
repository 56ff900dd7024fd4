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

type topicSetOptions struct {
	topic, query, name string
	json               bool
}

func newTopicSetCmd(a *app) *cobra.Command {
	var o topicSetOptions
	cmd := &cobra.Command{
		Use:        "set NAME [QUERY…]",
		SuggestFor: []string{"edit", "change", "rename"},
		Short:      "Change a topic's query or name",
		Long: `Change the query of a topic, or its name, or both. What is new of it stays new if
it still matches; what matches only by the new query counts as seen. Topics that
refer to it by its old name are named: their queries are no longer valid.`,
		Example: `  archive topic set korea '"South Korea" Japan summit'
  archive topic set korea --name seoul`,
		Annotations:       map[string]string{"query": "yes"},
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: a.completeTopics,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.topic, o.query = args[0], strings.Join(args[1:], " ")
			if o.query == "" && o.name == "" {
				return usagef("give the new query, or --name with the new name")
			}
			return runTopicSet(cmd.Context(), a, o)
		},
	}
	cmd.Flags().StringVar(&o.name, "name", "", "the new `NAME`")
	cmd.Flags().BoolVar(&o.json, "json", false, "one JSON document")
	return cmd
}

func runTopicSet(ctx context.Context, a *app, o topicSetOptions) error {
	return a.withWritable(ctx, func(ar *archive.Archive) error {
		t, err := ar.Topic(ctx, o.topic)
		if err != nil {
			return a.topicError(ctx, ar, err, o.topic)
		}
		if o.query == "" {
			o.query = t.Query
		}
		if o.name == "" {
			o.name = t.Name
		}
		progress, done := a.progress("indexing")
		edited, broken, err := ar.EditTopic(ctx, t.Name, o.name, o.query, progress)
		done()
		switch {
		case errors.Is(err, store.ErrBadTopic), errors.Is(err, store.ErrTopicExists):
			return usageError{err}
		case err != nil:
			return queryError(err)
		}
		a.hints(edited.Hints)
		a.notIndexed(edited.NotIndexed)
		for _, name := range broken {
			a.note("topic %s refers to %s and has no valid query any more", terminal.Clean(name), terminal.Clean(t.Name))
		}
		if o.json {
			return format.WriteJSON(a.out, struct {
				format.Header
				archive.AddedTopic
				Broken []string `json:"no_longer_valid,omitempty"`
			}{format.NewHeader(), edited, broken})
		}
		a.note("topic %s: %s", terminal.Clean(edited.Name), plural(edited.Stories, "story", "stories"))
		return nil
	})
}
