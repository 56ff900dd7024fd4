package main

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// everyCommand returns all commands and help topics of the program.
func everyCommand() (all []*cobra.Command) {
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Hidden {
			return
		}
		all = append(all, c)
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newRootCmd(newApp(nil, io.Discard, io.Discard)))
	return all
}

// helpOf returns a command's help in a pipe (width 0), or on a terminal.
func helpOf(t *testing.T, cmd *cobra.Command, width int) string {
	t.Helper()
	var out, said strings.Builder
	a := newApp(nil, &out, &said)
	if width > 0 {
		a.out.Terminal, a.out.Width = true, width
	}
	args := append([]string{"help"}, strings.Fields(cmd.CommandPath())[1:]...)
	if code := a.run(t.Context(), args); code != exitDone || said.Len() > 0 {
		t.Fatalf("%v: exit %d, %s", args, code, &said)
	}
	return out.String()
}

// Every help fits 80 columns in a pipe. On a terminal it is as narrow as its
// longest word allows, with the same words.
func TestHelpFits(t *testing.T) {
	for _, cmd := range everyCommand() {
		piped := helpOf(t, cmd, 0)
		for width, help := range map[int]string{80: piped, 40: helpOf(t, cmd, 40), 60: helpOf(t, cmd, 60), 200: helpOf(t, cmd, 200)} {
			for line := range strings.Lines(help) {
				line = strings.TrimRight(line, "\n")
				if width >= 80 && ansi.StringWidth(line) > width {
					t.Errorf("%s at %d columns: %s", cmd.CommandPath(), width, line)
				}
			}
			if strings.Join(strings.Fields(help), " ") != strings.Join(strings.Fields(piped), " ") {
				t.Errorf("%s at %d columns has other words than in a pipe", cmd.CommandPath(), width)
			}
		}
	}
}

// The help of every command says what it does and has an example that calls it.
func TestHelpHasExamples(t *testing.T) {
	for _, cmd := range everyCommand() {
		if cmd.IsAdditionalHelpTopicCommand() {
			continue
		}
		calls := func(line string) bool { return strings.Contains(line, cmd.CommandPath()) }
		for line := range strings.Lines(cmd.Example) {
			if ansi.StringWidth(strings.TrimRight(line, "\n")) > 80 {
				t.Errorf("%s: an example that does not fit 80 columns: %s", cmd.CommandPath(), line)
			}
		}
		if cmd.Short == "" || !slices.ContainsFunc(strings.Split(cmd.Example, "\n"), calls) {
			t.Errorf("%s: %q, examples:\n%s", cmd.CommandPath(), cmd.Short, cmd.Example)
		}
		if strings.HasSuffix(cmd.Short, ".") || strings.ContainsAny(cmd.Short, "\n") {
			t.Errorf("%s: %q is no title", cmd.CommandPath(), cmd.Short)
		}
	}
}

// Examples call commands and flags that exist.
func TestExamplesAreUsable(t *testing.T) {
	for _, cmd := range everyCommand() {
		for _, call := range calls(cmd.Example) {
			root := newRootCmd(newApp(nil, io.Discard, io.Discard))
			args := queryArgs(root, call)
			found, rest, err := root.Find(args)
			if err == nil {
				err = found.ParseFlags(rest)
			}
			if err == nil {
				err = found.ValidateArgs(found.Flags().Args())
			}
			if err != nil && !errors.Is(err, pflag.ErrHelp) {
				t.Errorf("%s: %q: %v", cmd.CommandPath(), call, err)
			}
		}
	}
}

// calls returns the calls of the program in lines of a shell: from "archive" to
// the end of the command, without comments.
func calls(text string) (all [][]string) {
	for line := range strings.Lines(strings.ReplaceAll(text, "\\\n", " ")) {
		for _, part := range strings.FieldsFunc(line, func(r rune) bool { return r == '|' }) {
			part, _, _ = strings.Cut(strings.TrimSpace(part), "   ")
			part = strings.ReplaceAll(part, "$(date +%F)", "2026-01-14")
			if i := strings.Index(part, "<("); i >= 0 {
				part, _, _ = strings.Cut(part[i+2:], ")")
			}
			part, _, _ = strings.Cut(part, " > ")
			if words, err := splitWords(part); err == nil && len(words) > 1 && words[0] == "archive" {
				all = append(all, words[1:])
			}
		}
	}
	return all
}
