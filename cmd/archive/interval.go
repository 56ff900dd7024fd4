package main

import (
	"fmt"
	"time"

	"newsarchive/internal/pace"
)

// every is the interval between two fetches as a flag: 45m, 2h, 1d, 2w or
// 1d12h.
type every time.Duration

// String implements [pflag.Value].
func (e *every) String() string {
	if *e == 0 {
		return ""
	}
	return pace.FormatInterval(time.Duration(*e))
}

// Type implements [pflag.Value].
func (*every) Type() string { return "INTERVAL" }

// Set implements [pflag.Value]. The shortest interval is that of package pace, out
// of politeness to servers.
func (e *every) Set(text string) error {
	d, err := pace.ParseInterval(text)
	if err != nil {
		return err
	}
	if d < pace.ShortestSet {
		return fmt.Errorf("%s: once in %s is the most", text, pace.FormatInterval(pace.ShortestSet))
	}
	*e = every(d)
	return nil
}
