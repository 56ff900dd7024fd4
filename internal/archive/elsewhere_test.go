package archive_test

import (
	"errors"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/opensearch"
	"newsarchive/internal/opensearch/opensearchtest"

	"github.com/google/go-cmp/cmp"
)

// elsewhere opens what was mirrored.
func (m *mirrored) elsewhere(archives ...string) *archive.Elsewhere {
	m.Helper()
	e, err := archive.OpenElsewhere(m.Context(), m.dir, archive.Options{}, archive.ElsewhereOptions{At: m.to.To, Archives: archives})
	if err != nil {
		m.Fatal(err)
	}
	m.Cleanup(func() {
		if err := e.Close(); err != nil {
			m.Error(err)
		}
	})
	return e
}

func question(text string) archive.SearchOptions {
	return archive.SearchOptions{Question: archive.Question{Text: text}, Page: archive.Page{Size: 20}}
}

// A search over two archives with overlapping feeds shows each event once, counts each
// story once, and says which archives have it and who had it first, also after both
// have pruned.
func testElsewhereTwoArchives(t *testing.T, n *opensearchtest.Node) {
	a, b := newMirrored(t, n, "asked", "a"), newMirrored(t, n, "asked", "b")
	b.next = 2
	a.save(4)  // 1 to 4
	b.save(6)  // 3 to 8, seen later
	a.prune(4) // number 1: the last of a document is the first item
	b.prune(1) // number 8
	a.mirror()
	b.mirror()
	e := a.elsewhere()
	found, err := e.Search(t.Context(), question("harbour"))
	if err != nil {
		t.Fatal(err)
	}
	if found.Total != 12 || found.About || len(found.Groups) != 6 { // items 2 to 7, of two stories each
		t.Errorf("%d stories in %d events", found.Total, len(found.Groups))
	}
	both := 0
	for _, g := range found.Groups {
		if g.Matched != 2 {
			t.Errorf("an event has %d stories: %+v", g.Matched, g)
		}
		for _, s := range g.Stories {
			if len(s.Archives) < 2 {
				continue
			}
			both++
			if s.Archives[0].Archive != "a" || s.Archives[1].Archive != "b" || !g.FirstSeen.Equal(s.Archives[0].Seen) {
				t.Errorf("who had %q first: %+v, %v", s.Title, s.Archives, g.FirstSeen)
			}
		}
	}
	if both != 4 {
		t.Errorf("%d stories are of both archives", both)
	}
	for text, want := range map[string]int{"harbour": 12, "harbour -publisher:times": 6, "publisher:k-pop": 6, "nothing": 0} {
		o := question(text)
		o.Load = archive.Load{Stories: archive.NoStories}
		if found, err := e.Search(t.Context(), o); err != nil || found.Total != want {
			t.Errorf("%s: %d stories, %v", text, found.Total, err)
		}
	}
	if found, err := a.elsewhere("a").Search(t.Context(), question("harbour")); err != nil || found.Total != 6 {
		t.Errorf("of one archive: %d, %v", found.Total, err)
	}
}

// Facets and timelines count a story of two archives once.
func testElsewhereCounts(t *testing.T, n *opensearchtest.Node) {
	a, b := newMirrored(t, n, "counts", "a"), newMirrored(t, n, "counts", "b")
	a.save(3)
	b.save(5)
	a.mirror()
	b.mirror()
	e := a.elsewhere()
	o := question("harbour")
	o.Load = archive.Load{Stories: archive.NoStories, Facets: []string{"publisher", "year"}, FacetSize: 10}
	found, err := e.Search(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, f := range found.Facets {
		for _, v := range f.Values {
			got[f.Name+" "+v.Value] = v.Count
		}
	}
	want := map[string]int{"publisher The Times": 5, "publisher K-pop Daily": 5, "year 2026": 10}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	line, err := e.Timeline(t.Context(), archive.TimelineOptions{Question: archive.Question{Text: "publisher:times"}, Versus: []string{"harbour"}, By: chronology.Month})
	if err != nil {
		t.Fatal(err)
	}
	if len(line.Series) != 2 || line.Series[0].Total != 5 || line.Series[1].Total != 10 || line.Series[0].Points[0].Share != 0.5 || line.Series[0].Points[0].Clusters != 8 {
		t.Errorf("%+v", line)
	}
}

// What only an archive knows is refused.
func testElsewhereCannot(t *testing.T, n *opensearchtest.Node) {
	a := newMirrored(t, n, "cannot", "a")
	a.save(1)
	a.mirror()
	e := a.elsewhere()
	for name, q := range map[string]archive.Question{
		"a mark": {Text: "harbour is:unread"}, "an event": {Text: "event:1"}, "similar": {Text: "similar:1"},
		"as of": {Text: "harbour", AsOf: "2026-01-14"}, "new": {New: "korea"},
	} {
		if _, err := e.Search(t.Context(), archive.SearchOptions{Question: q, Page: archive.Page{Size: 1}}); !errors.Is(err, opensearch.ErrCannot) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := a.elsewhere("nobody").Search(t.Context(), question("harbour")); !errors.Is(err, opensearch.ErrNoShare) {
		t.Errorf("an archive that is not there: %v", err)
	}
}
