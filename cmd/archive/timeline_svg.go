package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"newsarchive/internal/archive"
)

// The measures of a chart, in its own units.
const (
	chartWidth  = 960
	chartLeft   = 64
	chartRight  = 24
	chartTop    = 64
	chartHeight = 300 // of the plot
	chartLine   = 20  // of a line of text
)

// chartStyle has the colours by day and by night; the patterns say what is
// missing without colour, too.
const chartStyle = `
  svg { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --rule: #d1d9e0; --paper: #ffffff;
    --q1: #0969da; --q2: #bc4c00; --q3: #1a7f37; --q4: #8250df; --q5: #bf3989 }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #f0f6fc; --soft: #9198a1; --rule: #3d444d; --paper: #0d1117;
      --q1: #4493f8; --q2: #f0883e; --q3: #3fb950; --q4: #ab7df8; --q5: #db61a2 } }
  text { font: 13px system-ui, sans-serif; fill: var(--ink) }
  .title { font-size: 18px; font-weight: 600 } .soft { fill: var(--soft) } .end { text-anchor: end } .middle { text-anchor: middle }
  .paper { fill: var(--paper) } .rule { stroke: var(--rule) } .axis { stroke: var(--soft) }
  .gap { fill: url(#gap) } .q1 { fill: var(--q1) } .q2 { fill: var(--q2) } .q3 { fill: var(--q3) } .q4 { fill: var(--q4) } .q5 { fill: var(--q5) }
`

// chart draws a timeline as SVG.
type chart struct {
	w     io.Writer
	err   error
	line  archive.Timeline
	share bool
	most  float64 // of the axis
	peaks []chartPeak
}

// chartPeak is a period with a headline, numbered in the chart.
type chartPeak struct {
	query int
	point archive.Point
}

func (c *chart) print(format string, args ...any) {
	if c.err == nil {
		_, c.err = fmt.Fprintf(c.w, format+"\n", args...)
	}
}

// escaped is text from outside as XML has it, without control characters.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(strings.ToValidUTF8(clean(text), "")))
	return b.String()
}

