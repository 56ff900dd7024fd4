//go:build unix

package archive_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
)

// BenchmarkSyncLater syncs a feed of 100 items, 5 of them new each time, more than
// 500 times. It prints the processor time of a sync around the 150th and around
// the 500th, and how many times the first the second is.
func BenchmarkSyncLater(b *testing.B) {
	const window, fresh, around = 100, 5, 25
	headlines := corpus.Headlines(b, window+fresh*600)
	at := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(rss(at, headlines[at:at+window])))
	}))
	defer server.Close()
	for b.Loop() {
		at = 0
		a := newArchive(b)
		follow(b, a, server.URL)
		var took [600]time.Duration
		for n := range 500 + around {
			began := cpuTime()
			if err := a.Sync(b.Context(), archive.SyncOptions{All: true}, func(s archive.Synced) {
				if s.Err != nil || n > 0 && s.Saved.Items != fresh {
					b.Fatalf("%+v", s)
				}
			}); err != nil {
				b.Fatal(err)
			}
			took[n] = cpuTime() - began
			at += fresh
		}
		mean := func(n int) (ms float64) {
			for _, t := range took[n-around : n+around] {
				ms += float64(t.Microseconds()) / 1000 / (2 * around)
			}
			return ms
		}
		b.ReportMetric(mean(150), "at-150-cpu-ms")
		b.ReportMetric(mean(500), "at-500-cpu-ms")
		b.ReportMetric(mean(500)/mean(150), "times")
		b.ReportMetric(0, "ns/op")
	}
}
