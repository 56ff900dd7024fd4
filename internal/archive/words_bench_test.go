//go:build unix

package archive_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"newsarchive/internal/archive"
)

// BenchmarkWords asks a million stories for what the archive's own words answer:
// hints at slips, learned words, questions. It prints the processor time of a whole
// search in milliseconds, opening the index included.
func BenchmarkWords(b *testing.B) {
	a := million(b)
	page := strings.Join(pageOfWords(b, a), " ")
	for b.Loop() {
		var table strings.Builder
		w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
		_, _ = fmt.Fprint(w, "\nms\tmost\thints\t query\n")
		for _, text := range []string{
			"zzyzxq", "tarrifs", "takaichhi", "southkorea", "earthqake", "publisher:reutesr", "site:reuters.co", "author:nobody", "tag:tarrifs",
			"lang:zz", "iran publisher:nbcnwes", "korea or japan or zzyzxq",
			"~~quake", "~~killed", "~~trump", "~~lawmakers", "~~plane",
			"--any what did the leaders of Japan and Korea agree on?", "--any " + page,
		} {
			o := archive.SearchOptions{Page: archive.Page{Size: 20}}
			o.Text, o.Any = strings.CutPrefix(text, "--any ")
			took, hints := searchTimes(b, a, o)
			_, _ = fmt.Fprintf(w, "%s\t%s\t%d\t %.60s\n", inMS(percentile(took, 0.5)), inMS(slices.Max(took)), hints, text)
		}
		_ = w.Flush()
		_, _ = fmt.Fprintln(os.Stdout, table.String())
	}
}

// searchTimes are the processor times of a search, asked some times, and how many
// hints it gets.
func searchTimes(b *testing.B, a *archive.Archive, o archive.SearchOptions) (took []time.Duration, hints int) {
	b.Helper()
	for round := range 11 {
		began := cpuTime()
		answer, err := a.Search(b.Context(), o)
		if err != nil {
			b.Fatal(err)
		}
		if hints = len(answer.Hints); round > 0 { // the first is cold
			took = append(took, cpuTime()-began)
		}
	}
	return took, hints
}

// pageOfWords are the words of the newest headlines: as many as a page has.
func pageOfWords(b *testing.B, a *archive.Archive) (words []string) {
	b.Helper()
	newest, err := a.Search(b.Context(), archive.SearchOptions{Page: archive.Page{Size: 100, Sort: archive.SortNewest, Group: archive.GroupNone}})
	if err != nil {
		b.Fatal(err)
	}
	for _, g := range newest.Groups {
		words = append(words, strings.Fields(g.Stories[0].Title)...)
	}
	return words
}

func inMS(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }
