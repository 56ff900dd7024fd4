package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/net/html/atom"
)

// htmlTable collects the rows of a table until it ends. One within another is
// read as more rows of the outer one.
type htmlTable struct {
	depth  int // open <table> elements
	rows   [][]string
	header bool // the first row has headings
}

// tableColumns is how many columns are aligned at most.
const tableColumns = 12

func (p *htmlPrinter) startTable(tag atom.Atom) {
	if tag == atom.Table {
		if p.table.depth == 0 {
			p.block()
			p.gap = true
		}
		p.table.depth++
		return
	}
	if p.table.depth == 0 {
		return
	}
	switch tag {
	case atom.Tr:
		p.cell()
		p.table.rows = append(p.table.rows, nil)
	case atom.Th:
		p.cell()
		p.table.header = p.table.header || len(p.table.rows) <= 1
	case atom.Td:
		p.cell()
	}
}

func (p *htmlPrinter) finishTable(tag atom.Atom) {
	if p.table.depth == 0 {
		return
	}
	if tag != atom.Table {
		p.cell()
		return
	}
	if p.table.depth > 1 {
		p.table.depth--
		return
	}
	p.endTable()
}

// cell ends a cell.
func (p *htmlPrinter) cell() {
	text := strings.TrimSpace(p.words.String())
	p.words.Reset()
	p.space = false
	if text == "" {
		return
	}
	if len(p.table.rows) == 0 {
		p.table.rows = append(p.table.rows, nil) // a caption, or a cell without a row
	}
	last := len(p.table.rows) - 1
	p.table.rows[last] = append(p.table.rows[last], text)
}

// endTable prints the table: aligned where it fits, else its cells in a line.
func (p *htmlPrinter) endTable() {
	if p.table.depth == 0 {
		return
	}
	p.cell()
	table := p.table
	p.table = htmlTable{}
	widths := columnWidths(table.rows)
	_, indent := p.indents()
	sum := ansi.StringWidth(indent)
	for _, width := range widths {
		sum += width + len(Gap)
	}
	aligned := p.Terminal && len(widths) <= tableColumns && sum-len(Gap) <= p.width
	for i, row := range table.rows {
		if len(row) == 0 {
			continue
		}
		p.begin(indent)
		style := ""
		if i == 0 && table.header {
			style = Bold
		}
		if aligned {
			p.Print(indent + p.styled(style, alignedRow(row, widths)))
			continue
		}
		p.wrap(indent, indent+"  ", strings.Join(row, " | "), style)
	}
	p.gap = true
}

func columnWidths(rows [][]string) (widths []int) {
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	return widths
}

func alignedRow(row []string, widths []int) string {
	var b strings.Builder
	for i, cell := range row {
		if i > 0 {
			b.WriteString(Gap)
		}
		b.WriteString(cell)
		if i < len(row)-1 {
			b.WriteString(strings.Repeat(" ", max(widths[i]-ansi.StringWidth(cell), 0)))
		}
	}
	return b.String()
}
