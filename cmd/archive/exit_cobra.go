package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// isCobraUsage reports whether cobra refused the arguments; it has no type
// for that.
func isCobraUsage(err error) bool {
	for _, start := range []string{"unknown command", "accepts ", "requires at least", "requires at most", "unknown flag", "required flag", "invalid argument"} {
		if strings.HasPrefix(err.Error(), start) {
			return true
		}
	}
	return false
}

// isCobraArgs reports whether cobra found too few arguments, or too many.
func isCobraArgs(cmd *cobra.Command, err error) bool {
	if err == nil {
		return false
	}
	said := err.Error()
	return strings.HasPrefix(said, "accepts ") || strings.HasPrefix(said, "requires at ") ||
		strings.HasPrefix(said, "unknown command ") && !cmd.HasSubCommands()
}

// takes describes the arguments that a command takes.
func takes(cmd *cobra.Command) string {
	if _, args, ok := strings.Cut(cmd.Use, " "); ok {
		return args
	}
	return "no arguments"
}