// writeChart writes a timeline as one SVG document: bars with axes, a title,
// what is missing shaded, and the headlines of the peaks beneath. It holds no
// script and refers to nothing outside.
func writeChart(w io.Writer, line archive.Timeline, share bool) error {
	c := chart{w: w, line: line, share: share}
	points := 0
	for q, s := range line.Series {
		points = len(s.Points)
		for _, p := range s.Points {
			c.most = max(c.most, c.value(p))
			if p.Headline != "" {
				c.peaks = append(c.peaks, chartPeak{q, p})
			}
		}
	}
	step := niceStep(c.most / 4)
	c.most = max(step*math.Ceil(c.most/step), step)
	legend := 0
	if len(line.Series) > 1 {
		legend = len(line.Series)
	}
	below := chartTop + chartLine*legend + chartHeight + 3*chartLine
	height := below + chartLine*(len(c.peaks)+min(len(line.Gaps), mostGaps)+1)
	title := c.title()
	c.print(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">`, chartWidth, height, escaped(title))
	c.print(`<title>%s</title>`, escaped(title))
	c.print(`<style>%s</style>`, chartStyle)
	c.print(`<defs><pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
		`<rect width="2" height="6" fill="var(--rule)"/></pattern></defs>`)
	c.print(`<rect class="paper" width="%d" height="%d"/>`, chartWidth, height)
	c.print(`<text class="title" x="%d" y="32">%s</text>`, chartLeft, escaped(ansi.Truncate(title, 90, "…")))
	for i := range legend {
		y := 60 + chartLine*i
		c.print(`<rect class="q%d" x="%d" y="%d" width="12" height="12"/><text x="%d" y="%d">%s</text>`,
			i%5+1, chartLeft, y-11, chartLeft+20, y, escaped(ansi.Truncate(line.Series[i].Query, 100, "…")))
	}
	top := float64(chartTop + chartLine*legend)
	c.axis(top, step)
	if points > 0 {
		c.bars(top, points)
	} else {
		c.print(`<text class="soft middle" x="%d" y="%.0f">no stories</text>`, chartWidth/2, top+chartHeight/2)
	}
	c.notes(below)
	c.print(`</svg>`)
	return c.err
}

func (c *chart) title() string {
	names := make([]string, len(c.line.Series))
	for i, s := range c.line.Series {
		names[i] = orEverything(s.Query)
	}
	what := "stories"
	if c.share {
		what = "share of all stories"
	}
	text := strings.Join(names, " · ") + ": " + what
	if c.line.By != "" {
		text += " by " + c.line.By
	}
	return clean(text)
}

func (c *chart) value(p archive.Point) float64 {
	if c.share {
		return 100 * p.Share
	}
	return float64(p.Stories)
}

// niceStep rounds a distance on an axis up to 1, 2 or 5 of a power of ten.
func niceStep(x float64) float64 {
	if x <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, n := range []float64{1, 2, 5} {
		if n*power >= x {
			return n * power
		}
	}
	return 10 * power
}

// axis draws the lines of the values and their numbers.
func (c *chart) axis(top, step float64) {
	for i := 0; float64(i)*step <= c.most*1.001; i++ {
		value := float64(i) * step
		y := top + chartHeight - value/c.most*chartHeight
		class := "rule"
		if i == 0 {
			class = "axis"
		}
		label := fmt.Sprintf("%g", math.Round(value*1000)/1000)
		if c.share {
			label += "%"
		}
		c.print(`<line class="%s" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/><text class="soft end" x="%d" y="%.1f">%s</text>`,
			class, chartLeft, chartWidth-chartRight, y, y, chartLeft-8, y+4, label)
	}
}

// bars draws the periods: what is missing behind, the bars of each query side
// by side, the numbers of the peaks above, names of periods below.
func (c *chart) bars(top float64, points int) {
	slot := float64(chartWidth-chartLeft-chartRight) / float64(points)
	every := max(int(math.Ceil(84/slot)), 1)
	wide := slot * 0.8 / float64(len(c.line.Series))
	for i, p := range c.line.Series[0].Points {
		x := chartLeft + slot*float64(i)
		if p.Gap != "" {
			opacity := map[string]string{archive.GapAll: "1", archive.GapPart: "0.45"}[p.Gap]
			c.print(`<rect class="gap" opacity="%s" x="%.2f" y="%.1f" width="%.2f" height="%d"/>`, opacity, x, top, slot, chartHeight)
		}
		if i%every == 0 {
			class, at := "middle", x+slot/2
			if at > chartWidth-2*chartRight {
				class, at = "end", chartWidth-chartRight/2
			}
			c.print(`<text class="soft %s" x="%.1f" y="%.1f">%s</text>`, class, at, top+chartHeight+18, escaped(p.Period))
		}
		for q, s := range c.line.Series {
			c.column(s.Points[i], q, x+slot*0.1+wide*float64(q), top, wide)
		}
	}
}

func (c *chart) column(p archive.Point, query int, x, top, wide float64) {
	if p.Stories == 0 {
		return
	}
	high := max(c.value(p)/c.most*chartHeight, 1)
	c.print(`<rect class="q%d" x="%.2f" y="%.1f" width="%.2f" height="%.1f"><title>%s: %d stories, %d clusters</title></rect>`,
		query%5+1, x, top+chartHeight-high, wide, high, escaped(p.Period), p.Stories, p.Clusters)
	for n, k := range c.peaks {
		if k.query == query && k.point.Period == p.Period {
			c.print(`<text class="middle" x="%.1f" y="%.1f">%d</text>`, x+wide/2, top+chartHeight-high-5, n+1)
		}
	}
}

// notes tells beneath the chart what the numbers stand for, and what is
// missing.
func (c *chart) notes(y int) {
	for n, k := range c.peaks {
		c.print(`<text x="%d" y="%d"><tspan class="soft">%d  %s</tspan>  %s</text>`,
			chartLeft, y+chartLine*n, n+1, escaped(k.point.Period), escaped(ansi.Truncate(clean(k.point.Headline), 100, "…")))
	}
	y += chartLine * len(c.peaks)
	for i, g := range c.line.Gaps {
		if i == mostGaps {
			break
		}
		c.print(`<rect class="gap" x="%d" y="%d" width="12" height="12"/><text class="soft" x="%d" y="%d">%s</text>`,
			chartLeft, y+chartLine*i-11, chartLeft+20, y+chartLine*i, escaped(gapText(g)))
	}
}
