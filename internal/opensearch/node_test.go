package opensearch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/index"
	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/internal/opensearch/opensearchtest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestNode holds all that needs a node: one is started for all of it.
func TestNode(t *testing.T) {
	n := opensearchtest.Start(t, "http.max_content_length=8mb")
	for name, test := range map[string]func(*testing.T, *opensearchtest.Node){
		"positions": testPositions, "share": testShare, "late writes": testLateWrites, "fill": testFill,
		"names": testNames, "foreign": testForeign, "blocked": testBlocked, "renew": testRenew,
		"too large": testTooLarge, "disk full": testDiskFull, "equal answers": testEqualAnswers, "broad answers": testBroadAnswers, "many words": testManyWords, "real answers": testRealAnswers,
	} {
		t.Run(name, func(t *testing.T) { test(t, n) })
	}
}

func config(tb testing.TB) Config {
	tb.Helper()
	client := fetch.New(fetch.Config{Proxy: func(*http.Request) (*url.URL, error) { return nil, nil }})
	tb.Cleanup(client.Close)
	return Config{Client: client, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
}

// at returns the cluster of a node with an index of its own.
func at(t *testing.T, n *opensearchtest.Node, name string) *Cluster {
	t.Helper()
	target, err := ParseTarget(n.URL + "/" + name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Connect(t.Context(), target, config(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func share(t *testing.T, c *Cluster, name, id string) *Share {
	t.Helper()
	s, err := c.Share(t.Context(), name, id, &Layout{Replicas: -1})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// filled is a share with an empty generation in use.
func filled(t *testing.T, c *Cluster, name string) *Share {
	t.Helper()
	s := share(t, c, name, "id of "+name)
	if err := errors.Join(s.Begin(t.Context(), news.Mark{}, false), s.Switch(t.Context())); err != nil {
		t.Fatal(err)
	}
	return s
}

func mark(n int64) news.Mark { return news.Mark{Seq: n, Nonce: 7} }

func entry(id int64, title string) news.Entry {
	return news.Entry{ID: id, Title: title, Publisher: "The Times", Day: "2026-01-14", SeenDay: "2026-01-14"}
}

// has checks which stories a share has, by id and checksum.
func has(t *testing.T, s *Share, want ...news.Entry) {
	t.Helper()
	_, docs, err := s.Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []index.Document
	for i := range want {
		all = append(all, index.Document{ID: want[i].ID, Sum: index.Sum(&want[i])})
	}
	if d := cmp.Diff(all, docs); d != "" {
		t.Errorf("documents (-want +got):\n%s", d)
	}
}

// OpenSearch has the terms that we cut, at our positions.
func testPositions(t *testing.T, n *opensearchtest.Node) {
	c := at(t, n, "positions")
	share(t, c, "a", "1")
	analyser := index.NewAnalyser()
	rapid.Check(t, func(r *rapid.T) {
		e := drawnEntry(r, 1)
		for _, f := range analyser.Terms(&e) {
			if f.Kind != index.Positions {
				continue
			}
			var answer struct {
				Tokens []struct {
					Token    string
					Position int
				}
			}
			if err := c.send(t.Context(), http.MethodPost, c.path("/_analyze"), object{"analyzer": "positions", "text": positions(f)}, &answer); err != nil {
				r.Fatal(err)
			}
			var got []token
			for _, t := range answer.Tokens {
				got = append(got, token{t.Token, t.Position})
			}
			sortTokens(got)
			if d := cmp.Diff(tokens(f), got); d != "" {
				r.Errorf("%s (-want +got):\n%s", f.Name, d)
			}
		}
	})
}

// A share brings changes, deletes stories, and knows where it is.
func testShare(t *testing.T, n *opensearchtest.Node) {
	c := at(t, n, "share")
	if _, err := c.Share(t.Context(), "a", "1", nil); !errors.Is(err, ErrNoShare) {
		t.Errorf("a share that is not there: %v", err)
	}
	s, other := filled(t, c, "a"), filled(t, c, "b")
	one, two, changed := entry(1, "one"), entry(2, "two"), entry(1, "changed")
	for _, step := range []struct {
		share *Share
		batch index.Batch
	}{
		{s, index.Batch{To: mark(10), Upserts: []news.Entry{one, two}}},
		{other, index.Batch{To: mark(4), Upserts: []news.Entry{one}}},
		{s, index.Batch{From: mark(10), To: mark(12), Upserts: []news.Entry{changed}, Deletes: []int64{2}}},
	} {
		if err := step.share.Apply(t.Context(), step.batch); err != nil {
			t.Fatal(err)
		}
	}
	has(t, s, changed)
	has(t, other, one)
	if err := s.Apply(t.Context(), index.Batch{From: mark(10), To: mark(13)}); !errors.Is(err, index.ErrMoved) {
		t.Errorf("a batch from an earlier mark: %v", err)
	}
	if m, err := share(t, c, "a", "id of a").Mark(t.Context()); err != nil || m != mark(12) {
		t.Errorf("the mark is %v, %v", m, err)
	}
	if left, err := s.Tidy(t.Context()); left != 0 || err != nil {
		t.Errorf("%d documents were left over, %v", left, err)
	}
}

// What a program writes late replaces nothing that is newer, also what was deleted
// long ago, and it cannot move the mark.
func testLateWrites(t *testing.T, n *opensearchtest.Node) {
	c := at(t, n, "late")
	late := filled(t, c, "a")
	if err := c.send(t.Context(), http.MethodPut, c.path("/_settings"), object{"index": object{"gc_deletes": "0ms"}}, nil); err != nil {
		t.Fatal(err)
	}
	quick := share(t, c, "a", "id of a")
	old := index.Batch{To: mark(10), Upserts: []news.Entry{entry(1, "old"), entry(2, "old"), entry(3, "stays")}}
	if err := quick.Apply(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	newer := entry(1, "new")
	if err := quick.Apply(t.Context(), index.Batch{From: mark(10), To: mark(20), Upserts: []news.Entry{newer}, Deletes: []int64{2}}); err != nil {
		t.Fatal(err)
	}
	if err := c.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := late.Apply(t.Context(), old); !errors.Is(err, index.ErrMoved) {
		t.Errorf("the late batch: %v", err)
	}
	has(t, quick, newer, entry(3, "stays"))
}

// A generation is filled by several programs at once, goes on where it was left, and
// takes the place of the one in use; what a program is late with is removed.
func testFill(t *testing.T, n *opensearchtest.Node) {
	c := at(t, n, "fill")
	a := filled(t, c, "a")
	if err := a.Apply(t.Context(), index.Batch{To: mark(5), Upserts: []news.Entry{entry(1, "old"), entry(9, "old")}}); err != nil {
		t.Fatal(err)
	}
	b := share(t, c, "a", "id of a")
	var all []news.Entry
	for id := range int64(25 * saveEvery) {
		all = append(all, entry(id+1, fmt.Sprint("story ", id)))
	}
	batches := func(entries []news.Entry, fail error) func(func([]news.Entry, error) bool) {
		return func(yield func([]news.Entry, error) bool) {
			for some := range slices.Chunk(entries, 10) {
				if !yield(some, nil) {
					return
				}
			}
			if fail != nil {
				yield(nil, fail)
			}
		}
	}
	nothing := func(int) {}
	stop := errors.New("stopped")
	if err := a.Begin(t.Context(), mark(6), false); err != nil {
		t.Fatal(err)
	}
	if err := a.Fill(t.Context(), batches(all[:15*saveEvery], stop), nothing); !errors.Is(err, stop) {
		t.Fatal(err)
	}
	has(t, a, entry(1, "old"), entry(9, "old")) // the old one is in use
	if _, err := b.Mark(t.Context()); err != nil {
		t.Fatal(err)
	}
	from := b.State().Filling.Story
	if from == 0 {
		t.Error("it was not noted how far the generation is filled")
	}
	if err := errors.Join(b.Fill(t.Context(), batches(all[from:], nil), nothing), b.Switch(t.Context())); err != nil {
		t.Fatal(err)
	}
	if err := a.Fill(t.Context(), batches(all, nil), nothing); !errors.Is(err, index.ErrMoved) {
		t.Errorf("filling what is in use: %v", err)
	}
	has(t, b, all...)
	if err := a.Switch(t.Context()); !errors.Is(err, index.ErrMoved) {
		t.Errorf("a second switch: %v", err)
	}
	if left, err := b.Tidy(t.Context()); left != 2 || err != nil {
		t.Errorf("%d documents were left over, %v", left, err)
	}
	has(t, b, all...)
}

// Another archive cannot have the name.
func testNames(t *testing.T, n *opensearchtest.Node) {
	c := at(t, n, "names")
	share(t, c, "a", "1")
	if _, err := c.Share(t.Context(), "a", "2", &Layout{}); !errors.Is(err, ErrName) {
		t.Errorf("another archive takes the name: %v", err)
	}
}

// An index of something else is left alone.
func testForeign(t *testing.T, n *opensearchtest.Node) {
	c := at(t, n, "foreign")
	if err := c.do(t.Context(), request{http.MethodPut, "/foreign", nil}, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Share(t.Context(), "a", "1", &Layout{}); !errors.Is(err, ErrForeign) {
		t.Errorf("%v", err)
	}
}

// An index that is blocked is said to be, and is written to once the block is gone.
func testBlocked(t *testing.T, n *opensearchtest.Node) {
	c := at(t, n, "blocked")
	s := filled(t, c, "a")
	block := func(on bool) {
		t.Helper()
		if err := c.send(t.Context(), http.MethodPut, "/"+c.concrete()+"/_settings", object{"index.blocks.read_only_allow_delete": on}, nil); err != nil {
			t.Fatal(err)
		}
	}
	block(true)
	b := index.Batch{To: mark(1), Upserts: []news.Entry{entry(1, "one")}}
	if err := s.Apply(t.Context(), b); !errors.Is(err, ErrBlocked) {
		t.Errorf("%v", err)
	}
	block(false)
	if err := s.Apply(t.Context(), b); err != nil {
		t.Error(err)
	}
	has(t, s, entry(1, "one"))
}

// A story that is longer than the node accepts is named, and nothing passes for
// mirrored.
func testTooLarge(t *testing.T, n *opensearchtest.Node) {
	s := filled(t, at(t, n, "large"), "a")
	long := entry(2, "two")
	long.Text = strings.Repeat("word ", 2<<20)
	err := s.Apply(t.Context(), index.Batch{To: mark(1), Upserts: []news.Entry{entry(1, "one"), long}})
	if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "story 2") {
		t.Errorf("%v", err)
	}
	if m, err := s.Mark(t.Context()); err != nil || m.Seq != 0 {
		t.Errorf("the mark is %v, %v", m, err)
	}
}

// A node whose disk is nearly full blocks the index, and lets it go when there is
// space again.
func testDiskFull(t *testing.T, _ *opensearchtest.Node) {
	if testing.Short() {
		t.Skip("a node looks at its disk every ten seconds")
	}
	n := opensearchtest.Start(t) // it goes on refusing to make indexes
	c := at(t, n, "full")
	s := filled(t, c, "a")
	watermarks := func(low, high, flood any) {
		t.Helper()
		const disk = "cluster.routing.allocation.disk."
		if err := c.send(t.Context(), http.MethodPut, "/_cluster/settings", object{"transient": object{
			disk + "threshold_enabled": true, disk + "watermark.low": low, disk + "watermark.high": high, disk + "watermark.flood_stage": flood,
			"cluster.info.update.interval": "10s",
		}}, nil); err != nil {
			t.Fatal(err)
		}
	}
	until := func(name string, try func() error, want func(error) bool) {
		t.Helper()
		for end := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
			err := try()
			if want(err) {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	change := int64(0)
	writes := func() error {
		err := s.Apply(t.Context(), index.Batch{From: mark(change), To: mark(change + 1), Upserts: []news.Entry{entry(1, "one")}})
		if err == nil {
			change++
		}
		return err
	}
	others := 0
	makes := func() error {
		others++
		_, err := at(t, n, fmt.Sprint("full", others)).Share(t.Context(), "a", "1", &Layout{})
		return err
	}
	blocked := func(err error) bool { return errors.Is(err, ErrBlocked) }
	free := func(err error) bool { return err == nil }
	if err := s.Apply(t.Context(), index.Batch{To: mark(0)}); err != nil {
		t.Fatal(err)
	}
	watermarks("900tb", "800tb", "700tb") // of free space
	until("full", writes, blocked)
	until("full, and no index is made", makes, blocked)
	watermarks("3kb", "2kb", "1kb")
	until("free again", writes, free)
	has(t, s, entry(1, "one"))
}
