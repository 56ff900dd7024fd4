package format

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
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

// WriteChart writes a timeline as one SVG document: bars with axes, a title,
// what is missing shaded, and the headlines of the peaks beneath. It holds no
// script and refers to nothing outside.
func WriteChart(w io.Writer, line archive.Timeline, share bool) error {
	return drawChart(&svg{w: w}, line, share)
}

// svg is a drawing as SVG. The elements have a class of chartStyle, and the
// colour where that is not understood.
type svg struct {
	w   io.Writer
	err error
}

func (d *svg) print(format string, args ...any) {
	if d.err == nil {
		_, d.err = fmt.Fprintf(d.w, format+"\n", args...)
	}
}

func (d *svg) begin(title string, width, height float64) {
	d.print(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-label="%s" font-family="system-ui, sans-serif" font-size="13">`, units(width), units(height), escaped(title))
	d.print(`<title>%s</title>`, escaped(title))
	d.print(`<style>%s</style>`, chartStyle)
	d.print(`<defs><pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
		`<rect class="hatch" fill="#d1d9e0" width="2" height="6"/></pattern></defs>`)
	d.print(`<rect class="paper" fill="#ffffff" width="%s" height="%s"/>`, units(width), units(height))
}

func (d *svg) rect(r chartRect) {
	colours := `fill="url(#gap)"`
	switch {
	case r.fill >= 0:
		colours = fmt.Sprintf(`class="q%d" fill="%s"`, int(r.fill)+1, chartColours()[r.fill])
	case r.faint:
		colours += ` opacity="0.45"`
	}
	place := fmt.Sprintf(`x="%s" y="%s" width="%s" height="%s"`, units(r.x), units(r.y), units(r.w), units(r.h))
	if r.about == "" {
		d.print(`<rect %s %s/>`, colours, place)
	} else {
		d.print(`<rect %s %s><title>%s</title></rect>`, colours, place, escaped(r.about))
	}
}

func (d *svg) rule(axis bool, x1, x2, y float64) {
	class := `class="rule" stroke="#d1d9e0"`
	if axis {
		class = `class="axis" stroke="#59636e"`
	}
	d.print(`<line %s x1="%s" x2="%s" y1="%[4]s" y2="%[4]s"/>`, class, units(x1), units(x2), units(y))
}

func (d *svg) text(t chartText) {
	class := `class="ink" fill="#1f2328"`
	if t.soft {
		class = `class="soft" fill="#59636e"`
	}
	if t.title {
		class += ` font-size="18" font-weight="600"`
	}
	class += map[align]string{alignMiddle: ` text-anchor="middle"`, alignEnd: ` text-anchor="end"`}[t.align]
	d.print(`<text %s x="%s" y="%s">%s</text>`, class, units(t.x), units(t.y), escaped(t.text))
}

func (d *svg) end() error {
	d.print(`</svg>`)
	return d.err
}

// units writes a number to two decimals at most.
func units(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

// escaped is text from outside as XML has it, without control characters.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(strings.ToValidUTF8(terminal.Clean(text), "")))
	return b.String()
}
