package format

import (
	"fmt"
	"strings"

	"newsarchive/internal/chronology"
	"newsarchive/internal/terminal"
)

// maxGaps is how many gaps the footer lists one by one.
const maxGaps = 6

// GapTexts describes gaps: gaps of several feeds on the same days together, and
// beyond maxGaps only their number.
func GapTexts(gaps []chronology.Gap) (texts []string) {
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
		if i == maxGaps {
			return append(texts, fmt.Sprintf("and %d more; --json has them all", len(order)-i))
		}
		names := feeds[g]
		which := strings.Join(names[:min(len(names), 3)], ", ")
		if n := len(names) - 3; n > 0 {
			which += " and " + Plural(n, "other feed", "other feeds")
		}
		text := which + " " + g.Why + ": " + g.First
		if g.Last != g.First {
			text += " to " + g.Last
		}
		texts = append(texts, text)
	}
	return texts
}
