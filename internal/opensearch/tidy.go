package opensearch

import (
	"context"
	"errors"
	"slices"
	"strconv"
)

// Tidy removes the documents of generations that neither count nor are being
// filled, which killed programs left, and returns how many these were.
//
// The generations are listed before the state is read. So one that another program
// begins meanwhile is in the state, and one that is not in the state was given up:
// its name is never used again.
func (s *Share) Tidy(ctx context.Context) (removed int, err error) {
	names, err := s.Leftover(ctx)
	if err != nil {
		return 0, err
	}
	for _, name := range names {
		n, err := s.remove(ctx, name)
		removed += n
		if err != nil {
			return removed, err
		}
	}
	return removed, nil
}

// Leftover returns the generations that have documents and neither count nor are
// being filled.
func (s *Share) Leftover(ctx context.Context) ([]string, error) {
	names, err := s.generations(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := s.Mark(ctx); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(names, s.counts), nil
}

func (s *Share) counts(generation string) bool {
	f := s.state.Filling
	return generation == s.state.Generation || f != nil && generation == f.Generation
}

// maxGenerations is how many generations are listed at a time; the next run finds
// others.
const maxGenerations = 100

// generations returns the generations of the share that have documents.
func (s *Share) generations(ctx context.Context) (names []string, err error) {
	if err := s.Refresh(ctx); err != nil {
		return nil, err
	}
	found, err := s.search(ctx, s.path("/_search"), object{
		"size": 0, "query": all(term("archive", s.name)),
		"aggs": object{"generations": object{"terms": object{"field": "generation", "size": maxGenerations}}},
	})
	if err != nil {
		return nil, err
	}
	all, err := found.Aggregations["generations"].buckets()
	for _, b := range all {
		names = append(names, b.key())
	}
	return names, err
}

// remove removes the documents of a generation that is given up.
func (s *Share) remove(ctx context.Context, generation string) (removed int, err error) {
	for {
		page, err := s.search(ctx, s.path("/_search"), object{"size": listPage, "_source": false, "query": all(term("generation", generation))})
		if err != nil || len(page.Hits.Hits) == 0 {
			return removed, err
		}
		some := make([]operation, 0, listPage)
		for _, h := range page.Hits.Hits {
			some = append(some, operation{lines: []byte(`{"delete":{"_id":` + strconv.Quote(h.ID) + "}}\n")})
		}
		if err := errors.Join(s.bulk(ctx, some), s.Refresh(ctx)); err != nil {
			return removed, err
		}
		removed += len(some)
	}
}
