// Command events prints how well the stories of labelled sets are joined into
// events, beside a single pass over their headlines.
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"newsarchive/internal/evaluate"
)

func main() {
	byLanguage := flag.Bool("by-language", false, "measure the languages of a set each by itself, too")
	asJSON := flag.Bool("json", false, "print one JSON document")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/evaluate/cmd/events [-by-language] [-json] FILE…")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Args(), *byLanguage, *asJSON); err != nil {
		fmt.Fprintln(os.Stderr, "events:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, files []string, byLanguage, asJSON bool) error {
	var all []evaluate.Events
	for _, file := range files {
		stories, err := evaluate.ReadLabelled(file)
		if err != nil {
			return err
		}
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		all = append(all, evaluate.FindEvents(name, stories))
		if byLanguage {
			all = append(all, evaluate.FindEventsByLanguage(name, stories)...)
		}
	}
	if asJSON {
		return json.NewEncoder(out).Encode(all)
	}
	return table(out, all)
}

func table(out io.Writer, all []evaluate.Events) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "set\tlanguage\tstories\tevents\tmethod\tprecision\trecall\tF1") //nolint:errcheck // Flush tells
	for _, e := range all {
		for _, m := range []struct {
			name string
			evaluate.Clustering
		}{{"events", e.Ours}, {"single pass", e.Baseline}} {
			fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\t%.3f\t%.3f\t%.3f\n", //nolint:errcheck // Flush tells
				e.Set, cmp.Or(e.Language, "all"), e.Stories, e.Labels, m.name, m.Precision, m.Recall, m.F1)
		}
	}
	return w.Flush()
}
