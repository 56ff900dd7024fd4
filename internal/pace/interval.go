package pace

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

const (
	oneDay  = 24 * time.Hour
	oneWeek = 7 * oneDay
)

// ParseInterval reads a length of time as [time.ParseDuration] does, with d and w
// for days and weeks before the smaller units: 45m, 2h, 1d, 1w, 1d12h.
func ParseInterval(text string) (time.Duration, error) {
	var total time.Duration
	rest := text
	for _, unit := range []struct {
		name string
		of   time.Duration
	}{{"w", oneWeek}, {"d", oneDay}} {
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

// FormatInterval writes an interval as [ParseInterval] reads it: 30m, 2h, 1d, 1w.
func FormatInterval(d time.Duration) string {
	var text string
	switch {
	case d > 0 && d%oneWeek == 0:
		return strconv.Itoa(int(d/oneWeek)) + "w"
	case d >= oneDay:
		text = strconv.Itoa(int(d/oneDay)) + "d"
		if d %= oneDay; d == 0 {
			return text
		}
	}
	text += d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-2]
		}
	}
	return text
}
