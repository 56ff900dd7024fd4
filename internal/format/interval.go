package format

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ParseInterval reads a length of time as [time.ParseDuration] does, with d and w
// for days and weeks before the smaller units: 45m, 2h, 1d, 1w, 1d12h.
func ParseInterval(text string) (time.Duration, error) {
	const day = 24 * time.Hour
	var total time.Duration
	rest := text
	for _, unit := range []struct {
		name string
		of   time.Duration
	}{{"w", 7 * day}, {"d", day}} {
		number, after, ok := strings.Cut(rest, unit.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(number, 64)
		if err != nil || !(n >= 0 && n <= 10*365) {
			return 0, fmt.Errorf("%q is no interval; write 45m, 2h, 1d or 1w", text)
		}
		total += time.Duration(n * float64(unit.of))
		rest = after
	}
	if rest == "" && text != "" {
		return total, nil
	}
	d, err := time.ParseDuration(rest)
	if err != nil {
		return 0, fmt.Errorf("%q is no interval; write 45m, 2h, 1d or 1w", text)
	}
	return total + d, nil
}
