package opensearch

import (
	"context"
	"errors"
	"sync"
	"time"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// ranked is how many of the stories that OpenSearch finds best are put in order here.
const ranked = 200

// Request says what to search for. The answer has the hits From..From+Size-1.
type Request struct {
	Query      *query.Query
	Sort       index.Sort
	From, Size int
}

// Result is an answer.
type Result struct {
	Hits  []Hit
	Total int64 // of all documents that match, exactly
}

// Hit is a document that matches.
type Hit struct {
	Archive string
	Story   int64
	Score   float64   // by relevance, else 0; only comparable within one answer
	Seen    time.Time // when the archive saw it first
	Keys    []int64   // hashes of its keys: stories of several archives that share one are the same
	Items   []int64   // the items of its archive that link it
	Chain   int64     // the latest chain of its archive that it is part of, or 0
	id      string
	when    int64
	length  int64
}

// Search answers a request: OpenSearch finds, and by relevance the best [ranked] are
// ordered as package index does; what is beyond has OpenSearch's order. The error wraps
// [ErrCannot] when the query asks for what is not there, or is an
// *[index.TooManyError].
func (a *Asked) Search(ctx context.Context, r Request) (Result, error) {
	plan, err := a.compile(ctx, r.Query)
	if err != nil {
		return Result{}, err
	}
	f := finding{Asked: a, plan: plan, sort: r.Sort}
	if len(plan.Words) == 0 && r.Sort == index.Relevance {
		f.sort = index.Newest
	}
	n := max(r.From, 0) + max(r.Size, 0)
	if f.sort == index.Relevance && n > 0 {
		n = max(n, ranked)
	}
	hits, total, err := f.inOrder(ctx, n)
	if err != nil {
		return Result{}, err
	}
	from := min(max(r.From, 0), len(hits))
	return Result{hits[from:min(from+max(r.Size, 0), len(hits))], total}, nil
}

// finding is the finding of what a plan asks for.
type finding struct {
	*Asked
	plan compiled
	sort index.Sort
}

// inOrder returns the n best hits in their order and how many there are. What ranking
// needs to know is read meanwhile.
func (f finding) inOrder(ctx context.Context, n int) (hits []Hit, total int64, err error) {
	if f.sort != index.Relevance || n == 0 {
		return f.best(ctx, n)
	}
	var corpus index.Corpus
	var corpusErr error
	var group sync.WaitGroup
	group.Go(func() { corpus, corpusErr = f.corpus(ctx) })
	hits, total, err = f.best(ctx, n)
	group.Wait()
	if err := errors.Join(err, corpusErr); err != nil || len(hits) < 2 {
		return hits, total, err
	}
	first := hits[:min(ranked, len(hits))]
	if int64(len(first)) == total {
		corpus.MeanLength = 0 // ranking takes it of these
	}
	return hits, total, f.order(ctx, corpus, first)
}

// best returns the n best hits and how many there are.
func (f finding) best(ctx context.Context, n int) (hits []Hit, total int64, err error) {
	total, err = f.walk(ctx, n, object{"query": f.query(), "sort": f.sorting(), "docvalue_fields": hitFields()}, func(h hit) {
		hits = append(hits, f.hit(h))
	})
	return hits, total, err
}

// hitFields are the fields that a hit is read from.
func hitFields() []string {
	return []string{"story", fieldWhen, fieldSeen, fieldChain, fieldCounted + ".length", fieldCounted + ".keys", fieldCounted + ".items"}
}

// Fields of numbers; see package index.
const (
	fieldWhen  = prefixNumber + "when"
	fieldSeen  = prefixNumber + "seen"
	fieldChain = prefixNumber + "chain"
)

func (a *Asked) hit(h hit) Hit {
	hit := Hit{
		Archive: a.archiveOf(h.ID), id: h.ID, Story: h.number("story"), when: h.number(fieldWhen), length: h.number(fieldCounted + ".length"),
		Chain: h.number(fieldChain), Keys: h.numbers(fieldCounted + ".keys"), Items: h.numbers(fieldCounted + ".items"),
	}
	if seen := h.number(fieldSeen); seen > 0 {
		hit.Seen = index.TimeOf(uint64(seen)) // not negative
	}
	return hit
}

// query is what matches; by relevance, what counts for it scores.
func (f finding) query() object {
	q := f.asked(f.plan.find)
	if f.sort != index.Relevance {
		return q
	}
	var should []object
	for _, w := range f.plan.Words {
		if w.Boost >= 0 { // what weighs against a story does not find the best
			should = append(should, scored(w))
		}
	}
	for _, first := range f.plan.First {
		should = append(should, object{"constant_score": object{"filter": filterOf(first), "boost": firstBoost}})
	}
	return object{"bool": object{"filter": q, "should": should}}
}

// firstBoost is more than any words are worth.
const firstBoost = 4096

// typedShare is the share of its score that a word has because it is there as it was
// typed; see package index.
const typedShare = 0.25

// scored scores a word: its terms count as one. OpenSearch only has to find the best
// [ranked], in any order.
func scored(w index.PlanWord) object {
	boost := w.Boost
	if boost == 0 {
		boost = 1
	}
	if w.Exact {
		return object{"bool": object{"should": matching(index.AllWords, w.Terms, boost)}}
	}
	typed, ok := w.Typed.(index.InRow)
	if !ok || len(typed.Slots) != 1 {
		return matching("stem", w.Terms, boost)[0]
	}
	asTyped := object{"dis_max": object{"queries": matching(index.AllWords, typed.Slots[0], boost*typedShare)}}
	return object{"bool": object{"should": append(matching("stem", w.Terms, boost*(1-typedShare)), asTyped)}}
}

// matching scores any of some terms, in each of the fields that one of ours is there.
func matching(field string, terms []string, boost float64) (queries []object) {
	for _, f := range fieldsOf(field) {
		queries = append(queries, object{"match": object{f: object{"query": rowText([][]string{terms}), "boost": boost}}})
	}
	return queries
}

// sorting is the order of the hits: what is equal comes by date and number.
func (f finding) sorting() []object {
	down := func(field string) object { return object{field: "desc"} }
	newest := []object{down(fieldWhen), down("story"), {"archive": "asc"}}
	switch f.sort {
	case index.Newest:
		return newest
	case index.Oldest:
		return []object{{fieldWhen: "asc"}, down("story"), {"archive": "asc"}}
	case index.Largest:
		return append([]object{down(fieldCounted + ".size")}, newest...)
	}
	return append([]object{down("_score")}, newest...)
}
