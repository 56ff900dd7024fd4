package archive

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/store"
)

// Facet counts the stories that match by the values of one property: the most
// frequent, or, of years, months and days, the most frequent in their order.
type Facet struct {
	Name   string        `json:"facet"`
	Values []store.Value `json:"values"`
}

// FacetNames returns what stories can be counted by.
func FacetNames() []string { return store.Facets() }

// facet counts all stories that match by a facet. The index counts, except for
// tags, which it holds only folded, and except as of a date: then the store does.
func (s *searcher) facet(ctx context.Context, name string) ([]store.Value, error) {
	if name == "tag" || s.request.AsOf != nil {
		ids, err := s.all()
		if err != nil {
			return nil, err
		}
		return s.archive.store.Facet(ctx, ids, name, s.options.FacetSize)
	}
	r := s.request
	r.IDs = s.restricted(nil)
	counts, err := s.open.Facet(r, index.Facet(name), s.options.FacetSize)
	if err != nil {
		return nil, err
	}
	spelled, err := s.spelling(ctx, index.Facet(name), counts)
	values := make([]store.Value, len(counts))
	for i, c := range counts {
		values[i] = store.Value{Value: c.Value, Count: int(c.Stories)}
		if name == string(index.ByFeed) {
			values[i].Key = c.Value
		}
		if as := spelled[i]; as != "" {
			values[i].Value = as
		}
	}
	period := slices.Contains([]index.Facet{index.ByYear, index.ByMonth, index.ByDay}, index.Facet(name))
	slices.SortStableFunc(values, func(a, b store.Value) int {
		if period {
			return cmp.Compare(a.Value, b.Value)
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return values, err
}

// spelling returns the original spelling of values; "" means unchanged.
func (s *searcher) spelling(ctx context.Context, by index.Facet, counts []index.FacetCount) ([]string, error) {
	spelled := make([]string, len(counts))
	switch by {
	case index.ByFeed:
		labels, err := s.archive.store.FeedLabels(ctx)
		for i, c := range counts {
			if id, numberErr := strconv.ParseInt(c.Value, 10, 64); numberErr == nil {
				spelled[i] = labels[id]
			}
		}
		return spelled, err
	case index.ByPublisher, index.ByLanguage, index.BySite:
		ids := make([]int64, len(counts))
		for i, c := range counts {
			ids[i] = c.Example
		}
		stories, err := s.archive.store.Stories(ctx, ids)
		byID := make(map[int64]news.Story, len(stories))
		for _, st := range stories {
			byID[st.ID] = st
		}
		for i, id := range ids {
			st := byID[id]
			spelled[i] = map[index.Facet]string{index.ByPublisher: st.Publisher, index.ByLanguage: st.Language, index.BySite: st.Site}[by]
		}
		return spelled, err
	}
	return spelled, nil
}

// addCounts adds the facets and the span to an answer, over all stories that
// match.
func (s *searcher) addCounts(ctx context.Context, answer *Answer) error {
	o := s.options
	if answer.Total == 0 {
		return nil
	}
	for _, name := range o.Facets {
		values, err := s.facet(ctx, name)
		if err != nil {
			return err
		}
		answer.Facets = append(answer.Facets, Facet{name, values})
	}
	if !o.Span || answer.Total > maxSpanStories {
		return nil
	}
	span, err := s.span(ctx)
	answer.Span = &span
	return err
}

// span counts the clusters and publishers of the matching stories, and finds the
// first and the last.
func (s *searcher) span(ctx context.Context) (store.Span, error) {
	if s.request.AsOf != nil {
		ids, err := s.all()
		if err != nil {
			return store.Span{}, err
		}
		return s.archive.store.SpanOf(ctx, ids)
	}
	r := s.request
	r.IDs = s.restricted(nil)
	extent, err := s.open.Extent(r)
	return store.Span{Clusters: extent.Chains, Publishers: extent.Publishers, First: extent.First, Last: extent.Last}, err
}

// all returns every story that matches.
func (s *searcher) all() ([]int64, error) {
	r := s.request
	r.IDs, r.Sort, r.Size = s.restricted(nil), index.Newest, 1<<31-1
	res, err := s.open.Search(r)
	return idsOf(res.Hits), err
}
