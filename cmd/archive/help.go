package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// newHelpCmd makes "archive help [COMMAND|TOPIC]".
func newHelpCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND|TOPIC]",
		Short: "Show the help of a command or a topic",
		Long: `Show the help of a command, or one of the topics that "archive help" lists
at its end.`,
		Example: `  archive help search
  archive help topic add
  archive help query`,
		ValidArgsFunction: completeHelp,
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				if found.HasSubCommands() {
					return unknownCommand(found, rest[0])
				}
				return usagef("there is no help on %q; see %q", strings.Join(args, " "), found.CommandPath()+" --help")
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}

// completeHelp completes the names of commands and topics.
func completeHelp(cmd *cobra.Command, args []string, _ string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
	found, _, err := cmd.Root().Find(args)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, c := range found.Commands() {
		if c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand() {
			names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
