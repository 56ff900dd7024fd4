package format

// drawing takes the shapes of a chart, in the chart's units. Texts may have
// anything; a drawing writes them safely.
type drawing interface {
	begin(title string, width, height float64)
	rect(r chartRect)
	rule(axis bool, x1, x2, y float64)
	text(t chartText)
	end() error
}

// fill is what fills a rectangle: the bars of a query, counted from 0, or the
// hatching of what is missing.
type fill int

const fillGap fill = -1

// chartRect is a rectangle with what it stands for.
type chartRect struct {
	fill       fill
	faint      bool // of a gap: a part of it
	x, y, w, h float64
	about      string
}

// chartText is a line of text; y is its baseline.
type chartText struct {
	x, y  float64
	align align
	soft  bool
	title bool
	text  string
}

type align int

const (
	alignStart align = iota
	alignMiddle
	alignEnd
)
