package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"newsarchive/internal/chronology"
)

// check reads the flags that have a grammar of their own, and says which do
// not go together.
func (o *timelineOptions) check(terminal bool) (err error) {
	if err := checkAt(o.at); err != nil {
		return err
	}
	if o.By, err = chronology.ParseUnit(o.by); err != nil {
		return usageError{err}
	}
	if o.TimeZone, err = parseZone(o.zone); err != nil {
		return err
	}
	switch {
	case o.format != "" && !slices.Contains(timelineFormats(), o.format):
		return usagef("there is no format %q; there are %s", o.format, strings.Join(timelineFormats(), ", "))
	case o.json && o.format != "" && o.format != "json":
		return usagef("--json is short for --format json; here is --format %s too", o.format)
	case o.json:
		o.format = "json"
	case o.format == "" && terminal:
		o.format = "table"
	case o.format == "":
		o.format = "tsv"
	}
	if o.key == "" {
		return nil
	}
	n := 0
	if o.key != "auto" {
		if _, err := fmt.Sscanf(o.key, "%d", &n); err != nil || n < 1 || fmt.Sprint(n) != o.key {
			return usagef("--key %s: say how many dates, 1 or more, or auto", o.key)
		}
	}
	switch {
	case o.format == "svg":
		return usagef("key dates have no format svg; there are table, tsv, csv and json")
	case len(o.Versus) > 0 || o.share || o.By != chronology.NoUnit:
		return usagef("--vs, --share and --by do not go with key dates")
	}
	return nil
}

func timelineError(err error) error {
	if errors.Is(err, chronology.ErrTooLong) {
		return usageError{err}
	}
	return queryError(err)
}

func timelineFormats() []string { return []string{"table", "tsv", "csv", "json", "svg"} }
