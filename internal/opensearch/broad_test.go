package opensearch

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsarchive/index"
	"newsarchive/internal/news"
	"newsarchive/internal/opensearch/opensearchtest"
	"newsarchive/internal/query"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// testBroadAnswers promises that a broad question finds there what our own index finds
// without what it learns from texts, and that the first ten are the same nine times in
// ten.
func testBroadAnswers(t *testing.T, n *opensearchtest.Node) {
	c := at(t, n, "broad")
	archives := 0
	var agreed agreement
	rapid.Check(t, func(r *rapid.T) {
		archives++
		p := both(t, r, c, fmt.Sprint("archive-", archives), drawnStories(r, rapid.SampledFrom([]int{1, 40, 200}).Draw(r, "stories")))
		p.there.Broad = true
		for range 5 {
			words := rapid.SliceOfN(rapid.SampledFrom(append(vocabulary(), "the", "of", "what", "is")), 1, 12).Draw(r, "question")
			q, err := query.Parse(strings.Join(words, " "), query.Options{Any: true})
			if err != nil {
				continue
			}
			p.compareBroad(t, r, q, &agreed)
		}
	})
	t.Logf("the first ten agree in %d of %d questions with more hits", agreed.same, agreed.all)
	if agreed.same*10 < agreed.all*9 {
		t.Errorf("the first ten agree in %d of %d questions", agreed.same, agreed.all)
	}
}

func (p pair) compareBroad(t *testing.T, r fails, q *query.Query, agreed *agreement) {
	t.Helper()
	var own index.Result
	err := p.own.View(t.Context(), func(v *index.View) (err error) {
		none := func([]int64) ([]news.Entry, error) { return nil, nil }
		own, err = v.Search(index.Request{Query: q, Size: 2000, Broad: &index.Broad{Entries: none, Without: []string{"feedback", "gate"}}})
		return err
	})
	there, thereErr := p.there.Search(t.Context(), Request{Query: q, Size: 2000})
	if err := errors.Join(err, thereErr); err != nil {
		r.Fatalf("%q: %v", q.Text, err)
	}
	if len(own.Hits) > 10 {
		if agreed.all++; sameTen(own, there) {
			agreed.same++
		} else {
			t.Logf("%q: %v here, %v there", q.Text, own.Hits[:10], there.Hits[:10])
		}
	}
	ids, idsThere := idsOf(own), idsThere(there)
	slices.Sort(ids)
	slices.Sort(idsThere)
	if d := cmp.Diff(ids, idsThere); d != "" {
		r.Fatalf("%q (-here +there):\n%s", q.Text, d)
	}
}
