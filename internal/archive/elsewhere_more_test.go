package archive_test

import (
	"errors"
	"slices"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/opensearch/opensearchtest"
	"newsarchive/store"
)

// An event over two archives is one, whichever archive and story it is asked by.
func testElsewhereEvent(t *testing.T, n *opensearchtest.Node) {
	a, b := newMirrored(t, n, "event", "a"), newMirrored(t, n, "event", "b")
	a.save(1)
	archivetest.Save(t, b.dir, b.feed, 5, archivetest.Cluster("9", "Coffee climbs", "Reuters"), archivetest.Cluster("1", "Harbour opens pier 1", "The Times", "K-pop Daily", "Le Monde"))
	a.mirror()
	b.mirror()
	e := a.elsewhere()
	for _, name := range []string{"a", "b"} {
		event, err := e.EventOf(t.Context(), name, 1)
		if err != nil {
			t.Fatal(err)
		}
		if event.Total != 3 || len(event.Publishers) != 3 || event.First.IsZero() || event.Last.Before(event.First) || len(event.Days) == 0 {
			t.Errorf("by %s: %+v", name, event)
		}
		for _, st := range event.Stories {
			if want := map[string]int{"The Times": 2, "K-pop Daily": 2, "Le Monde": 1}[st.Publisher]; len(st.Archives) != want {
				t.Errorf("by %s: %s is in %+v", name, st.Publisher, st.Archives)
			}
		}
		if first := event.Stories[0]; first.Delay.Delay != 0 || first.Archives[0].Archive != "a" {
			t.Errorf("by %s: who had it first: %+v", name, first)
		}
	}
	if _, err := e.EventOf(t.Context(), "a", 99); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a story that is not there: %v", err)
	}
	st, err := e.StoryOf(t.Context(), "b", 1)
	if err != nil || len(st.Archives) != 2 || st.Archives[0].Archive != "a" {
		t.Errorf("%+v, %v", st, err)
	}
}

// Topics are those that archives share: in lists, by name, and in queries; without an
// archive of one's own.
func testElsewhereTopics(t *testing.T, n *opensearchtest.Node) {
	a, b, c := newMirrored(t, n, "topics", "a"), newMirrored(t, n, "topics", "b"), newMirrored(t, n, "topics", "c")
	share := true
	for m, topics := range map[*mirrored]map[string]string{
		a: {"piers": "pier", "times": "publisher:times", "broken": "is:unread"}, b: {"piers": "pier", "times": "publisher:k-pop"}, c: {"secret": "harbour"},
	} {
		m.save(2)
		m.with(func(ar *archive.Archive) error {
			for name, query := range topics {
				if _, err := ar.AddTopic(t.Context(), name, query, nil); err != nil {
					return err
				}
			}
			return nil
		})
		if m != c {
			m.to.ShareTopics = &share
		}
		m.mirror()
	}
	e, err := archive.OpenElsewhere(t.Context(), t.TempDir(), archive.Options{}, archive.ElsewhereOptions{At: a.to.To, Alone: true})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close() //nolint:errcheck // nothing is written
	topics, err := e.Topics(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all, _, err := e.TopicRhythms(t.Context(), topics)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]struct {
		stories int
		of      []string
		wrong   bool
	}{"broken": {0, []string{"a"}, true}, "piers": {4, []string{"a", "b"}, false}, "times@a": {2, []string{"a"}, false}, "times@b": {2, []string{"b"}, false}}
	if len(all) != len(want) {
		t.Errorf("%+v", all)
	}
	for _, r := range all {
		w := want[r.Name]
		if r.Stories != w.stories || !slices.Equal(r.Archives, w.of) || (r.Err != nil) != w.wrong || len(r.Weeks) != 26 && !w.wrong {
			t.Errorf("%+v", r)
		}
	}
	for text, want := range map[string]int{"topic:piers": 4, `topic:"times@b"`: 2, "-topic:piers": 0} {
		if found, err := e.Search(t.Context(), question(text)); err != nil || found.Total != want {
			t.Errorf("%s: %d, %v", text, found.Total, err)
		}
	}
	if _, err := e.Search(t.Context(), question("topic:secret")); err == nil {
		t.Error("a topic that is not shared can be asked")
	}
	completed, err := e.Complete(t.Context(), "topic:pi", 8)
	if err != nil || len(completed.Options) != 1 || completed.Options[0].Text != "piers" {
		t.Errorf("%+v, %v", completed, err)
	}
	held, err := e.Archives(t.Context())
	if err != nil || len(held) != 3 || held[0].Stories != 4 || held[0].Newest.IsZero() {
		t.Errorf("%+v, %v", held, err)
	}
	if _, err := e.Of("nobody").Search(t.Context(), question("pier")); !errors.Is(err, archive.ErrUnknownArchive) {
		t.Errorf("an archive that is not there: %v", err)
	}
}

