package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// fewest is how many empty periods in a row are drawn one by one; a longer run
// is one line.
const fewest = 4

// beside is the width from which a headline is beside its bar.
const beside = 100

// barTable draws timelines as bars.
type barTable struct {
	terminal.Lines
	line     archive.Timeline
	share    bool
	maxValue float64
	period   int // widths in cells
	bar      int
	numbers  int
}

// drawTimeline draws a timeline on a terminal, each period a row of its own
// for each query.
func (a *app) drawTimeline(line archive.Timeline, share bool) error {
	t := barTable{Lines: terminal.Lines{Stream: a.out}, line: line, share: share}
	t.measure()
	t.head()
	for i := 0; i < len(line.Series[0].Points); {
		if n := t.empty(i); n > fewest {
			t.skip(i, n)
			i += n
			continue
		}
		for q := range line.Series {
			t.row(i, q)
		}
		i++
	}
	t.foot()
	return t.Err
}

// row draws one period of one query.
func (t *barTable) row(i, q int) {
	p := t.line.Series[q].Points[i]
	name := p.Period
	if q > 0 {
		name = ""
	}
	if len(t.line.Series) > 1 {
		name = terminal.Pad(name, t.period-2) + " " + strconv.Itoa(q+1)
	}
	number := strconv.FormatInt(p.Stories, 10)
	if t.share {
		number = fmt.Sprintf("%.2f%%", 100*p.Share)
	}
	text := t.Style(terminal.Dim, terminal.Pad(name, t.period)) + terminal.Gap + fmt.Sprintf("%*s", t.numbers, number)
	if t.clusters() {
		text += terminal.Gap + t.Style(terminal.Dim, fmt.Sprintf("%*d", len("CLUSTERS"), p.Clusters))
	}
	drawn := terminal.Bar(part(t.value(p), t.maxValue), t.bar)
	shade := map[string]string{chronology.GapAll: "░", chronology.GapPart: "·"}[p.Gap]
	rest := t.bar - ansi.StringWidth(drawn)
	text += terminal.Gap + t.Style(hue(q), drawn)
	label := terminal.Clean(p.Headline)
	if t.Width >= beside && label != "" {
		text += t.Style(terminal.Dim, strings.Repeat(orSpace(shade), rest)) + terminal.Gap + label
		label = ""
	} else if shade != "" {
		text += t.Style(terminal.Dim, strings.Repeat(shade, rest))
	}
	t.Print(strings.TrimRight(ansi.Truncate(text, max(t.Width, 10), "…"), " "))
	if label != "" {
		indent := strings.Repeat(" ", min(t.period+len(terminal.Gap), 12))
		t.Print(ansi.Truncate(indent+label, max(t.Width, 10), "…"))
	}
}

func orSpace(shade string) string {
	if shade == "" {
		return " "
	}
	return shade
}

// empty returns how many periods from i on have no story of any query, and
// are covered alike.
func (t *barTable) empty(i int) (n int) {
	first := t.line.Series[0].Points
	for k := i; k < len(first) && first[k].Gap == first[i].Gap; k++ {
		if slices.ContainsFunc(t.line.Series, func(s archive.Series) bool { return s.Points[k].Stories > 0 }) {
			break
		}
		n++
	}
	return n
}

// skip draws a run of empty periods as one line.
func (t *barTable) skip(i, n int) {
	points := t.line.Series[0].Points
	text := fmt.Sprintf("%s … %s: none in %d %ss", points[i].Period, points[i+n-1].Period, n, t.line.By)
	text += map[string]string{chronology.GapAll: " ░ no feed was reached", chronology.GapPart: " · some feeds were not reached"}[points[i].Gap]
	t.Print(t.Style(terminal.Dim, ansi.Truncate(text, max(t.Width, 10), "…")))
}

func (t *barTable) foot() {
	for _, text := range format.GapTexts(t.line.Gaps) {
		t.Wrap("  ", t.Style(terminal.Dim, "░ "+text))
	}
	var parts []string
	for _, s := range t.line.Series {
		parts = append(parts, plural(int(s.Total), "story", "stories"))
	}
	text := strings.Join(parts, " against ")
	if t.line.First != "" {
		text += ", " + t.line.First + " to " + t.line.Last
	}
	t.Wrap("", t.Style(terminal.Dim, text+" in "+t.line.Took.Round(100*time.Microsecond).String()))
}
