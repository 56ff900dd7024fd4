package terminal

import (
	"math"
	"strings"
)

// Bar draws a part of one (0 to 1) as a bar of at most width cells, to the
// eighth of a cell. What is more than nothing is seen.
func Bar(part float64, width int) string {
	if part <= 0 || width < 1 || math.IsNaN(part) {
		return ""
	}
	eighths := max(int(math.Round(min(part, 1)*float64(width)*8)), 1)
	return strings.Repeat("█", eighths/8) + []string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}[eighths%8]
}

// Sparkline draws counts as columns beside each other, each one cell; what is
// nothing is empty.
func Sparkline(counts []int64) string {
	var maxCount int64
	for _, n := range counts {
		maxCount = max(maxCount, n)
	}
	columns := []rune("▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, n := range counts {
		if n <= 0 {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(columns[(n*int64(len(columns))-1)/maxCount])
	}
	return b.String()
}
