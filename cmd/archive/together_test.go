package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"newsarchive/internal/effort"
)

// testTogether runs four processes that sync, search, export and back up at the
// same time, for three seconds, ten when thorough, or $ARCHIVE_TOGETHER. None
// fails except because the archive is locked, and the archive is sound
// afterwards.
func testTogether(t *testing.T, program string) {
	long, err := time.ParseDuration(os.Getenv("ARCHIVE_TOGETHER"))
	if err != nil {
		if long = 3 * time.Second; effort.All() {
			long = 10 * time.Second
		}
	}
	p := newProcesses(t, program)
	p.must("sync", "--all")
	until := time.Now().Add(long)
	var all sync.WaitGroup
	var mu sync.Mutex
	ran, locked := map[string]int{}, map[string]int{}
	forever := func(args func(n int) []string) {
		all.Go(func() {
			for n := 0; time.Now().Before(until) && !t.Failed(); n++ {
				args := args(n)
				code, out, said := p.run(args...)
				mu.Lock()
				ran[args[0]]++
				switch code {
				case exitDone:
				case exitLocked:
					locked[args[0]]++
				default:
					t.Errorf("archive %s: exit %d\n%s%s", strings.Join(args, " "), code, out, said)
				}
				mu.Unlock()
			}
		})
	}
	forever(func(int) []string { p.tick.Add(1); return []string{"sync", "--all"} })
	forever(func(n int) []string {
		return []string{"search", []string{"harbour", "summit feed1", "title:harbour"}[n%3]}
	})
	forever(func(int) []string { return []string{"export", "--to", "ndjson"} })
	forever(func(n int) []string {
		if n%3 == 2 {
			return []string{"sync", "feed1"} // competes with the other one
		}
		return []string{"backup", filepath.Join(p.work, "backup.db"), "--force"}
	})
	all.Wait()
	t.Logf("ran %v, locked %v", ran, locked)
	for _, name := range []string{"sync", "search", "export", "backup"} {
		if ran[name] <= locked[name] {
			t.Errorf("%s never ran: %d times, locked %d times", name, ran[name], locked[name])
		}
	}
	p.must("sync", "--all")
	p.sound()
	p.must("restore", filepath.Join(p.work, "backup.db"), "--dir", filepath.Join(p.work, "restored"))
}
