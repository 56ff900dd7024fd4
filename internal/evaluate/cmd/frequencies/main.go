// Command frequencies makes the table of how common words are by which
// internal/event weighs them.
package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"newsarchive/internal/event"
)

const usage = `usage: go run ./internal/evaluate/cmd/frequencies -o FILE -headlines HEADLINES.tsv.gz LIST…

HEADLINES.tsv.gz has a line of names, then headlines: the edition (en-US) is the
first column, the headline the seventh. A LIST is named after its language, such
as de.tsv; its lines are a word, a tab, and the share of the words of texts that
it is.`

func main() {
	out := flag.String("o", "", "write the table to this `file`")
	headlines := flag.String("headlines", "", "count words in the headlines of this `file`")
	most := flag.Int("most", 1500, "keep so many terms of a language")
	counted := flag.Int("most-counted", 8000, "keep so many terms of a language that has headlines")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, usage)
		flag.PrintDefaults()
	}
	flag.Parse()
	if *out == "" || *headlines == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, *out, *headlines, flag.Args(), *most, *counted); err != nil {
		fmt.Fprintln(os.Stderr, "frequencies:", err)
		os.Exit(1)
	}
}

// shares says of terms, by their hashes, which share of the headlines of a language
// has them.
type shares map[uint32]float64

// leastHeadlines is in how many headlines a term is at least that is kept.
const leastHeadlines = 8

// headlineWords is how many words a headline has on average.
const headlineWords = 9

func run(log io.Writer, out, headlines string, lists []string, most, counted int) error {
	reader := event.NewReader()
	byLanguage, err := countHeadlines(reader, headlines)
	if err != nil {
		return err
	}
	all := shares{}
	for _, list := range lists {
		language := strings.TrimSuffix(filepath.Base(list), filepath.Ext(list))
		listed, err := readList(reader, language, list)
		if err != nil {
			return err
		}
		n := most
		if count, ok := byLanguage[language]; ok {
			n = counted
			listed = mean(listed, count)
		}
		kept := listed.best(n)
		for hash, share := range kept {
			all[hash] = max(all[hash], share)
		}
		all[event.LanguageHash(language)] = 1
		fmt.Fprintf(log, "%s: %d terms\n", language, len(kept)) //nolint:errcheck // a terminal
	}
	fmt.Fprintf(log, "all: %d terms\n", len(all)) //nolint:errcheck // a terminal
	return os.WriteFile(out, event.NewFrequencies(all), 0o600)
}

// countHeadlines returns the shares of each language's headlines that have a term.
func countHeadlines(reader *event.Reader, path string) (map[string]shares, error) {
	byLanguage := map[string]shares{}
	all := map[string]float64{}
	err := eachLine(path, func(line string) error {
		columns := strings.Split(line, "\t")
		if len(columns) < 7 || columns[0] == "edition" {
			return nil
		}
		language, _, _ := strings.Cut(columns[0], "-")
		if byLanguage[language] == nil {
			byLanguage[language] = shares{}
		}
		all[language]++
		for _, hash := range reader.Hashes(language, columns[6]) {
			byLanguage[language][hash]++
		}
		return nil
	})
	for language, counts := range byLanguage {
		for hash, n := range counts {
			if counts[hash] = n / all[language]; n < leastHeadlines {
				delete(counts, hash)
			}
		}
	}
	return byLanguage, err
}

// readList returns the shares of a list of words.
func readList(reader *event.Reader, language, path string) (shares, error) {
	listed := shares{}
	err := eachLine(path, func(line string) error {
		word, number, _ := strings.Cut(line, "\t")
		share, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return fmt.Errorf("%s: %q: %w", path, line, err)
		}
		for _, hash := range reader.Hashes(language, word) {
			listed[hash] = min(1, listed[hash]+share*headlineWords)
		}
		return nil
	})
	return listed, err
}

// mean returns the means of two shares; a term that one does not have counts as 0
// there.
func mean(a, b shares) shares {
	all := shares{}
	for hash, share := range a {
		all[hash] += share / 2
	}
	for hash, share := range b {
		all[hash] += share / 2
	}
	return all
}

// best returns the n largest shares; of equal ones those of the smallest hashes.
func (s shares) best(n int) shares {
	hashes := make([]uint32, 0, len(s))
	for hash := range s {
		hashes = append(hashes, hash)
	}
	slices.SortFunc(hashes, func(a, b uint32) int { return cmp.Or(cmp.Compare(s[b], s[a]), cmp.Compare(a, b)) })
	kept := shares{}
	for _, hash := range hashes[:min(n, len(hashes))] {
		kept[hash] = s[hash]
	}
	return kept
}

// eachLine calls fn with each line of a file, which is compressed if its name ends
// in .gz.
func eachLine(path string, fn func(line string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // only read
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		r = z
	}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if err := fn(lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}
