package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/format"
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
	d, err := format.ParseInterval(text)
	if err != nil {
		return err
	}
	if d < pace.ShortestSet {
		return fmt.Errorf("%s: once in %s is the most", text, interval(pace.ShortestSet))
	}
	*e = every(d)
	return nil
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
