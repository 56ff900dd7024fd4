package reading

// Score is how well a reader did on some pages.
type Score struct {
	Pages   int
	F1      Mean // of the pages whose text is known
	Shingle Mean
	Found   Ratio // snippets that must be there
	LeftOut Ratio // snippets that must not
	Title   Ratio // of the pages whose title is known
	Day     Ratio
	Author  Ratio
	Empty   int // pages without a text
}

// Ratio counts how many of all are right.
type Ratio struct{ Right, All int }

// Percent returns 0 to 100; 100 of nothing.
func (r Ratio) Percent() float64 {
	if r.All == 0 {
		return 100
	}
	return 100 * float64(r.Right) / float64(r.All)
}

func (r *Ratio) add(right bool) {
	r.All++
	if right {
		r.Right++
	}
}

// Mean is an arithmetic mean.
type Mean struct {
	Sum float64
	N   int
}

// Value returns the mean; 0 of nothing.
func (m Mean) Value() float64 {
	if m.N == 0 {
		return 0
	}
	return m.Sum / float64(m.N)
}

func (m *Mean) add(v float64) { m.Sum += v; m.N++ }

// Text adds what a reader made of a page.
func (s *Score) Text(p Page, text string) {
	s.Pages++
	if text == "" {
		s.Empty++
	}
	if p.Text != "" {
		s.F1.add(F1(text, p.Text))
		s.Shingle.add(ShingleF1(text, p.Text))
	}
	for _, snippet := range p.With {
		s.Found.add(Contains(text, snippet))
	}
	for _, snippet := range p.Without {
		s.LeftOut.add(!Contains(text, snippet))
	}
}
