package format

import (
	"fmt"
	"io"
	"strings"
)

// writeMarkdown writes a Markdown table.
func writeMarkdown(w io.Writer, titles []string, rows [][]string, header bool) error {
	escape := strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`)
	line := func(cells []string) error {
		_, err := fmt.Fprintln(w, "| "+strings.Join(cells, " | ")+" |")
		return err
	}
	if header {
		rule := strings.TrimRight(strings.Repeat("--- | ", len(titles)), "| ")
		if err := line(titles); err != nil {
			return err
		}
		if err := line([]string{rule}); err != nil {
			return err
		}
	}
	for _, cells := range rows {
		for i, f := range titles {
			if f == "link" {
				cells[i] = markdownLink(cells[i])
			} else {
				cells[i] = escape.Replace(cells[i])
			}
		}
		if err := line(cells); err != nil {
			return err
		}
	}
	return nil
}
