package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

func newTopicCmd(a *app) *cobra.Command {
	return newGroup(&cobra.Command{
		Use:   "topic",
		Short: "Save queries, and see what is new",
		Long: `Save a query under a name. "topic:NAME" stands for it in any query, also in that
of another topic; "archive topic check" and "archive search --new NAME" show
what is new since you last looked.

Topics are kept in the archive's database, and so in every backup; an export has
items and stories, not topics.`,
		Example: `  archive topic add korea South Korea Japan summit
  archive topic list
  archive topic check
  archive topic set korea '"South Korea" summit'
  archive search topic:korea --since 2026-01
  archive topic remove korea`,
	}, newTopicAddCmd(a), newTopicListCmd(a), newTopicShowCmd(a), newTopicSetCmd(a), newTopicCheckCmd(a), newTopicRemoveCmd(a))
}

// completeTopics completes the names of topics in a shell.
func (a *app) completeTopics(cmd *cobra.Command, _ []string, _ string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	if a.setup() != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	a.completing(cmd, func(asked archive.Asker) error {
		topics, err := asked.Topics(cmd.Context())
		for _, t := range topics {
			names = append(names, cobra.CompletionWithDesc(t.Name, terminal.Clean(t.Query)))
		}
		return err
	})
	return names, cobra.ShellCompDirectiveNoFileComp
}

// styledState is the state of a topic, with waking and bursting ones in colour.
func styledState(s *terminal.Stream, state chronology.State) string {
	switch state {
	case chronology.StateWakes, chronology.StateBursts:
		return s.Style(terminal.Yellow, string(state))
	}
	return s.Style(terminal.Dim, string(state))
}

// pulse compares a topic's week with what is usual.
func pulse(r chronology.Rhythm) string {
	return fmt.Sprintf("%d this week, usually %s", r.Week, format.Usual(r.BaseRate))
}
