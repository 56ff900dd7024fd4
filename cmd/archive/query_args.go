package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// afterTags annotates a command whose query follows tags; a "--" may separate
// the two.
const afterTags = "after tags"

// queryArgs moves the words of a query behind "--", so that pflag does not
// read "-north" as a bundle of short flags. In a command with a query, an
// argument with one dash is part of the query unless it is exactly a short
// flag. The arguments of other commands are left as they are.
func queryArgs(root *cobra.Command, args []string) []string {
	cmd, _, err := root.Find(args)
	if err != nil || cmd.Annotations["query"] == "" {
		return args
	}
	var flags, words []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			if cmd.Annotations["query"] == afterTags {
				words = append(words, arg)
			}
			words = append(words, args[i+1:]...)
			break
		}
		flag, hasValue := flagOf(cmd, arg)
		switch {
		case flag == nil && strings.HasPrefix(arg, "--") && len(arg) > 2:
			flags = append(flags, arg) // pflag will say that it is unknown
		case flag == nil:
			words = append(words, arg)
		default:
			flags = append(flags, arg)
			if !hasValue && flag.NoOptDefVal == "" {
				if i++; i == len(args) {
					return append(strings.Fields(cmd.CommandPath())[1:], flags...) // pflag will say that it lacks its value
				}
				flags = append(flags, args[i])
			}
		}
	}
	// The first words name the command itself.
	depth := strings.Count(cmd.CommandPath(), " ")
	path := words[:min(depth, len(words))]
	return append(append(append(path[:len(path):len(path)], flags...), "--"), words[len(path):]...)
}

// flagOf returns the flag that an argument is, or nil, and whether the
// argument includes the flag's value.
func flagOf(cmd *cobra.Command, arg string) (flag *pflag.Flag, hasValue bool) {
	if long, ok := strings.CutPrefix(arg, "--"); ok {
		name, _, hasValue := strings.Cut(long, "=")
		if name == "help" {
			return &pflag.Flag{NoOptDefVal: "true"}, true
		}
		return cmd.Flag(name), hasValue
	}
	if len(arg) == 2 && arg[0] == '-' && arg[1] != '-' {
		if arg == "-h" {
			return &pflag.Flag{NoOptDefVal: "true"}, true
		}
		for _, set := range []*pflag.FlagSet{cmd.Flags(), cmd.InheritedFlags()} {
			if f := set.ShorthandLookup(arg[1:]); f != nil {
				return f, false
			}
		}
	}
	return nil, false
}
