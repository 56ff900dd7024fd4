package main

import (
	"github.com/spf13/pflag"

	"newsarchive/internal/archive"
)

// narrowing adds the flags by which a command that asks a query narrows it.
func narrowing(f *pflag.FlagSet, o *archive.Question) {
	f.StringVar(&o.Since, "since", "", "published on or after `DATE`: 2026-01-14, 2026-01, yesterday …")
	f.StringVar(&o.Until, "until", "", "published on or before `DATE`")
	f.StringSliceVar(&o.Feed, "feed", nil, "only of this feed, by `NAME` or number")
	f.StringSliceVar(&o.Publisher, "publisher", nil, "only by this publisher, by `NAME` or its words")
}
