package opensearch

import (
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"

	"newsarchive/index"
	"newsarchive/internal/news"
	"newsarchive/internal/opensearch/opensearchtest"
)

// earlier makes an index of an earlier version with the share of an archive.
func earlier(t *testing.T, n *opensearchtest.Node, c *Cluster, name string, stories ...news.Entry) *Share {
	t.Helper()
	body := Layout{Shards: 2, Replicas: -1}.definition()
	body["aliases"] = object{c.target.Index: object{}}
	body["mappings"].(object)["_meta"] = object{"program": program, "mapping": mappingVersion - 1}
	if err := c.send(t.Context(), http.MethodPut, "/"+c.target.Index+"-v0", body, nil); err != nil {
		t.Fatal(err)
	}
	old := at(t, n, c.target.Index)
	old.mapping = mappingVersion - 1
	s := &Share{Cluster: old, name: name, analyser: index.NewAnalyser()}
	var err error
	if s.state, err = old.writeState(t.Context(), name, s.state, State{ID: "id of " + name}); err == nil {
		err = errors.Join(s.Begin(t.Context(), news.Mark{}, false), s.Switch(t.Context()), s.Apply(t.Context(), index.Batch{To: mark(9), Upserts: stories, Deletes: []int64{8}}))
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// An index of an earlier version is copied with all that is in it, and replaced in
// one step, also by several programs at once and after an interruption; the marks
// stay, and a program that was at work on the earlier one cannot move them.
func testRenew(t *testing.T, n *opensearchtest.Node) {
	c := at(t, n, "renew")
	one, two := entry(1, "one"), entry(2, "two")
	old := earlier(t, n, c, "a", one, two)
	if _, err := c.Share(t.Context(), "a", "id of a", nil); !errors.Is(err, ErrVersion) || !strings.Contains(err.Error(), "archive mirror") {
		t.Errorf("to a reader: %v", err)
	}
	if err := c.do(t.Context(), request{http.MethodPut, "/renew-v0/_block/write", nil}, nil); err != nil { // as an interrupted run leaves it
		t.Fatal(err)
	}
	if err := old.Apply(t.Context(), index.Batch{From: mark(9), To: mark(10)}); !errors.Is(err, ErrBlocked) {
		t.Errorf("to a writer: %v", err)
	}
	var group sync.WaitGroup
	for range 3 {
		c := at(t, n, "renew")
		group.Go(func() {
			if _, err := c.Share(t.Context(), "a", "id of a", &Layout{}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	s := share(t, c, "a", "id of a")
	has(t, s, one, two)
	if m, err := s.Mark(t.Context()); err != nil || m != mark(9) {
		t.Errorf("the mark is %v, %v", m, err)
	}
	changed := entry(2, "changed")
	if err := s.Apply(t.Context(), index.Batch{From: mark(9), To: mark(12), Upserts: []news.Entry{changed}}); err != nil {
		t.Fatal(err)
	}
	if err := old.Apply(t.Context(), index.Batch{From: mark(9), To: mark(11), Upserts: []news.Entry{two}}); !errors.Is(err, index.ErrMoved) {
		t.Errorf("a program of the earlier version goes on: %v", err)
	}
	has(t, s, one, changed)
	if l, err := c.layoutOf(t.Context(), c.concrete()); err != nil || l != (Layout{Shards: 2, Replicas: -1}) {
		t.Errorf("it is laid out as %+v, %v", l, err)
	}
	if _, there, err := c.find(t.Context(), "renew-v0"); there || err != nil {
		t.Errorf("the earlier index is there: %v, %v", there, err)
	}
}
