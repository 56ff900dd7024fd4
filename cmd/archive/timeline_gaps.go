package main

import (
	"fmt"
	"strings"

	"newsarchive/internal/chronology"
	"newsarchive/internal/terminal"
)

// mostGaps is how many gaps the footer tells one by one.
const mostGaps = 6

// gapTexts says gaps: those of several feeds that are of the same days
// together, and of many only how many more there are.
func gapTexts(gaps []chronology.Gap) (texts []string) {
	var order []chronology.Gap
	feeds := map[chronology.Gap][]string{}
	for _, g := range gaps {
		same := chronology.Gap{First: g.First, Last: g.Last, Why: g.Why}
		if feeds[same] == nil {
			order = append(order, same)
		}
		feeds[same] = append(feeds[same], terminal.Clean(g.Feed))
	}
	for i, g := range order {
		if i == mostGaps {
			return append(texts, fmt.Sprintf("and %d more; --json has them all", len(order)-i))
		}
		names := feeds[g]
		which := strings.Join(names[:min(len(names), 3)], ", ")
		if n := len(names) - 3; n > 0 {
			which += " and " + plural(n, "other feed", "other feeds")
		}
		text := which + " " + g.Why + ": " + g.First
		if g.Last != g.First {
			text += " to " + g.Last
		}
		texts = append(texts, text)
	}
	return texts
}
