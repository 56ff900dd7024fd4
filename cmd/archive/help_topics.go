package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// An example is a query and what it finds. The tests ask each of them.
type example struct{ query, finds string }

// newTopic makes a help topic for "archive help NAME": a command that does
// nothing.
func newTopic(name, short, long string) *cobra.Command {
	return &cobra.Command{Use: name, Short: short, Long: strings.TrimSpace(long)}
}

// examples are the examples, one a line.
func examples(all []example) string {
	var b strings.Builder
	for _, e := range all {
		fmt.Fprintf(&b, "  %-28s  %s\n", e.query, e.finds)
	}
	return b.String()
}
