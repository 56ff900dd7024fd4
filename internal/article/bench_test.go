package article

import (
	"context"
	"testing"
)

// BenchmarkRead reads the evaluated pages; its ms/page stand beside those of
// BenchmarkReadability.
func BenchmarkRead(b *testing.B) {
	pages, _ := evaluatedPages(b)
	for b.Loop() {
		for _, p := range pages[:100] {
			if _, err := Read(context.Background(), fetched(p)); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/100, "ms/page")
}

// BenchmarkReadability is readability alone.
func BenchmarkReadability(b *testing.B) {
	pages, _ := evaluatedPages(b)
	for b.Loop() {
		for _, p := range pages[:100] {
			readeck(p)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/100, "ms/page")
}
