package main

import (
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/spf13/pflag"

	"newsarchive/internal/archive"
)

// limitFlags say what of a feed is stored.
type limitFlags struct {
	maxSize string
	skip    []string
	noSkip  []string // of feeds that are there
}

func (o *limitFlags) register(f *pflag.FlagSet) {
	f.StringVar(&o.maxSize, "max-size", "", "the longest document, as a `SIZE`: 500kB, 40MB (default 15MiB)")
	f.StringArrayVar(&o.skip, "skip", nil, "leave out new items by this `RULE`; may be repeated")
}

// skipHelp explains the rules to a person.
const skipHelp = `--skip leaves out new items by a rule in the language of searches: words,
"phrases", beginnings (word*), title:, text:, publisher:, author:, site:, lang:
and tag:, with OR, NOT (-) and parentheses. Of a cluster its own headline counts.
What is left out is not stored but counted; items that are stored already stay,
and are followed as before.`

// bytes reads --max-size; 0 is the default.
func (o *limitFlags) bytes() (int64, error) {
	switch strings.ToLower(strings.TrimSpace(o.maxSize)) {
	case "", "0", "default":
		return 0, nil
	}
	n, err := humanize.ParseBytes(o.maxSize)
	if err != nil || n < archive.MinFeedBytes || n > archive.MaxFeedBytes {
		return 0, usagef("--max-size is a size from 1kB to 200MB, such as 500kB or 40MB, or default; not %q", o.maxSize)
	}
	return int64(n), nil
}

// rules returns the changes of rules; an empty rule removes those that are there.
func (o *limitFlags) rules() (e archive.SkipEdit) {
	e.Remove = o.noSkip
	for _, rule := range o.skip {
		if strings.TrimSpace(rule) == "" {
			e.Clear, e.Add = true, nil
			continue
		}
		e.Add = append(e.Add, rule)
	}
	return e
}
