package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// value is what a bar shows.
func (t *barTable) value(p archive.Point) float64 {
	if t.share {
		return p.Share
	}
	return float64(p.Stories)
}

// measure finds the widths: of what the periods and the numbers leave, the
// bars take all, or on a wide terminal half.
func (t *barTable) measure() {
	clusters := int64(0)
	for _, s := range t.line.Series {
		for _, p := range s.Points {
			t.period = max(t.period, len(p.Period))
			t.maxValue = max(t.maxValue, t.value(p))
			clusters = max(clusters, p.Stories)
		}
	}
	if len(t.line.Series) > 1 {
		t.period += 2
	}
	t.numbers = max(len("stories"), len(strconv.FormatInt(clusters, 10)))
	used := t.period + len(terminal.Gap) + t.numbers + len(terminal.Gap)
	if t.clusters() {
		used += len("clusters") + len(terminal.Gap)
	}
	if t.bar = max(t.Width-used, 4); t.Width >= beside {
		t.bar = max((t.Width-used)*2/5, 4)
	}
}

// clusters reports whether there is room for the clusters, too.
func (t *barTable) clusters() bool { return t.Width >= narrow }

func (t *barTable) head() {
	for i, s := range t.line.Series {
		if len(t.line.Series) > 1 {
			t.Print(ansi.Truncate(t.Style(hue(i), strconv.Itoa(i+1))+" "+terminal.Clean(s.Query), max(t.Width, 10), "…"))
		}
	}
	title := "stories"
	if t.share {
		title = "share"
	}
	text := terminal.Pad(strings.ToUpper(t.line.By), t.period) + terminal.Gap + strings.ToUpper(fmt.Sprintf("%*s", t.numbers, title))
	if t.clusters() {
		text += terminal.Gap + "CLUSTERS"
	}
	t.Print(t.Style(terminal.Dim, ansi.Truncate(text, max(t.Width, 10), "…")))
}

// hue is the colour of a query.
func hue(i int) string {
	return []string{terminal.Cyan, terminal.Yellow, terminal.Green, "35", "34"}[i%5]
}

func part(value, full float64) float64 {
	if full <= 0 {
		return 0
	}
	return value / full
}
