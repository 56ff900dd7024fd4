package format

import (
	"fmt"
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
)

// The measures of a chart, in its own units.
const (
	chartWidth  = 960
	chartLeft   = 64
	chartRight  = 24
	chartTop    = 64
	chartHeight = 300 // of the plot
	chartLine   = 20  // of a line of text
	chartNotes  = 60  // lines beneath, at most
)

// chartColours are those of the queries by day.
func chartColours() []string {
	return []string{"#0969da", "#bc4c00", "#1a7f37", "#8250df", "#bf3989"}
}

// queryFill fills the bars of a query, the first 0.
func queryFill(query int) fill { return fill(query % len(chartColours())) }

// chart draws a timeline.
type chart struct {
	drawing
	line     archive.Timeline
	share    bool
	maxValue float64 // of the axis
	peaks    []chartPeak
	gaps     []string
}

// chartPeak is a period with a headline, numbered in the chart.
type chartPeak struct {
	query int
	point archive.Point
}

// drawChart draws a timeline: bars with axes, a title, what is missing shaded,
// and the headlines of the peaks beneath.
func drawChart(d drawing, line archive.Timeline, share bool) error {
	c := chart{drawing: d, line: line, share: share, gaps: GapTexts(line.Gaps)}
	points := 0
	for q, s := range line.Series {
		points = len(s.Points)
		for _, p := range s.Points {
			c.maxValue = max(c.maxValue, c.value(p))
			if p.Headline != "" {
				c.peaks = append(c.peaks, chartPeak{q, p})
			}
		}
	}
	c.peaks = c.peaks[:min(len(c.peaks), chartNotes)]
	c.gaps = c.gaps[:min(len(c.gaps), chartNotes)]
	step := niceStep(c.maxValue / 4)
	c.maxValue = max(step*math.Ceil(c.maxValue/step), step)
	legend := 0
	if len(line.Series) > 1 {
		legend = len(line.Series)
	}
	below := float64(chartTop + chartLine*legend + chartHeight + 3*chartLine)
	title := c.title()
	c.begin(title, chartWidth, below+float64(chartLine*(len(c.peaks)+len(c.gaps)+1)))
	c.text(chartText{x: chartLeft, y: 32, title: true, text: ansi.Truncate(title, 90, "…")})
	for i := range legend {
		y := float64(60 + chartLine*i)
		c.rect(chartRect{fill: queryFill(i), x: chartLeft, y: y - 11, w: 12, h: 12})
		c.text(chartText{x: chartLeft + 20, y: y, text: ansi.Truncate(OrEverything(line.Series[i].Query), 100, "…")})
	}
	top := float64(chartTop + chartLine*legend)
	c.axis(top, step)
	if points > 0 {
		c.bars(top, points)
	} else {
		c.text(chartText{x: chartWidth / 2, y: top + chartHeight/2, align: alignMiddle, soft: true, text: "no stories"})
	}
	c.notes(below)
	return c.end()
}

func (c *chart) title() string {
	names := make([]string, len(c.line.Series))
	for i, s := range c.line.Series {
		names[i] = OrEverything(s.Query)
	}
	what := "stories"
	if c.share {
		what = "share of all stories"
	}
	text := strings.Join(names, " · ") + ": " + what
	if c.line.By != "" {
		text += " by " + c.line.By
	}
	return terminal.Clean(text)
}

func (c *chart) value(p archive.Point) float64 {
	if c.share {
		return 100 * p.Share
	}
	return float64(p.Stories)
}

// notes tells beneath the chart what the numbers stand for, and what is
// missing.
func (c *chart) notes(y float64) {
	const periodWidth = 110
	for n, k := range c.peaks {
		c.text(chartText{x: chartLeft, y: y, soft: true, text: fmt.Sprintf("%d  %s", n+1, k.point.Period)})
		c.text(chartText{x: chartLeft + periodWidth, y: y, text: ansi.Truncate(terminal.Clean(k.point.Headline), 100, "…")})
		y += chartLine
	}
	for _, text := range c.gaps {
		c.rect(chartRect{fill: fillGap, x: chartLeft, y: y - 11, w: 12, h: 12})
		c.text(chartText{x: chartLeft + 20, y: y, soft: true, text: ansi.Truncate(text, 120, "…")})
		y += chartLine
	}
}