// Feeds are named as in each archive, though their numbers differ, and count by name.
func testElsewhereFeeds(t *testing.T, n *opensearchtest.Node) {
	a, b := newMirrored(t, n, "feeds", "a"), newMirrored(t, n, "feeds", "b")
	archivetest.WithStore(t, b.dir, func(s *store.Store) (err error) {
		other := b.feed
		other.ID, other.URL, other.Name = 0, "https://blog.example/rss", "Blog"
		b.feed, _, err = s.Follow(t.Context(), other, 0) // number 2 there
		return err
	})
	a.save(1)
	b.next = 4
	b.save(3)
	a.mirror()
	b.mirror()
	e := a.elsewhere()
	for text, want := range map[string]int{"feed:news": 2, "feed:blog": 6, "feed:new": 2, "-feed:news": 6, "harbour feed:blog feed:news": 0, "feed:nothing": 0, "feed:2": 0} {
		found, err := e.Search(t.Context(), question(text))
		if err != nil || found.Total != want {
			t.Errorf("%s: %d stories, %v", text, found.Total, err)
		}
		if hinted := len(found.Hints) > 0; hinted != (text == "feed:nothing" || text == "feed:2") {
			t.Errorf("%s: %v", text, found.Hints)
		}
	}
	if found, err := e.Of("b").Search(t.Context(), question("feed:2")); err != nil || found.Total != 6 {
		t.Errorf("by number, of one archive: %d, %v", found.Total, err)
	}
	o := question("harbour")
	o.Feed, o.Facets, o.FacetSize = []string{"blog"}, []string{"feed", "archive", "tag"}, 10
	found, err := e.Search(t.Context(), o)
	if err != nil || found.Total != 6 || len(found.Facets) != 3 {
		t.Fatalf("%+v, %v", found, err)
	}
	if v := found.Facets[0].Values; len(v) != 1 || v[0].Value != "Blog" || v[0].Count != 6 {
		t.Errorf("by feed: %+v", v)
	}
	if v := found.Facets[1].Values; len(v) != 1 || v[0].Value != "b" || v[0].Count != 6 {
		t.Errorf("by archive: %+v", v)
	}
}

// A broad question finds what it finds in the archive itself, in the same order when
// nothing is learned from texts.
func testElsewhereAny(t *testing.T, n *opensearchtest.Node) {
	a := newMirrored(t, n, "any", "a")
	a.save(3)
	archivetest.Save(t, a.dir, a.feed, 30, archivetest.Cluster("20", "Ferries wait at the pier", "Reuters"), archivetest.Cluster("21", "Coffee climbs", "AP News"))
	a.with(func(ar *archive.Archive) error { _, err := ar.CatchUp(t.Context(), nil); return err })
	a.mirror()
	e := a.elsewhere()
	for _, text := range []string{"when do the ferries wait at the harbour?", "coffee or pier", `what "is this`, "the", "nothing alike"} {
		o := archive.SearchOptions{Question: archive.Question{Text: text, Any: true}, Page: archive.Page{Size: 50, Group: archive.GroupNone}, Without: []string{"feedback", "gate"}}
		there, err := e.Search(t.Context(), o)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		a.with(func(ar *archive.Archive) error {
			here, err := ar.Search(t.Context(), o)
			if err != nil || !slices.Equal(idsOf(here), idsOf(there)) {
				t.Errorf("%s: here %v, there %v, %v", text, idsOf(here), idsOf(there), err)
			}
			return nil
		})
	}
}

func idsOf(found archive.Answer) (ids []int64) {
	for _, g := range found.Groups {
		ids = append(ids, g.Stories[0].ID)
	}
	return ids
}
