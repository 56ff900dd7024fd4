// Command keydates prints how well key dates agree with the chronologies in
// the folders that it is given, beside the days with the most stories and the
// days that the most stories mention. Each is measured in two ways: free, with
// nothing but the number of dates, and with the range of each chronology given.
package main

import (
	"cmp"
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
	ablation := flag.Bool("ablation", false, "print instead what each part of the score brings, with ranges given")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/evaluate/cmd/keydates [-n N] [-json] [-ablation] FOLDER…")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 || *n < 0 {
		flag.Usage()
		os.Exit(2)
	}
	if *ablation {
		if err := ablate(flag.Args()); err != nil {
			fmt.Fprintln(os.Stderr, "keydates:", err)
			os.Exit(1)
		}
		return
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

func ablate(folders []string) error {
	all, err := evaluate.Ablate(folders)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "without\tF1\tchange") //nolint:errcheck // Flush tells
	for _, a := range all {
		fmt.Fprintf(w, "%s\t%.3f\t%+.3f\n", cmp.Or(a.Without, "nothing"), a.F1, a.F1-all[0].F1) //nolint:errcheck // Flush tells
	}
	return w.Flush()
}

func table(out io.Writer, all []evaluate.Dates) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "topic\tarticles\tchronologies\tdates\trange\tmethod\tprecision\trecall\tF1") //nolint:errcheck // Flush tells
	for _, d := range all {
		for _, way := range []struct {
			name string
			evaluate.Choices
		}{{"free", d.Choices}, {"given", d.Given}} {
			for _, m := range []struct {
				name string
				evaluate.DateScore
			}{{"key dates", way.Ours}, {"most stories", way.Stories}, {"most mentions", way.Mentions}} {
				fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%s\t%s\t%.3f\t%.3f\t%.3f\n", //nolint:errcheck // Flush tells
					d.Topic, d.Articles, d.Chronologies, d.Asked, way.name, m.name, m.Precision, m.Recall, m.F1)
			}
		}
	}
	return w.Flush()
}
