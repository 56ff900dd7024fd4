package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/pace"
)

const (
	day  = 24 * time.Hour
	week = 7 * day
)

// every is the interval between two fetches as a flag: 45m, 2h, 1d, 2w or
// 1d12h.
type every time.Duration

// String implements [pflag.Value].
func (e *every) String() string {
	if *e == 0 {
		return ""
	}
	return interval(time.Duration(*e))
}

// Type implements [pflag.Value].
func (*every) Type() string { return "INTERVAL" }

// Set implements [pflag.Value]. The shortest interval is that of package pace, out
// of politeness to servers.
func (e *every) Set(text string) error {
	d, err := parseInterval(text)
	if err != nil {
		return err
	}
	if d < pace.ShortestSet {
		return fmt.Errorf("%s: once in %s is the most", text, interval(pace.ShortestSet))
	}
	*e = every(d)
	return nil
}

// parseInterval reads a length of time as [time.ParseDuration] does, with d
// and w for days and weeks before the smaller units.
func parseInterval(text string) (time.Duration, error) {
	var total time.Duration
	rest := text
	for _, unit := range []struct {
		name string
		of   time.Duration
	}{{"w", week}, {"d", day}} {
		number, after, ok := strings.Cut(rest, unit.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(number, 64)
		if err != nil || n < 0 || n > 10*365 {
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

// interval formats a duration as a flag takes it: 30m, 2h, 1d, 1w.
func interval(d time.Duration) string {
	var text string
	switch {
	case d > 0 && d%week == 0:
		return strconv.Itoa(int(d/week)) + "w"
	case d >= day:
		text = strconv.Itoa(int(d/day)) + "d"
		if d %= day; d == 0 {
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
