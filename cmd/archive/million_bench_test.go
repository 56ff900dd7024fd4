package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/store"
)

// millionDir returns the folder of an archive of some million stories, one for
// each observation. $ARCHIVE_MILLION, if set, keeps it.
func millionDir(b *testing.B) (dir string, stories int) {
	b.Helper()
	if dir = os.Getenv("ARCHIVE_MILLION"); dir == "" {
		dir = filepath.Join(b.TempDir(), "million")
	}
	a, err := archive.Create(b.Context(), dir, archive.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // what was written is committed
	stats, err := a.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if stats.Stories == 0 {
		var items []news.Item
		for i, h := range corpus.Observations(b, 0) {
			if items = append(items, h.Item(i)); len(items) == 1000 {
				stats.Stories += save(b, a, items)
				items = items[:0]
			}
		}
		stats.Stories += save(b, a, items)
	}
	if _, err := a.CatchUp(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	return dir, stats.Stories
}

func save(b *testing.B, a *archive.Archive, items []news.Item) int {
	b.Helper()
	s, err := store.Open(b.Context(), archive.DatabasePath(a.Dir()))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // what was written is committed
	saved, faults, err := s.Import(b.Context(), items, time.Now())
	if err != nil || len(faults) > 0 {
		b.Fatal(faults, err)
	}
	return saved.Stories
}

// watchMemory records the peak of a process's own memory in KiB, without mapped
// files.
func watchMemory(pid int, most *int64) (stop func()) {
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			if status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)); err == nil {
				var kib int64
				if _, anon, ok := strings.Cut(string(status), "RssAnon:"); ok {
					_, _ = fmt.Sscan(anon, &kib)
				}
				*most = max(*most, kib)
			}
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() { close(done); <-ended }
}

// BenchmarkMillionKeeping times whole processes of the commands that maintain an
// archive of a million stories, each a few times. It prints the median time and
// the peak of memory.
func BenchmarkMillionKeeping(b *testing.B) {
	dir, stories := millionDir(b)
	path := program(b)
	size := func() float64 {
		info, err := os.Stat(filepath.Join(dir, "archive.db"))
		if err != nil {
			b.Fatal(err)
		}
		return float64(info.Size()) / 1e6
	}
	some := make([]string, 50)
	for i := range some {
		some[i] = fmt.Sprint(stories/100*(i+1) + 1)
	}
	for _, c := range []struct {
		name, unit string
		amount     func() float64
		args       func(n int) []string
		times      int
	}{
		{"doctor", "stories/s", func() float64 { return float64(stories) }, func(int) []string { return []string{"doctor"} }, 1},
		{"backup", "MB/s", size, func(int) []string { return []string{"backup", filepath.Join(b.TempDir(), "backup.db")} }, 1},
		{"rebuild", "stories/s", func() float64 { return float64(stories) }, func(int) []string { return []string{"reindex"} }, 1},
		{"catch-up-50", "stories/s", func() float64 { return 50 }, func(n int) []string {
			return append([]string{"tag", "+-"[n%2:n%2+1] + "bench"}, some...)
		}, 20},
	} {
		b.Run(c.name, func(b *testing.B) {
			for range b.N {
				var took []time.Duration
				var most int64
				for n := range c.times {
					cmd := exec.Command(path, append([]string{"--dir", dir, "--quiet"}, c.args(n)...)...) //nolint:gosec // built above
					var out bytes.Buffer
					cmd.Stdout, cmd.Stderr = &out, &out
					began := time.Now()
					if err := cmd.Start(); err != nil {
						b.Fatal(err)
					}
					ended := watchMemory(cmd.Process.Pid, &most)
					err := cmd.Wait()
					took = append(took, time.Since(began))
					ended()
					if err != nil {
						b.Fatalf("archive %s: %v\n%s", strings.Join(cmd.Args[1:], " "), err, &out)
					}
				}
				slices.Sort(took)
				median := took[len(took)/2]
				b.ReportMetric(float64(median.Milliseconds()), "ms")
				b.ReportMetric(c.amount()/median.Seconds(), c.unit)
				b.ReportMetric(float64(most)/1024, "MB-memory")
			}
		})
	}
}
