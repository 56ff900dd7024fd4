package index

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/query"
)

// fuzzed returns the queries that fuzzing has kept, in testdata and in the
// cache of fuzz targets, $FUZZ_CACHE, which .ci/long sets.
func fuzzed(tb testing.TB) (texts []string) {
	tb.Helper()
	for _, dir := range []string{"testdata/fuzz/FuzzSearch", filepath.Join(os.Getenv("FUZZ_CACHE"), "newsarchive", "index", "FuzzSearch")} {
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil {
			tb.Fatal(err)
		}
		for _, path := range files {
			raw, err := os.ReadFile(path)
			if err != nil {
				tb.Fatal(err)
			}
			for line := range strings.Lines(string(raw)) {
				literal, ok := strings.CutPrefix(strings.TrimSpace(line), "string(")
				if text, err := strconv.Unquote(strings.TrimSuffix(literal, ")")); ok && err == nil {
					texts = append(texts, text)
				}
			}
		}
	}
	return texts
}

// BenchmarkSlowest runs every hostile query, and all that fuzzing has kept, on
// 100,000 real headlines, and reports the slowest.
func BenchmarkSlowest(b *testing.B) {
	x := build(b, fromCorpus(b, 100_000))
	// The most expensive query within the limits: the maximum of atoms.
	texts := slices.Concat(hostile(), fuzzed(b), []string{
		strings.Repeat("the ", query.MaxAtoms), strings.Repeat("-the ", query.MaxAtoms), strings.Repeat("trum* ", query.MaxAtoms),
		strings.Repeat("trunp~2 ", query.MaxAtoms), strings.Repeat(`"in the" `, query.MaxAtoms), strings.Repeat("text:trump ", query.MaxAtoms),
		`"` + strings.Repeat("the ", 1000) + `"`, strings.Repeat("title:the OR ", query.MaxAtoms-1) + "x", `"日 ` + strings.Repeat("日 ", 500) + `"`,
	})
	for b.Loop() {
		var slowest time.Duration
		var which string
		for _, text := range texts {
			q, err := query.Parse(text, query.Options{Now: time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)})
			if err != nil {
				continue
			}
			for _, r := range []Request{{Query: q, Size: 20}, {Query: q, Size: 20, Most: true}} {
				began := time.Now()
				_, err = x.Search(b.Context(), r)
				var many *TooManyError
				if err != nil && !errors.As(err, &many) {
					b.Fatalf("%q: %v", text, err)
				}
				if took := time.Since(began); took > slowest {
					slowest, which = took, text
				}
			}
		}
		b.ReportMetric(float64(len(texts)), "queries")
		b.ReportMetric(float64(slowest.Milliseconds()), "slowest-ms")
		b.Logf("the slowest of %d queries: %v, %.80q", len(texts), slowest, which)
	}
}
