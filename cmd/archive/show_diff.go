package main

import (
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
	"newsarchive/internal/textdiff"
)

// showDiff prints what changed for a person: paragraphs that went with -, new
// ones with +, changed ones with ~.
func showDiff(out *terminal.Stream, d format.TextDiff, zone *time.Location) error {
	w := &terminal.Lines{Stream: out}
	w.Wrap("", out.Style(terminal.Bold, terminal.Clean(d.Title)))
	w.Field("version", fmt.Sprintf("%d of %d, fetched %s; before: %s", d.Version, d.Versions,
		format.Zoned(news.Instant(d.After), zone), format.Zoned(news.Instant(d.Before), zone)))
	for _, f := range d.Facts {
		if f.Before == "" || f.After == "" || f.Name != "headline" {
			w.Field(f.Name, orNone(f.Before)+" → "+orNone(f.After))
			continue
		}
		w.Wrap("            ", w.Style(terminal.Dim, fmt.Sprintf("%-10s  ", f.Name))+spans(out, textdiff.Words(f.Before, f.After)))
	}
	same := 0
	unchanged := func() {
		if same > 0 {
			w.Print("")
			w.Print(w.Style(terminal.Dim, "  ("+plural(same, "paragraph is", "paragraphs are")+" the same)"))
		}
		same = 0
	}
	line := func(mark, text string) {
		unchanged()
		w.Print("")
		w.Wrap("  ", mark+" "+text)
	}
	for _, p := range d.Paragraphs {
		switch p.Op {
		case textdiff.Same:
			same++
		case textdiff.Removed:
			line(w.Style(terminal.Red, "-"), w.Style(terminal.Red, terminal.Clean(p.Text)))
		case textdiff.Added:
			line(w.Style(terminal.Green, "+"), w.Style(terminal.Green, terminal.Clean(p.Text)))
		case textdiff.Changed:
			line("~", spans(out, p.Words))
		}
	}
	unchanged()
	return w.Err
}

// spans writes what changed within a line as "git diff --word-diff" does.
func spans(out *terminal.Stream, all []textdiff.Span) string {
	var b strings.Builder
	for _, s := range all {
		text := terminal.Clean(s.Text)
		switch s.Op {
		case textdiff.Removed:
			text = out.Style(terminal.Red, "[-"+text+"-]")
		case textdiff.Added:
			text = out.Style(terminal.Green, "{+"+text+"+}")
		}
		b.WriteString(text)
	}
	return b.String()
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}
