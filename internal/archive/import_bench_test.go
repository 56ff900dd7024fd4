package archive_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
)

// BenchmarkImport imports NDJSON until all of it is durable, and until all of
// it can be found: the real headlines, and every observation, some million,
// as a story each. It prints stories a second, and the most memory that the
// process had for itself meanwhile.
func BenchmarkImport(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as the program does
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(192 << 20))
	for _, c := range []struct {
		name string
		read func(testing.TB, int) []corpus.Headline
	}{{"headlines", corpus.Headlines}, {"million", corpus.Observations}} {
		b.Run(c.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "stories.ndjson")
			stories := writeNDJSON(b, path, c.read)
			debug.FreeOSMemory()
			for b.Loop() {
				a := newArchive(b)
				var durable time.Duration
				memory := watchMemory(b)
				began := time.Now()
				got, err := a.Import(b.Context(), []string{path}, archive.ImportOptions{Progress: func(done, total int) {
					if total == 0 {
						durable = time.Since(began)
					}
				}})
				found := time.Since(began)
				if err != nil || got.Failed > 0 || got.Stories != stories {
					b.Fatal(got.Stories, got.Faults, err)
				}
				b.ReportMetric(float64(stories)/durable.Seconds(), "durable/s")
				b.ReportMetric(float64(stories)/found.Seconds(), "found/s")
				b.ReportMetric(float64(stories)/(found-durable).Seconds(), "rebuilt/s")
				b.ReportMetric(float64(memory())/(1<<20), "MB")
			}
		})
	}
}

func writeNDJSON(b *testing.B, path string, read func(testing.TB, int) []corpus.Headline) (n int) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	e := json.NewEncoder(w)
	for i, h := range read(b, 0) {
		if err := e.Encode(h.Item(i)); err != nil {
			b.Fatal(err)
		}
		n++
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return n
}

// watchMemory watches the anonymous memory of the process until it is asked
// for the most, in bytes; 0 where the system does not tell.
func watchMemory(b *testing.B) (most func() int) {
	b.Helper()
	stop, peak := make(chan struct{}), make(chan int)
	go func() {
		high := anonymous()
		for {
			select {
			case <-stop:
				peak <- max(high, anonymous())
				return
			case <-time.After(20 * time.Millisecond):
				high = max(high, anonymous())
			}
		}
	}()
	return func() int {
		close(stop)
		return <-peak
	}
}

func anonymous() (bytes int) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kib int
		if n, _ := fmt.Sscanf(line, "RssAnon: %d kB", &kib); n == 1 {
			return kib << 10
		}
	}
	return 0
}
