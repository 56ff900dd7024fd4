// Command forms prints how well words find their forms in real headlines: a table of
// headlines, as command learned reads it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate"
)

func main() {
	mistakes := flag.Int("mistakes", 0, "print so many of the worst queries of each list")
	lists := flag.String("lists", "internal/evaluate/testdata/forms", "folder of the lists of words")
	every := flag.Int("every", 1, "take one of so many headlines")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/evaluate/cmd/forms [-mistakes N] [-every N] HEADLINES.tsv.gz")
	}
	flag.Parse()
	if flag.NArg() != 1 || *every < 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Arg(0), *lists, *every, *mistakes); err != nil {
		fmt.Fprintln(os.Stderr, "forms:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, path, folder string, every, mistakes int) error {
	headlines, err := readHeadlines(path, every)
	if err != nil {
		return err
	}
	names := []string{"everyday.txt", "irregular.txt", "drawn.txt"}
	lists := make([][]evaluate.FormsWord, len(names))
	for i, name := range names {
		if lists[i], err = evaluate.ReadFile(filepath.Join(folder, name), evaluate.ReadForms); err != nil {
			return err
		}
	}
	results, err := evaluate.Forms(ctx, headlines, lists, archive.Options{})
	if err != nil {
		return err
	}
	pairs, err := evaluate.ReadFile(filepath.Join(folder, "apart.txt"), evaluate.ReadPairs)
	if err != nil {
		return err
	}
	together, err := evaluate.Apart(ctx, pairs, archive.Options{})
	if err != nil {
		return err
	}
	return printResults(names, results, len(pairs), together, mistakes)
}

func printResults(names []string, results []evaluate.FormsResult, pairs int, together [][2]string, mistakes int) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "list\twords\tqueries\tstories\trecall\tprecision") //nolint:errcheck // Flush tells
	for i, r := range results {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.4f\t%.4f\n", strings.TrimSuffix(names[i], ".txt"), r.Words, r.Queries, r.Wanted, r.Recall(), r.Precision()) //nolint:errcheck // Flush tells
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Printf("\n%d pairs that are to stay apart: %d of %d words find the other\n", pairs, len(together), 2*pairs)
	for _, p := range together {
		fmt.Printf("  %s finds %s\n", p[0], p[1])
	}
	for i, r := range results {
		slices.SortStableFunc(r.Worst, func(a, b evaluate.FormsMistake) int { return b.Missed + b.Wrong - a.Missed - a.Wrong })
		for _, m := range r.Worst[:min(mistakes, len(r.Worst))] {
			fmt.Printf("%s: %s misses %d, %d are wrong: %s\n", names[i], m.Query, m.Missed, m.Wrong, m.Example)
		}
	}
	return nil
}

// readHeadlines returns the different English headlines of a file.
func readHeadlines(path string, every int) ([]string, error) {
	all, err := evaluate.ReadFile(path, evaluate.ReadHeadlines)
	var headlines []string
	seen := map[string]bool{}
	for _, h := range all {
		if h.Language == "en" && !seen[h.Title] {
			seen[h.Title] = true
			if len(seen)%every == 0 {
				headlines = append(headlines, h.Title)
			}
		}
	}
	return headlines, err
}
