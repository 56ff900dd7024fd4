package index

import (
	"slices"
	"strings"
	"testing"

	"newsarchive/internal/news"

	"newsarchive/internal/query"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// naive answers a query of words, phrases and operators by reading titles.
func naive(n query.Node, title string) bool {
	switch n := n.(type) {
	case query.And:
		return !slices.ContainsFunc(n.Nodes, func(c query.Node) bool { return !naive(c, title) })
	case query.Or:
		return slices.ContainsFunc(n.Nodes, func(c query.Node) bool { return naive(c, title) })
	case query.Not:
		return !naive(n.Node, title)
	case query.Word:
		return strings.Contains(" "+title+" ", " "+n.Text+" ")
	case query.Phrase:
		return strings.Contains(" "+title+" ", " "+n.Text+" ")
	}
	return false
}

// TestAgainstNaive promises that any tree finds the stories that a scan of all
// stories finds, in a rebuilt index and in one grown by batches.
func TestAgainstNaive(t *testing.T) {
	letters := []string{"alpha", "beta", "gamma", "delta", "epsilon"}
	rng := rapid.SliceOfN(rapid.SampledFrom(letters), 0, 6)
	var docs []news.Entry
	for i := range 400 {
		docs = append(docs, news.Entry{ID: int64(i + 1), Title: strings.Join(rng.Example(i), " "), Language: "en"})
	}
	built, grown := build(t, docs), build(t, docs[:100])
	for i := 100; i < len(docs); i += 20 {
		stale := slices.Clone(docs[i-50 : i-40])
		for j := range stale {
			stale[j].Title = "stale"
		}
		if err := bring(t.Context(), grown, append(stale, docs[i:i+20]...), nil, news.Mark{}); err != nil {
			t.Fatal(err)
		}
		if err := bring(t.Context(), grown, docs[i-50:i-40], []int64{9999}, news.Mark{}); err != nil {
			t.Fatal(err)
		}
	}
	var node func(t *rapid.T, depth int) query.Node
	node = func(t *rapid.T, depth int) query.Node {
		kind := rapid.IntRange(0, 4).Draw(t, "kind")
		if depth == 0 {
			kind %= 2
		}
		several := func() (nodes []query.Node) {
			for range rapid.IntRange(2, 3).Draw(t, "nodes") {
				nodes = append(nodes, node(t, depth-1))
			}
			return nodes
		}
		switch kind {
		case 0:
			return query.Word{Text: rapid.SampledFrom(letters).Draw(t, "word")}
		case 1:
			words := rapid.SliceOfN(rapid.SampledFrom(letters), 2, 3).Draw(t, "phrase")
			return query.Phrase{Text: strings.Join(words, " "), Words: words}
		case 2:
			return query.And{Nodes: several()}
		case 3:
			return query.Or{Nodes: several()}
		default:
			return query.Not{Node: node(t, depth-1)}
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		n := node(rt, 3)
		want := []int64{}
		for _, d := range docs {
			if naive(n, d.Title) {
				want = append(want, d.ID)
			}
		}
		for _, x := range []*Index{built, grown} {
			res, err := x.Search(t.Context(), Request{Query: &query.Query{Root: n}, Size: 1000})
			if err != nil {
				rt.Fatal(err)
			}
			got := []int64{}
			for _, h := range res.Hits {
				got = append(got, h.ID)
			}
			slices.Sort(got)
			if d := cmp.Diff(want, got); d != "" || res.Total != int64(len(want)) {
				rt.Fatalf("%s: total %d\n%s", n, res.Total, d)
			}
		}
	})
}
