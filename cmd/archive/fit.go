package main

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// fit breaks a line at its spaces where it is wider than the terminal, and
// indents what goes on. In a pipe it stays one line.
func (s *stream) fit(line string, indent int) string {
	if !s.terminal || ansi.StringWidth(line) <= s.width || s.width < indent+10 {
		return line
	}
	var b strings.Builder
	at := 0
	for i, word := range strings.Split(line, " ") {
		width := ansi.StringWidth(word)
		switch {
		case i == 0:
		case at+1+width > s.width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += width
	}
	return b.String()
}

// fitText makes a manual fit the terminal: paragraphs are filled anew, and an
// indented line goes on below its last column. What fits stays as it is.
func (s *stream) fitText(text string) string {
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
			out = append(out, s.fitLines(lines[from:to])...)
			from = to
		}
		out = append(out, "")
	}
	return strings.Join(out[:len(out)-1], "\n")
}

// fitHelp makes the manuals of all commands fit the terminal.
func (a *app) fitHelp(root *cobra.Command) {
	if !a.out.terminal {
		return
	}
	flags := fmt.Sprintf("FlagUsagesWrapped %d", a.out.width)
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), "FlagUsages", flags))
	whole := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		var b strings.Builder
		cmd.SetOut(&b)
		whole(cmd, args)
		cmd.SetOut(a.out)
		fmt.Fprint(a.out, a.out.fitText(b.String())) //nolint:errcheck // nowhere left to say so
	})
}

// fitLines makes the lines of a paragraph, or one indented line, fit.
func (s *stream) fitLines(lines []string) []string {
	wide := 0
	for _, line := range lines {
		wide = max(wide, ansi.StringWidth(line))
	}
	if wide <= s.width {
		return lines
	}
	line := strings.Join(lines, " ")
	indent := len(line) - len(strings.TrimLeft(line, " "))
	if indent > 0 {
		if i := strings.LastIndex(line, "  "); i > indent && ansi.StringWidth(line[:i+2]) < s.width-15 {
			indent = ansi.StringWidth(line[:i+2])
		} else {
			indent += 2
		}
	}
	return []string{s.fit(line, indent)}
}
