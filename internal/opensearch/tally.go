package opensearch

import (
	"context"
	"slices"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// Tally is how many stories there are. Of several archives, a story counts once.
type Tally struct {
	Stories int64
	About   bool // it is counted nearly: there are more than maxExact
}

const (
	// maxExact is up to how many documents of several archives their stories are
	// counted exactly.
	maxExact = 100_000
	// nearly is up to which number OpenSearch counts different values nearly exactly;
	// more it does not offer.
	nearly = 40_000
)

// Count counts the stories that match.
func (a *Asked) Count(ctx context.Context, q *query.Query) (Tally, error) {
	plan, err := a.compile(ctx, q)
	if err != nil {
		return Tally{}, err
	}
	filter := plan.find
	documents, err := a.total(ctx, filter)
	switch {
	case err != nil || len(a.sources) == 1 || documents == 0:
		return Tally{Stories: documents}, err
	case documents <= maxExact:
		n, err := a.different(ctx, filter)
		return Tally{Stories: n}, err
	}
	found, err := a.aggregate(ctx, object{"stories": keysOf()}, filter)
	if err != nil || found["stories"].Value == nil {
		return Tally{}, err
	}
	return Tally{int64(*found["stories"].Value), true}, nil
}

// keysOf counts different keys.
func keysOf() object {
	return object{"cardinality": object{"field": fieldCounted + ".key", "precision_threshold": nearly}}
}

// different counts the stories of some documents: those that share a key are one.
func (a *Asked) different(ctx context.Context, filter object) (n int64, err error) {
	same := sets[int64]{}
	body := object{"query": a.asked(filter), "docvalue_fields": []string{fieldCounted + ".keys"}, "sort": []object{{"story": "asc"}, {"archive": "asc"}}}
	_, err = a.walk(ctx, maxExact, body, func(h hit) {
		keys := h.numbers(fieldCounted + ".keys")
		if len(keys) == 0 {
			n++
			return
		}
		for _, key := range keys {
			same.join(keys[0], key)
		}
	})
	return n + int64(same.count()), err
}

// sets are disjoint sets.
type sets[T comparable] map[T]T

func (s sets[T]) of(x T) T {
	for {
		up, ok := s[x]
		if !ok {
			s[x] = x
			return x
		}
		if up == x {
			return x
		}
		s[x] = s[up]
		x = up
	}
}

func (s sets[T]) join(x, y T) { s[s.of(y)] = s.of(x) }

func (s sets[T]) count() (n int) {
	for x, up := range s {
		if x == up {
			n++
		}
	}
	return n
}

// DayCount is how many stories have a day as their date.
type DayCount = index.DayCount

// Days counts the stories that match by day, ascending, without empty days. Of several
// archives a story counts once a day, nearly.
func (a *Asked) Days(ctx context.Context, q *query.Query) (days []DayCount, err error) {
	plan, err := a.compile(ctx, q)
	if err != nil {
		return nil, err
	}
	const page = 5000
	by := object{"size": page, "sources": []object{{"day": object{"terms": object{"field": fieldCounted + ".day"}}}}}
	aggs := object{"days": object{"composite": by, "aggs": a.once()}}
	for {
		found, err := a.aggregate(ctx, aggs, plan.find)
		if err != nil {
			return nil, err
		}
		all, err := found["days"].buckets()
		if err != nil {
			return nil, a.strange(err)
		}
		for _, b := range all {
			key, _ := b.Key.(map[string]any)
			day, _ := key["day"].(string)
			days = append(days, DayCount{Day: day, Stories: b.stories()})
		}
		if len(all) < page {
			return days, nil
		}
		by["after"] = found["days"].After
	}
}

// Span is a time from one day to another, both included.
type Span struct{ First, Last string }

// spansAtOnce is how many spans one request counts.
const spansAtOnce = 200

// Clusters counts the clusters of the stories that match in some spans, by archive and
// nearly.
func (a *Asked) Clusters(ctx context.Context, q *query.Query, spans []Span) (clusters []int64, err error) {
	plan, err := a.compile(ctx, q)
	if err != nil {
		return nil, err
	}
	for some := range slices.Chunk(spans, spansAtOnce) {
		filters := make([]object, len(some))
		for i, s := range some {
			filters[i] = object{"range": object{fieldCounted + ".day": object{"gte": s.First, "lte": s.Last}}}
		}
		within := object{"range": object{fieldCounted + ".day": object{"gte": some[0].First, "lte": some[len(some)-1].Last}}}
		different := object{"cardinality": object{"field": fieldCounted + ".cluster", "precision_threshold": nearly}}
		counted, err := a.countEach(ctx, filters, object{"stories": different}, plan.find, within)
		if err != nil {
			return nil, err
		}
		for _, b := range counted {
			clusters = append(clusters, b.stories())
		}
	}
	return clusters, nil
}

// once is what counts, beneath an aggregation, each story of several archives once.
func (a *Asked) once() object {
	if len(a.sources) > 1 {
		return object{"stories": keysOf()}
	}
	return object{}
}
