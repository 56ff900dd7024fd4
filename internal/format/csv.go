package format

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// writeCSV writes rows as CSV (RFC 4180; lines end in CRLF), with or without
// a header.
func writeCSV(w io.Writer, fields []string, rows [][]string, header bool) error {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if header {
		_ = c.Write(fields) // Error tells
	}
	for _, row := range rows {
		_ = c.Write(row)
	}
	c.Flush()
	return c.Error()
}

// defused returns rows without formulas, if safe is set: a cell that begins
// like a formula and is not a number gets an apostrophe in front, which a
// spreadsheet reads as "text".
func defused(rows [][]string, safe bool) [][]string {
	if !safe {
		return rows
	}
	out := make([][]string, len(rows))
	for i, row := range rows {
		out[i] = make([]string, len(row))
		for j, cell := range row {
			if strings.IndexAny(cell, "=+-@\t\r＝＋－＠") == 0 {
				if _, err := strconv.ParseFloat(cell, 64); err != nil {
					cell = "'" + cell
				}
			}
			out[i][j] = cell
		}
	}
	return out
}
