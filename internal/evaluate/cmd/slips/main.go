// Command slips prints how often the hint at a mistyped word or publisher names what
// was meant, in an archive of real headlines: a table of headlines, as command learned
// reads it.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate"
)

type options struct {
	path, list      string
	n, every, wrong int
}

func main() {
	var o options
	flag.IntVar(&o.n, "n", 500, "draw so many slips of each kind")
	flag.StringVar(&o.list, "list", "", "file of more slips, a line each: typed->meant")
	flag.IntVar(&o.every, "every", 1, "take one of so many slips of the list")
	flag.IntVar(&o.wrong, "wrong", 0, "print so many wrong hints of each kind")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/evaluate/cmd/slips [-n N] [-list FILE] [-every N] [-wrong N] HEADLINES.tsv.gz")
	}
	flag.Parse()
	if o.path = flag.Arg(0); flag.NArg() != 1 || o.n < 1 || o.every < 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "slips:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	headlines, err := evaluate.ReadFile(o.path, evaluate.ReadHeadlines)
	if err != nil {
		return err
	}
	slips := evaluate.DrawSlips(headlines, o.n)
	if o.list != "" {
		listed, err := evaluate.ReadFile(o.list, func(r io.Reader) ([]evaluate.Slip, error) {
			return evaluate.ReadSlips(r, filepath.Base(o.list))
		})
		if err != nil {
			return err
		}
		for i := 0; i < len(listed); i += o.every {
			slips = append(slips, listed[i])
		}
	}
	results, err := evaluate.Slips(ctx, headlines, slips, archive.Options{})
	if err != nil {
		return err
	}
	return printTable(os.Stdout, results, o.wrong)
}

func printTable(out io.Writer, results []evaluate.SlipsResult, wrong int) error {
	w := tabwriter.NewWriter(out, 0, 0, 1, ' ', 0)
	fmt.Fprint(w, "| slip\t| typed\t| named\t| another named\t| none\t|\n| ---\t| ---:\t| ---:\t| ---:\t| ---:\t|\n") //nolint:errcheck // Flush tells
	for _, r := range results {
		share := func(n int) float64 { return float64(n) / float64(max(r.Typed, 1)) }
		fmt.Fprintf(w, "| %s\t| %d\t| %.3f\t| %.3f\t| %.3f\t|\n", r.Kind, r.Typed, share(r.Right), share(r.Other), share(r.None)) //nolint:errcheck // Flush tells
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, r := range results {
		for _, h := range r.Wrong[:min(wrong, len(r.Wrong))] {
			fmt.Fprintf(out, "%s: %s is %s, not %q\n", r.Kind, h.Typed, strings.Join(h.Meant, " or "), h.Named) //nolint:errcheck // of no account
		}
	}
	return nil
}
