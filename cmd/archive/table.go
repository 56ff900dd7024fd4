package main

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// column is one column of a table on a terminal.
type column struct {
	title string
	style string
	// grows says that the column takes what width is left; its text is cut
	// to fit. The others are as wide as their widest cell, at most half of
	// the terminal.
	grows bool
	right bool // numbers
}

// gap stands between two columns.
const gap = "  "

// table writes rows as an aligned table that fits the terminal, or in a pipe
// as tab-separated records without a header. Cells are cleaned.
func (s *stream) table(columns []column, rows [][]string) error {
	for _, row := range rows {
		for i := range row {
			row[i] = clean(row[i])
		}
	}
	if !s.terminal {
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
		header[i] = strings.ToUpper(c.title)
	}
	if err := s.row(columns, widths, header, true); err != nil {
		return err
	}
	for _, row := range rows {
		if err := s.row(columns, widths, row, false); err != nil {
			return err
		}
	}
	return nil
}

// widths finds how wide each column is, in cells of the terminal.
func (s *stream) widths(columns []column, rows [][]string) []int {
	widths := make([]int, len(columns))
	left := s.width - len(gap)*(len(columns)-1)
	grows := -1
	for i, c := range columns {
		widths[i] = ansi.StringWidth(c.title)
		for _, row := range rows {
			widths[i] = max(widths[i], ansi.StringWidth(row[i]))
		}
		if c.grows {
			grows = i
			continue
		}
		widths[i] = min(widths[i], max(s.width/4, 8))
		left -= widths[i]
	}
	if grows >= 0 {
		widths[grows] = max(min(widths[grows], left), 8)
	}
	return widths
}

func (s *stream) row(columns []column, widths []int, cells []string, header bool) error {
	var line strings.Builder
	for i, cell := range cells {
		cell = ansi.Truncate(cell, widths[i], "…")
		pad := strings.Repeat(" ", max(widths[i]-ansi.StringWidth(cell), 0))
		style := columns[i].style
		if header {
			style = dim
		}
		if style != "" {
			cell = s.style(style, cell)
		}
		if columns[i].right {
			cell = pad + cell
		} else if i < len(cells)-1 {
			cell += pad
		}
		if i > 0 {
			line.WriteString(gap)
		}
		line.WriteString(cell)
	}
	_, err := fmt.Fprintln(s, line.String())
	return err
}
