package main

import (
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/words"
)

// newGroup makes a command that only has subcommands. Alone it shows its help;
// an unknown subcommand is a usage error with the nearest name.
func newGroup(cmd *cobra.Command, subcommands ...*cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return unknownCommand(cmd, args[0])
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.AddCommand(subcommands...)
	return cmd
}

// unknownCommand is the error for an unknown command, with the nearest name.
func unknownCommand(parent *cobra.Command, typed string) error {
	var names []string
	for _, c := range parent.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	path := parent.CommandPath()
	for _, c := range parent.Commands() {
		if c.HasAlias(typed) || containsFold(c.SuggestFor, typed) {
			return usagef("there is no command %q; did you mean %q?", path+" "+typed, path+" "+c.Name())
		}
	}
	if near := words.Nearest(typed, names); near != "" {
		return usagef("there is no command %q; did you mean %q?", path+" "+typed, path+" "+near)
	}
	return usagef("there is no command %q; there are %s", path+" "+typed, strings.Join(names, ", "))
}

func containsFold(names []string, name string) bool {
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}
