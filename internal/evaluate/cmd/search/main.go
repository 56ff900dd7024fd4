// Command search prints how well searches find, on the test collections in
// the folders that it is given, beside SQLite's FTS5.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"text/tabwriter"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/evaluate/cmd/search FOLDER…")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "search:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, folders []string) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "collection\tdocuments\tquestions\tMAP\tFTS5\tratio\tnDCG@10\tFTS5\tratio") //nolint:errcheck // Flush tells
	for _, folder := range folders {
		f, err := evaluate.Search(ctx, folder, archive.Options{})
		if err != nil {
			return fmt.Errorf("measure searches on %s: %w", folder, err)
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%.4f\t%.4f\t%.3f\t%.4f\t%.4f\t%.3f\n", filepath.Base(folder), f.Documents, f.Ours.Topics, //nolint:errcheck // Flush tells
			f.Ours.MAP, f.FTS5.MAP, f.Ours.MAP/f.FTS5.MAP, f.Ours.NDCG10, f.FTS5.NDCG10, f.Ours.NDCG10/f.FTS5.NDCG10)
	}
	return w.Flush()
}
