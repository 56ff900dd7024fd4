package format

import (
	"fmt"
	"math"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
)

// axis draws the lines of the values and their numbers.
func (c *chart) axis(top, step float64) {
	for i := 0; float64(i)*step <= c.maxValue*1.001; i++ {
		value := float64(i) * step
		y := top + chartHeight - value/c.maxValue*chartHeight
		line := ruleLine
		if i == 0 {
			line = axisLine
		}
		label := fmt.Sprintf("%g", math.Round(value*1000)/1000)
		if c.share {
			label += "%"
		}
		c.print(`<line %s x1="%d" x2="%d" y1="%.1f" y2="%.1f"/><text `+softText+atEnd+` x="%d" y="%.1f">%s</text>`,
			line, chartLeft, chartWidth-chartRight, y, y, chartLeft-8, y+4, label)
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
			opacity := map[string]string{chronology.GapAll: "1", chronology.GapPart: "0.45"}[p.Gap]
			c.print(`<rect `+gapFill+` opacity="%s" x="%.2f" y="%.1f" width="%.2f" height="%d"/>`, opacity, x, top, slot, chartHeight)
		}
		if i%every == 0 {
			anchor, at := inMiddle, x+slot/2
			if at > chartWidth-2*chartRight {
				anchor, at = atEnd, chartWidth-chartRight/2
			}
			c.print(`<text `+softText+`%s x="%.1f" y="%.1f">%s</text>`, anchor, at, top+chartHeight+18, escaped(p.Period))
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
	high := max(c.value(p)/c.maxValue*chartHeight, 1)
	c.print(`<rect %s x="%.2f" y="%.1f" width="%.2f" height="%.1f"><title>%s: %d stories, %d clusters</title></rect>`,
		barFill(query), x, top+chartHeight-high, wide, high, escaped(p.Period), p.Stories, p.Clusters)
	for n, k := range c.peaks {
		if k.query == query && k.point.Period == p.Period {
			c.print(`<text `+inkText+inMiddle+` x="%.1f" y="%.1f">%d</text>`, x+wide/2, top+chartHeight-high-5, n+1)
		}
	}
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
