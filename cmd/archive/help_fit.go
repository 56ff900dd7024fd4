package main

import (
	"fmt"
	"strings"

	"newsarchive/internal/terminal"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// usageTemplate is the part of a command's help below its text; %d is the
// width in cells.
const usageTemplate = `Usage:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} COMMAND{{else}}{{.UseLine}}{{end}}
{{- if .Aliases}}

Aliases:
  {{.NameAndAliases}}{{end}}
{{- if .HasExample}}

Examples:
{{.Example}}{{end}}
{{- if .HasAvailableSubCommands}}{{$all := .Commands}}
{{- if not .Groups}}

Commands:{{range $all}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}
{{- range $group := .Groups}}

{{.Title}}{{range $all}}{{if and (eq .GroupID $group.ID) .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{end}}
{{- if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsagesWrapped %[1]d | trimTrailingWhitespaces}}{{end}}
{{- if .HasAvailableInheritedFlags}}

Global flags:
{{.InheritedFlags.FlagUsagesWrapped %[1]d | trimTrailingWhitespaces}}{{end}}
{{- if .HasHelpSubCommands}}

Topics:{{range .Commands}}{{if .IsAdditionalHelpTopicCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}
{{- if .HasAvailableSubCommands}}

{{if .HasParent}}"{{.CommandPath}} COMMAND --help" tells more about a command.
{{- else}}"archive help COMMAND" or "archive help TOPIC" tells more.{{end}}{{end}}
`

// fitHelp makes the help of all commands fit the terminal, and 80 columns in
// a pipe.
func (a *app) fitHelp(root *cobra.Command) {
	root.SetUsageTemplate(fmt.Sprintf(usageTemplate, a.out.Width))
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		text := cmd.Long
		if text == "" {
			text = cmd.Short + "."
		}
		if cmd.Runnable() || cmd.HasSubCommands() {
			text += "\n\n" + cmd.UsageString()
		}
		fmt.Fprintln(a.out, fitText(strings.TrimRight(text, "\n"), a.out.Width)) //nolint:errcheck // nowhere left to say so
	})
}

// fitText fits a manual to a width: paragraphs are refilled, and a long indented
// line continues below its last column. What fits is unchanged.
func fitText(text string, width int) string {
	var out []string
	for _, block := range strings.Split(text, "\n\n") {
		lines := strings.Split(block, "\n")
		for from := 0; from < len(lines); {
			to := from + 1
			if lines[from] != "" && !strings.HasPrefix(lines[from], " ") {
				for to < len(lines) && lines[to] != "" && !strings.HasPrefix(lines[to], " ") {
					to++
				}
			}
			out = append(out, fitLines(lines[from:to], width)...)
			from = to
		}
		out = append(out, "")
	}
	return strings.Join(out[:len(out)-1], "\n")
}

// fitLines makes the lines of a paragraph, or one indented line, fit.
func fitLines(lines []string, width int) []string {
	widest := 0
	for _, line := range lines {
		widest = max(widest, ansi.StringWidth(line))
	}
	if widest <= width {
		return lines
	}
	line := strings.Join(lines, " ")
	indent := len(line) - len(strings.TrimLeft(line, " "))
	if indent > 0 {
		if i := strings.LastIndex(line, "  "); i > indent && ansi.StringWidth(line[:i+2]) < width-15 {
			indent = ansi.StringWidth(line[:i+2])
		} else {
			indent += 2
		}
	}
	return []string{terminal.Fill(line, indent, width)}
}
