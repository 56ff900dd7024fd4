package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
)

// TestBesideWriters promises that while another process saves, indexes and
// reindexes, and loses the index, no request fails and none is stale.
func TestBesideWriters(t *testing.T) {
	s := newSite(t)
	other, err := archive.Open(t.Context(), s.dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close() //nolint:errcheck // a test
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	all := []string{"/", "/search?q=korea", "/search.atom?q=korea", "/timeline?q=korea", "/story/1", "/event/1", "/topic/korea", "/feeds"}
	for i := range 3 {
		readers.Go(func() {
			for n := i; ctx.Err() == nil; n++ {
				address := all[n%len(all)]
				if res := s.get(address); res.StatusCode != http.StatusOK {
					t.Errorf("%s: %s\n%s", address, res.Status, res.body)
					return
				}
			}
		})
	}
	for i := range 8 {
		s.save(40+i, archivetest.Cluster("new"+number(i), "Korea story number "+number(i), "Reuters"))
		switch i {
		case 2, 6:
			// The server may be making the index itself.
			if err := other.Reindex(t.Context(), nil); err != nil && !errors.Is(err, archive.ErrIndexLocked) {
				t.Error(err)
			}
		case 4:
			if err := os.Remove(filepath.Join(archive.IndexPath(s.dir), "CURRENT")); err != nil {
				t.Error(err)
			}
		}
		var answer struct {
			Total      int
			NotIndexed int `json:"not_indexed"`
		}
		res := s.get("/search.json?q=korea")
		if err := json.Unmarshal([]byte(res.body), &answer); err != nil || answer.Total+answer.NotIndexed != 3+i+1 {
			t.Errorf("after %d: %s, %d and %d not indexed, %v", i+1, res.Status, answer.Total, answer.NotIndexed, err)
		}
	}
	stop()
	readers.Wait()
}

// TestEmptyArchive promises that an archive without a story is shown, and that a
// folder without an archive says so.
func TestEmptyArchive(t *testing.T) {
	s := emptySite(t)
	for _, address := range []string{"/", "/search", "/search?q=korea", "/search.atom", "/search.csv?q=x", "/timeline", "/timeline?q=korea", "/timeline.svg", "/topics", "/feeds", "/feed/1", "/opml"} {
		res := s.get(address)
		if res.StatusCode != 200 {
			t.Errorf("%s: %s", address, res.Status)
		}
		checkForm(t, address, res)
	}
	if res := s.get("/"); !strings.Contains(res.body, "No stories yet") || !strings.Contains(res.body, "1 feed is followed") {
		t.Errorf("the first page: %s", res.body)
	}
	none := noSite(t)
	if res := none.get("/"); res.StatusCode != http.StatusServiceUnavailable || !strings.Contains(res.body, "There is no archive") {
		t.Errorf("without an archive: %s", res.Status)
	}
}

// noSite serves a folder without an archive.
func noSite(t *testing.T) *site {
	t.Helper()
	s := &site{T: t, dir: t.TempDir(), log: &strings.Builder{}}
	s.serve(Options{})
	return s
}
