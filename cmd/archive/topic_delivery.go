package main

import (
	"time"

	"github.com/spf13/pflag"
)

// deliveryOptions say where the new stories of topics go. Without a way of
// delivery, they go to standard output.
type deliveryOptions struct {
	exec    string
	timeout time.Duration
}

// deliveryFlags adds the flags of "topic check" and "sync --check" that deliver
// new stories.
func deliveryFlags(f *pflag.FlagSet, o *deliveryOptions) {
	f.StringVar(&o.exec, "exec", "", "pass the news to `COMMAND`, as JSON on its standard input")
	f.DurationVar(&o.timeout, "timeout", time.Minute, "stop the program of --exec after this `DURATION`")
}

// chosen is the flag of the way of delivery, or "".
func (o deliveryOptions) chosen() string {
	if o.exec != "" {
		return "--exec"
	}
	return ""
}
