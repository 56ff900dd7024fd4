package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/effort"
	"newsarchive/internal/opensearch/opensearchtest"
)

// testMirrorTwo lets two archives that follow the same feeds mirror to one index at
// once, in processes, while both sync and prune. After it OpenSearch has exactly the
// stories of each, and a search shows what both have once, with the archive that had it
// first.
func testMirrorTwo(t *testing.T, node *opensearchtest.Node) {
	effort.WithoutRace(t, "its processes have no race detector")
	at := node.URL + "/both"
	berlin, paris := newProcesses(t, program(t)), newProcesses(t, program(t))
	both := map[string]*processes{"berlin": berlin, "paris": paris}
	berlin.must("sync", "--all")
	time.Sleep(time.Second) // times of archives have seconds
	var group sync.WaitGroup
	for name, p := range both {
		var changed atomic.Bool
		group.Go(func() {
			defer changed.Store(true)
			for round := range 4 {
				p.done("sync", "--all")
				p.done("prune", fmt.Sprintf(`"harbour %d of feed"`, 2*round), "--yes")
				p.tick.Add(1)
			}
		})
		group.Go(func() {
			for last := false; !last; {
				last = changed.Load()
				p.done("mirror", "--to", at, "--as", name)
			}
		})
	}
	group.Wait()
	for name, p := range both {
		if out := p.must("doctor", "--at", at, "--as", name); strings.TrimSpace(out) != "mirror\tok" {
			t.Errorf("%s: %s", name, out)
		}
	}
	testInBoth(t, berlin, at, "Harbour 39 of feed 0")
	testInBoth(t, berlin, at, "Summit 39 of feed 1")
}

// testInBoth checks that a search finds one event, with a story of a headline that
// Berlin had before Paris.
func testInBoth(t *testing.T, p *processes, at, headline string) {
	t.Helper()
	out := p.must("search", `"`+headline+`"`, "--at", at, "--json")
	var answer struct{ Groups []archive.Group }
	if err := json.Unmarshal([]byte(out), &answer); err != nil || len(answer.Groups) != 1 {
		t.Fatalf("%s: not one event: %v\n%s", headline, err, out)
	}
	found := 0
	for _, s := range answer.Groups[0].Stories {
		if !strings.HasPrefix(s.Title, headline) {
			continue
		}
		found++
		if had := s.Archives; len(had) != 2 || had[0].Archive != "berlin" || had[1].Archive != "paris" || !had[0].Seen.Before(had[1].Seen) {
			t.Errorf("%s: %+v", headline, had)
		}
	}
	if found != 1 {
		t.Errorf("%s: %d stories\n%s", headline, found, out)
	}
}

// done is must for any goroutine.
func (p *processes) done(args ...string) {
	if code, out, said := p.run(args...); code != exitDone && code != exitNothing {
		p.t.Errorf("archive %s: exit %d\n%s%s", strings.Join(args, " "), code, out, said)
	}
}
