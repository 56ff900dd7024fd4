package main

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"newsarchive/internal/format"
)

// formats are the values of --format.
func formats() []string { return append([]string{"table"}, format.Names()...) }

func checkFormat(name string) error {
	if name != "" && !slices.Contains(formats(), name) {
		return usagef("there is no format %q; there are %s", name, strings.Join(formats(), ", "))
	}
	return nil
}

// checkSelf fails on an address where no feed can be.
func checkSelf(address string) error {
	if address != "" && format.WebLink(address) == "" {
		return usagef("--self %s: a feed is at an http or https address", address)
	}
	return nil
}

// formatOptions are the flags of how an answer is written.
type formatOptions struct {
	format  string
	safeCSV bool
	self    string
	json    bool
}

// options are those of the writer, with dates in the zone.
func (o formatOptions) options(zone *time.Location) format.Options {
	return format.Options{Format: o.format, SafeCSV: o.safeCSV, Zone: zone}
}

// safeCSV adds --safe-csv, which neutralizes formulas in CSV.
func safeCSV(f *pflag.FlagSet, safe *bool) {
	f.BoolVar(safe, "safe-csv", false, "with --format csv: a ' before cells that a spreadsheet would take for formulas; for files that are opened in one")
}

// formatFlags adds --format, --json, --safe-csv and --self.
func formatFlags(cmd *cobra.Command, o *formatOptions) {
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "", "`FORM`: "+strings.Join(formats(), ", ")+" (default: table on a terminal, tsv in a pipe)")
	f.StringVar(&o.self, "self", "", "with --format atom or rss: the `ADDRESS` where the feed will be found")
	f.BoolVar(&o.json, "json", false, "short for --format json")
	safeCSV(f, &o.safeCSV)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats(), cobra.ShellCompDirectiveNoFileComp))
}
