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
		label := fmt.Sprintf("%g", math.Round(value*1000)/1000)
		if c.share {
			label += "%"
		}
		c.rule(i == 0, chartLeft, chartWidth-chartRight, y)
		c.text(chartText{x: chartLeft - 8, y: y + 4, align: alignEnd, soft: true, text: label})
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
			c.rect(chartRect{fill: fillGap, faint: p.Gap == chronology.GapPart, x: x, y: top, w: slot, h: chartHeight})
		}
		if i%every == 0 {
			t := chartText{x: x + slot/2, y: top + chartHeight + 18, align: alignMiddle, soft: true, text: p.Period}
			if t.x > chartWidth-2*chartRight {
				t.align, t.x = alignEnd, chartWidth-chartRight/2
			}
			c.text(t)
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
	c.rect(chartRect{
		fill: queryFill(query), x: x, y: top + chartHeight - high, w: wide, h: high,
		about: fmt.Sprintf("%s: %d stories, %d clusters", p.Period, p.Stories, p.Clusters),
	})
	for n, k := range c.peaks {
		if k.query == query && k.point.Period == p.Period {
			c.text(chartText{x: x + wide/2, y: top + chartHeight - high - 5, align: alignMiddle, text: fmt.Sprint(n + 1)})
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
