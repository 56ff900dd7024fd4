package main

import (
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// completeQuery completes a word of a query in a shell: fields, the names that
// they take, and their values. What a shell would have to quote is left out.
func (a *app) completeQuery(cmd *cobra.Command, _ []string, typed string) (words []cobra.Completion, _ cobra.ShellCompDirective) {
	const directive = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	if a.setup() != nil {
		return nil, directive
	}
	a.completing(cmd, func(asked archive.Asker) error {
		found, err := asked.Complete(cmd.Context(), typed, len(typed))
		for _, o := range found.Options {
			if !strings.ContainsAny(o.Text, " \"'()<>|*\\&;$`") {
				words = append(words, cobra.CompletionWithDesc(typed[:found.From]+terminal.Clean(o.Text), terminal.Clean(o.About)))
			}
		}
		return err
	})
	return words, directive
}
