package main

import (
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/article"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// readingWidth is the width of a text at most: longer lines are hard to read.
const readingWidth = 80

// showReading prints the text of a story's page for a person: its facts, the
// text, and its links. Where there is no page, it prints what the feed says.
func showReading(out *terminal.Stream, doc format.Story, zone *time.Location) error {
	w := &terminal.Lines{Stream: out}
	title := doc.Story.Title
	if doc.Text != nil && doc.Text.Headline != "" {
		title = doc.Text.Headline
	}
	w.Wrap("", out.Style(terminal.Bold, terminal.Clean(title)))
	for _, f := range doc.TextFacts(zone) {
		if f[0] == "from" {
			w.Print(w.Style(terminal.Dim, "from        ") + terminal.Clean(f[1])) // whole, to be copied
			continue
		}
		w.Field(f[0], f[1])
	}
	w.Print("")
	width := min(out.Width, readingWidth)
	if doc.Text == nil {
		for line := range strings.SplitSeq(doc.Readable(), "\n") {
			w.Wrap("", terminal.Clean(line))
		}
		return w.Err
	}
	// An import may have brought HTML that no reader wrote.
	links := w.HTML(article.Sanitize(doc.Text.HTML), width)
	if len(doc.Text.Captions) > 0 {
		w.Print("")
		w.Print(w.Style(terminal.Bold, "Pictures"))
		for _, caption := range doc.Text.Captions {
			w.Wrap("  ", "  "+terminal.Clean(caption))
		}
	}
	if len(links) > 0 {
		w.Print("")
		w.Print(w.Style(terminal.Bold, "Links"))
		for i, address := range links {
			w.Print(w.Style(terminal.Dim, fmt.Sprintf("%4s ", fmt.Sprintf("[%d]", i+1))) + address)
		}
	}
	return w.Err
}
