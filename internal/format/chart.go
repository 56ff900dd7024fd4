package format

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
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
)

// chartStyle puts the reader's colours, by day and by night, over the literal
// ones that the elements have: a program that knows no variables, such as
// librsvg, keeps those. The patterns say what is missing without colour, too.
const chartStyle = `
  svg { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --rule: #d1d9e0; --paper: #ffffff;
    --q1: #0969da; --q2: #bc4c00; --q3: #1a7f37; --q4: #8250df; --q5: #bf3989 }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #f0f6fc; --soft: #9198a1; --rule: #3d444d; --paper: #0d1117;
      --q1: #4493f8; --q2: #f0883e; --q3: #3fb950; --q4: #ab7df8; --q5: #db61a2 } }
  .ink { fill: var(--ink) } .soft { fill: var(--soft) } .paper { fill: var(--paper) }
  .rule { stroke: var(--rule) } .axis { stroke: var(--soft) } .hatch { fill: var(--rule) }
  .q1 { fill: var(--q1) } .q2 { fill: var(--q2) } .q3 { fill: var(--q3) } .q4 { fill: var(--q4) } .q5 { fill: var(--q5) }
`

// ChartStyleHash names the style sheet inside a chart, for a Content Security
// Policy (CSP 3, 2.3.1).
func ChartStyleHash() string {
	sum := sha256.Sum256([]byte(chartStyle))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// The attributes of the elements: a class of chartStyle, and the colour and
// font where that is not understood.
const (
	inkText   = `class="ink" fill="#1f2328"`
	softText  = `class="soft" fill="#59636e"`
	titleText = inkText + ` font-size="18" font-weight="600"`
	paper     = `class="paper" fill="#ffffff"`
	ruleLine  = `class="rule" stroke="#d1d9e0"`
	axisLine  = `class="axis" stroke="#59636e"`
	gapFill   = `fill="url(#gap)"`
	inMiddle  = ` text-anchor="middle"`
	atEnd     = ` text-anchor="end"`
)

// barFill are the attributes of the bars of a query, the first 0.
func barFill(query int) string {
	colours := []string{"#0969da", "#bc4c00", "#1a7f37", "#8250df", "#bf3989"}
	n := query % len(colours)
	return fmt.Sprintf(`class="q%d" fill="%s"`, n+1, colours[n])
}

// chart draws a timeline as SVG.
type chart struct {
	w        io.Writer
	err      error
	line     archive.Timeline
	share    bool
	maxValue float64 // of the axis
	peaks    []chartPeak
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
	_ = xml.EscapeText(&b, []byte(strings.ToValidUTF8(terminal.Clean(text), "")))
	return b.String()
}

// WriteChart writes a timeline as one SVG document: bars with axes, a title,
// what is missing shaded, and the headlines of the peaks beneath. It holds no
// script and refers to nothing outside.
func WriteChart(w io.Writer, line archive.Timeline, share bool) error {
	c := chart{w: w, line: line, share: share}
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
	step := niceStep(c.maxValue / 4)
	c.maxValue = max(step*math.Ceil(c.maxValue/step), step)
	legend := 0
	if len(line.Series) > 1 {
		legend = len(line.Series)
	}
	below := chartTop + chartLine*legend + chartHeight + 3*chartLine
	height := below + chartLine*(len(c.peaks)+len(GapTexts(line.Gaps))+1)
	title := c.title()
	c.print(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s" font-family="system-ui, sans-serif" font-size="13">`, chartWidth, height, escaped(title))
	c.print(`<title>%s</title>`, escaped(title))
	c.print(`<style>%s</style>`, chartStyle)
	c.print(`<defs><pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
		`<rect class="hatch" fill="#d1d9e0" width="2" height="6"/></pattern></defs>`)
	c.print(`<rect `+paper+` width="%d" height="%d"/>`, chartWidth, height)
	c.print(`<text `+titleText+` x="%d" y="32">%s</text>`, chartLeft, escaped(ansi.Truncate(title, 90, "…")))
	for i := range legend {
		y := 60 + chartLine*i
		c.print(`<rect %s x="%d" y="%d" width="12" height="12"/><text `+inkText+` x="%d" y="%d">%s</text>`,
			barFill(i), chartLeft, y-11, chartLeft+20, y, escaped(ansi.Truncate(line.Series[i].Query, 100, "…")))
	}
	top := float64(chartTop + chartLine*legend)
	c.axis(top, step)
	if points > 0 {
		c.bars(top, points)
	} else {
		c.print(`<text `+softText+inMiddle+` x="%d" y="%.0f">no stories</text>`, chartWidth/2, top+chartHeight/2)
	}
	c.notes(below)
	c.print(`</svg>`)
	return c.err
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
func (c *chart) notes(y int) {
	for n, k := range c.peaks {
		c.print(`<text `+inkText+` x="%d" y="%d"><tspan `+softText+`>%d  %s</tspan>  %s</text>`,
			chartLeft, y+chartLine*n, n+1, escaped(k.point.Period), escaped(ansi.Truncate(terminal.Clean(k.point.Headline), 100, "…")))
	}
	y += chartLine * len(c.peaks)
	for i, text := range GapTexts(c.line.Gaps) {
		c.print(`<rect `+gapFill+` x="%d" y="%d" width="12" height="12"/><text `+softText+` x="%d" y="%d">%s</text>`,
			chartLeft, y+chartLine*i-11, chartLeft+20, y+chartLine*i, escaped(ansi.Truncate(text, 120, "…")))
	}
}
