package web

import (
	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// chartView is a timeline as bars, in units of its own: each period is a
// column one wide, and the highest bar 100 high. The page stretches it.
type chartView struct {
	By      string
	Width   int // periods
	Columns []columnView
	Legend  []string // the queries, when there are several
	Highest string   // the value of the highest bar
	Ends    []string // the first, middle and last period
	Gaps    []string
}

// columnView is one period.
type columnView struct {
	X     int
	Gap   string // part, all or ""
	Href  string // narrows the dates to it
	Label string
	Bars  []barView
}

// barView is one query in a period.
type barView struct {
	Query  int // from 1
	X      float64
	Y      float64
	Width  float64
	Height float64
}

// newChart draws a timeline of two periods or more; link makes the address of a
// period.
func newChart(line archive.Timeline, share bool, link func(archive.Point) string) *chartView {
	if len(line.Series) == 0 || len(line.Series[0].Points) < 2 {
		return nil
	}
	points := line.Series[0].Points
	c := &chartView{By: line.By, Width: len(points), Gaps: format.GapTexts(line.Gaps)}
	value := func(p archive.Point) float64 {
		if share {
			return 100 * p.Share
		}
		return float64(p.Stories)
	}
	highest := 0.0
	for _, s := range line.Series {
		for _, p := range s.Points {
			highest = max(highest, value(p))
		}
		if len(line.Series) > 1 {
			c.Legend = append(c.Legend, terminal.Clean(format.OrEverything(s.Query)))
		}
	}
	c.Highest = valueWords(highest, share)
	for i, p := range points {
		col := columnView{X: i, Gap: p.Gap, Href: link(p), Label: p.Period + gapWords(p.Gap)}
		width := 0.8 / float64(len(line.Series))
		for q, s := range line.Series {
			v := value(s.Points[i])
			col.Label += ", " + seriesWords(line, q) + valueWords(v, share)
			if v > 0 {
				high := max(100*v/highest, 1.5)
				col.Bars = append(col.Bars, barView{q%5 + 1, float64(i) + 0.1 + width*float64(q), 100 - high, width, high})
			}
		}
		c.Columns = append(c.Columns, col)
	}
	c.Ends = []string{points[0].Period}
	if n := len(points); n > 2 {
		c.Ends = append(c.Ends, points[n/2].Period)
	}
	c.Ends = append(c.Ends, points[len(points)-1].Period)
	return c
}

func seriesWords(line archive.Timeline, q int) string {
	if len(line.Series) == 1 {
		return ""
	}
	return terminal.Clean(format.OrEverything(line.Series[q].Query)) + ": "
}

func valueWords(v float64, share bool) string {
	if share {
		return percent(v)
	}
	return format.Plural(int(v), "story", "stories")
}

func gapWords(gap string) string {
	switch gap {
	case chronology.GapAll:
		return " (no feed was reached)"
	case chronology.GapPart:
		return " (some feeds were not reached)"
	}
	return ""
}
