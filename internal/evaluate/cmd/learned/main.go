// Command learned prints which words stand for everyday words in the events of
// real headlines. A file is a set of labelled stories (.jsonl), whose labels do not
// count, or a table of headlines: see [evaluate.ReadHeadlines].
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"text/tabwriter"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate"
)

func main() {
	list := flag.String("words", "internal/evaluate/testdata/learned/everyday.txt", "file with the words, one a line")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/evaluate/cmd/learned [-words FILE] HEADLINES.tsv.gz|SET.jsonl.gz…")
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *list, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "learned:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, list string, paths []string) error {
	words, err := evaluate.ReadFile(list, evaluate.ReadWords)
	if err != nil {
		return err
	}
	var headlines []evaluate.Labelled
	for _, path := range paths {
		read := evaluate.ReadLabelled
		if strings.Contains(path, ".tsv") {
			read = func(path string) ([]evaluate.Labelled, error) {
				return evaluate.ReadFile(path, evaluate.ReadHeadlines)
			}
		}
		some, err := read(path)
		if err != nil {
			return err
		}
		headlines = append(headlines, some...)
	}
	learned, err := evaluate.Learned(ctx, headlines, words, archive.Options{})
	if err != nil {
		return err
	}
	return printTable(os.Stdout, learned)
}

// printTable prints a line a word: each learned word with the headlines that have it and
// how many events these are of.
func printTable(out io.Writer, learned []archive.LearnedWord) error {
	w := tabwriter.NewWriter(out, 0, 0, 1, ' ', 0)
	fmt.Fprint(w, "| word\t| in its place (headlines / events)\t|\n| ---\t| ---\t|\n") //nolint:errcheck // Flush tells
	for _, l := range learned {
		more := make([]string, len(l.More))
		for i, m := range l.More {
			more[i] = fmt.Sprintf("%s (%d / %d)", m.Text, m.Headlines, m.Events)
		}
		fmt.Fprintf(w, "| %s\t| %s\t|\n", l.Word, strings.Join(more, ", ")) //nolint:errcheck // Flush tells
	}
	return w.Flush()
}
