package terminal

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Column is one column of a table on a terminal.
type Column struct {
	Title string
	Style string
	// Grows says that the column takes the width that is left; its text is
	// cut to fit. The others are as wide as their widest cell, at most a
	// quarter of the terminal.
	Grows bool
	// Wraps says that a text which is too long goes on in the next lines, in
	// place of being cut. It is for the last column.
	Wraps bool
	Right bool // numbers
}

// Gap separates two columns.
const Gap = "  "

// Table writes rows as an aligned table that fits the terminal, or in a pipe
// as tab-separated records without a header. Cells are cleaned.
func (s *Stream) Table(columns []Column, rows [][]string) error {
	return s.TableWithNotes(columns, rows, nil)
}

// TableWithNotes is Table with lines below rows: notes[i] belong to row i. They
// are cleaned, indented and broken at the width of the terminal; in a pipe they
// are left out.
func (s *Stream) TableWithNotes(columns []Column, rows [][]string, notes [][]string) error {
	for _, row := range rows {
		for i := range row {
			row[i] = Clean(row[i])
		}
	}
	if !s.Terminal {
		for _, row := range rows {
			if _, err := fmt.Fprintln(s, strings.Join(row, "\t")); err != nil {
				return err
			}
		}
		return nil
	}
	if len(rows) == 0 {
		return nil
	}
	widths := s.widths(columns, rows)
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = strings.ToUpper(c.Title)
	}
	if err := s.row(columns, widths, header, true); err != nil {
		return err
	}
	w := &Lines{Stream: s}
	for i, row := range rows {
		if err := s.row(columns, widths, row, false); err != nil {
			return err
		}
		if i < len(notes) {
			for _, note := range notes[i] {
				w.Wrap(noteIndent, noteIndent+Clean(note))
			}
		}
	}
	return w.Err
}

// noteIndent is where the notes below a row begin.
const noteIndent = "      "

// widths finds how wide each column is, in cells of the terminal.
func (s *Stream) widths(columns []Column, rows [][]string) []int {
	widths := make([]int, len(columns))
	left := s.Width - len(Gap)*(len(columns)-1)
	grows := -1
	for i, c := range columns {
		widths[i] = ansi.StringWidth(c.Title)
		for _, row := range rows {
			widths[i] = max(widths[i], ansi.StringWidth(row[i]))
		}
		if c.Grows {
			grows = i
			continue
		}
		widths[i] = min(widths[i], max(s.Width/4, 8))
		left -= widths[i]
	}
	if grows >= 0 {
		widths[grows] = max(min(widths[grows], left), 8)
	}
	return widths
}

func (s *Stream) row(columns []Column, widths []int, cells []string, header bool) error {
	var line strings.Builder
	more := ""
	for i, cell := range cells {
		if columns[i].Wraps {
			cell, more, _ = strings.Cut(Wrap(cell, widths[i]), "\n")
		}
		cell = ansi.Truncate(cell, widths[i], "…")
		pad := strings.Repeat(" ", max(widths[i]-ansi.StringWidth(cell), 0))
		style := columns[i].Style
		if header {
			style = Dim
		}
		if style != "" {
			cell = s.Style(style, cell)
		}
		if columns[i].Right {
			cell = pad + cell
		} else if i < len(cells)-1 {
			cell += pad
		}
		if i > 0 {
			line.WriteString(Gap)
		}
		line.WriteString(cell)
	}
	if more != "" {
		indent := "\n" + strings.Repeat(" ", left(widths))
		line.WriteString(indent + strings.ReplaceAll(more, "\n", indent))
	}
	_, err := fmt.Fprintln(s, line.String())
	return err
}

// left is how many cells are left of the last column.
func left(widths []int) (cells int) {
	for _, width := range widths[:len(widths)-1] {
		cells += width + len(Gap)
	}
	return cells
}
