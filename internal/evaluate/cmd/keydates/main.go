// Command keydates prints how well key dates agree with the chronologies in
// the folders that it is given, beside the days with the most stories.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"text/tabwriter"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate"
)

func main() {
	n := flag.Int("n", 0, "ask for `N` dates (default: as many as the chronologies have on average)")
	asJSON := flag.Bool("json", false, "print one JSON document")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/evaluate/cmd/keydates [-n N] [-json] FOLDER…")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 || *n < 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Args(), *n, *asJSON); err != nil {
		fmt.Fprintln(os.Stderr, "keydates:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, folders []string, n int, asJSON bool) error {
	var all []evaluate.Dates
	for _, folder := range folders {
		some, err := evaluate.KeyDates(ctx, folder, n, archive.Options{})
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	for _, d := range all {
		for _, f := range d.Faults {
			fmt.Fprintf(os.Stderr, "%s: %v\n", d.Topic, f)
		}
	}
	mean := evaluate.MeanDates(all)
	if asJSON {
		return json.NewEncoder(os.Stdout).Encode(struct {
			Topics []evaluate.Dates `json:"topics"`
			Mean   evaluate.Dates   `json:"mean"`
		}{all, mean})
	}
	if len(all) > 1 {
		all = append(all, mean)
	}
	return table(os.Stdout, all)
}

func table(out io.Writer, all []evaluate.Dates) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "topic\tarticles\tchronologies\tdates\tmethod\tprecision\trecall\tF1") //nolint:errcheck // Flush tells
	for _, d := range all {
		for _, m := range []struct {
			name string
			evaluate.DateScore
		}{{"key dates", d.Ours}, {"most stories", d.Baseline}} {
			fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%s\t%.3f\t%.3f\t%.3f\n", //nolint:errcheck // Flush tells
				d.Topic, d.Articles, d.Chronologies, d.Asked, m.name, m.Precision, m.Recall, m.F1)
		}
	}
	return w.Flush()
}
