// Command search prints how well searches find, on the test collections in
// the folders that it is given, beside SQLite's FTS5.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"text/tabwriter"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate"
)

// longQuestion is from how many words on a question is counted among the long
// ones as well.
const longQuestion = 30

func main() {
	ablate := flag.Bool("ablate", false, "print what each part of the ranking brings")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/evaluate/cmd/search [--ablate] FOLDER…")
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Args(), *ablate); err != nil {
		fmt.Fprintln(os.Stderr, "search:", err)
		os.Exit(1)
	}
}

// row is one line of the table.
type row struct {
	name      string
	documents int
	evaluate.Summary
}

func run(ctx context.Context, folders []string, ablate bool) error {
	var rows []row
	var long []evaluate.TopicResult
	for _, folder := range folders {
		f, err := evaluate.Search(ctx, folder, ablate, archive.Options{})
		if err != nil {
			return fmt.Errorf("measure searches on %s: %w", folder, err)
		}
		rows = append(rows, row{filepath.Base(folder), f.Documents, evaluate.Summarise(f.Topics)})
		long = append(long, evaluate.Longer(f.Topics, longQuestion)...)
	}
	if err := printTable(os.Stdout, rows, long); err != nil || !ablate {
		return err
	}
	return printParts(os.Stdout, rows, long)
}

// printTable prints a line a collection, the mean of their ratios, and the long
// questions of all.
func printTable(out io.Writer, rows []row, long []evaluate.TopicResult) error {
	w := tabwriter.NewWriter(out, 0, 0, 1, ' ', 0)
	fmt.Fprint(w, "| collection\t| documents\t| questions\t| MAP\t| FTS5\t| ratio\t| p\t| nDCG@10\t| FTS5\t|\n") //nolint:errcheck // Flush tells
	fmt.Fprint(w, "| ---\t| ---:\t| ---:\t| ---:\t| ---:\t| ---:\t| ---:\t| ---:\t| ---:\t|\n")                  //nolint:errcheck // Flush tells
	sum := 0.0
	line := func(name, documents string, s evaluate.Summary) {
		fmt.Fprintf(w, "| %s\t| %s\t| %d\t| %.4f\t| %.4f\t| %.3f\t| %.3f\t| %.4f\t| %.4f\t|\n", //nolint:errcheck // Flush tells
			name, documents, s.Ours.Topics, s.Ours.MAP, s.FTS5.MAP, s.Ratio, s.P, s.Ours.NDCG10, s.FTS5.NDCG10)
	}
	for _, r := range rows {
		line(r.name, fmt.Sprint(r.documents), r.Summary)
		sum += r.Ratio
	}
	if len(long) > 0 {
		line(fmt.Sprintf("over %d words", longQuestion), "", evaluate.Summarise(long))
	}
	fmt.Fprintf(w, "| mean ratio\t|\t|\t|\t|\t| %.3f\t|\t|\t|\t|\n", sum/float64(len(rows))) //nolint:errcheck // Flush tells
	return w.Flush()
}

// printParts prints by how much the ratio falls without each part.
func printParts(out io.Writer, rows []row, long []evaluate.TopicResult) error {
	w := tabwriter.NewWriter(out, 0, 0, 1, ' ', 0)
	head, rule := "\n| brings\t|", "| ---\t|"
	parts := archive.RankingParts()
	for _, part := range parts {
		head, rule = head+" "+part+"\t|", rule+" ---:\t|"
	}
	fmt.Fprint(w, head, "\n", rule, "\n") //nolint:errcheck // Flush tells
	if len(long) > 0 {
		rows = append(rows, row{name: fmt.Sprintf("over %d words", longQuestion), Summary: evaluate.Summarise(long)})
	}
	for _, r := range rows {
		fmt.Fprintf(w, "| %s\t|", r.name) //nolint:errcheck // Flush tells
		for _, part := range parts {
			fmt.Fprintf(w, " %+.3f\t|", r.Ratio-r.Ratios[part]) //nolint:errcheck // Flush tells
		}
		fmt.Fprintln(w) //nolint:errcheck // Flush tells
	}
	return w.Flush()
}
