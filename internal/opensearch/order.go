package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"newsarchive/index"
)

// order puts hits in the order of their relevance.
func (f finding) order(ctx context.Context, corpus index.Corpus, hits []Hit) error {
	some := make([]index.Candidate, len(hits))
	for i, h := range hits {
		some[i] = index.Candidate{
			Place: i, ID: h.Story, Date: uint64(h.when), Length: float32(h.length), //nolint:gosec // not negative
			Freqs: make([]float32, len(f.plan.Words)), Typed: make([]bool, len(f.plan.Words)),
		}
	}
	if err := f.details(ctx, hits, some); err != nil {
		return err
	}
	f.plan.Order(corpus, some)
	before := slices.Clone(hits)
	for i, c := range some {
		hits[i] = before[c.Place]
		hits[i].Score = c.Score
	}
	return nil
}

// details reads what ranks some hits.
func (f finding) details(ctx context.Context, hits []Hit, some []index.Candidate) error {
	ids, place := placed(hits)
	texts := fieldsOf("stem")
	if slices.ContainsFunc(f.plan.Words, func(w index.PlanWord) bool { return w.Exact }) {
		texts = append(texts, fieldsOf(index.AllWords)...)
	}
	found, err := f.search(ctx, f.path("/_search"), object{
		"size": len(ids), "_source": texts, "track_total_hits": false,
		"query": object{"bool": object{"filter": object{"ids": object{"values": ids}}, "should": f.named()}},
	})
	if err != nil {
		return err
	}
	for _, h := range found.Hits.Hits {
		if i, ok := place[h.ID]; ok {
			f.detail(h, &some[i])
		}
	}
	return nil
}

// The names of queries that say what of a plan a document matches.
const (
	namedTyped = "typed"
	namedPair  = "pair"
	namedFirst = "first"
)

func (f finding) named() (named []object) {
	add := func(kind string, i int, c index.Clause) {
		named = append(named, object{"bool": object{"filter": filterOf(c), "_name": fmt.Sprint(kind, " ", i)}})
	}
	for i, w := range f.plan.Words {
		if w.Typed != nil {
			add(namedTyped, i, w.Typed)
		}
	}
	for i, c := range f.plan.Pairs {
		add(namedPair, i, c)
	}
	for i, c := range f.plan.First {
		add(namedFirst, i, c)
	}
	return named
}

func (f finding) detail(h hit, d *index.Candidate) {
	for _, name := range h.Matched {
		var kind string
		var i int
		if _, err := fmt.Sscan(name, &kind, &i); err != nil {
			continue
		}
		switch {
		case kind == namedPair:
			d.Pairs++
		case kind == namedFirst:
			d.First++
		case kind == namedTyped && i < len(d.Typed):
			d.Typed[i] = true
		}
	}
	stems := countTerms(h, fieldsOf("stem"))
	var exact map[string]int
	for i, w := range f.plan.Words {
		counts := stems
		if w.Exact {
			if exact == nil {
				exact = countTerms(h, fieldsOf(index.AllWords))
			}
			counts = exact
		}
		for _, t := range w.Terms {
			d.Freqs[i] += float32(counts[escape(t)])
		}
	}
}

// countTerms counts the terms of some fields of the source.
func countTerms(h hit, fields []string) map[string]int {
	var texts map[string]string
	_ = json.Unmarshal(h.Source, &texts) // only texts were asked for
	counts := map[string]int{}
	for _, f := range fields {
		for t := range strings.FieldsFuncSeq(texts[f], func(r rune) bool { return r == ' ' || r == alternative }) {
			counts[t]++
		}
	}
	return counts
}
