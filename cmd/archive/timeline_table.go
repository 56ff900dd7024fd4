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
)

// fewest is how many empty periods in a row are drawn one by one; more are
// one line.
const fewest = 4

// beside is from what width on a headline stands beside its bar.
const beside = 100

// barTable draws timelines as bars.
type barTable struct {
	lines
	line    archive.Timeline
	share   bool
	most    float64
	period  int // widths in cells
	bar     int
	numbers int
}

// drawTimeline draws a timeline on a terminal, each period a row of its own
// for each query.
func (a *app) drawTimeline(line archive.Timeline, share bool) error {
	t := barTable{lines: lines{stream: a.out}, line: line, share: share}
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
	return t.err
}

// row draws one period of one query.
func (t *barTable) row(i, q int) {
	p := t.line.Series[q].Points[i]
	name := p.Period
	if q > 0 {
		name = ""
	}
	if len(t.line.Series) > 1 {
		name = fit(name, t.period-2) + " " + strconv.Itoa(q+1)
	}
	number := strconv.FormatInt(p.Stories, 10)
	if t.share {
		number = fmt.Sprintf("%.2f%%", 100*p.Share)
	}
	text := t.style(dim, fit(name, t.period)) + gap + fmt.Sprintf("%*s", t.numbers, number)
	if t.clusters() {
		text += gap + t.style(dim, fmt.Sprintf("%*d", len("CLUSTERS"), p.Clusters))
	}
	drawn := bar(part(t.value(p), t.most), t.bar)
	shade := map[string]string{chronology.GapAll: "░", chronology.GapPart: "·"}[p.Gap]
	rest := t.bar - ansi.StringWidth(drawn)
	text += gap + t.style(hue(q), drawn)
	label := clean(p.Headline)
	if t.width >= beside && label != "" {
		text += t.style(dim, strings.Repeat(orSpace(shade), rest)) + gap + label
		label = ""
	} else if shade != "" {
		text += t.style(dim, strings.Repeat(shade, rest))
	}
	t.print(strings.TrimRight(ansi.Truncate(text, max(t.width, 10), "…"), " "))
	if label != "" {
		indent := strings.Repeat(" ", min(t.period+len(gap), 12))
		t.print(ansi.Truncate(indent+label, max(t.width, 10), "…"))
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

// skip says a run of empty periods in one line.
func (t *barTable) skip(i, n int) {
	points := t.line.Series[0].Points
	text := fmt.Sprintf("%s … %s: none in %d %ss", points[i].Period, points[i+n-1].Period, n, t.line.By)
	text += map[string]string{chronology.GapAll: " ░ no feed was reached", chronology.GapPart: " · some feeds were not reached"}[points[i].Gap]
	t.print(t.style(dim, ansi.Truncate(text, max(t.width, 10), "…")))
}

func (t *barTable) foot() {
	for _, text := range gapTexts(t.line.Gaps) {
		t.wrap("  ", t.style(dim, "░ "+text))
	}
	var parts []string
	for _, s := range t.line.Series {
		parts = append(parts, plural(int(s.Total), "story", "stories"))
	}
	text := strings.Join(parts, " against ")
	if t.line.First != "" {
		text += ", " + t.line.First + " to " + t.line.Last
	}
	t.wrap("", t.style(dim, text+" in "+t.line.Took.Round(100*time.Microsecond).String()))
}
