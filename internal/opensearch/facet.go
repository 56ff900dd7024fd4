package opensearch

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// Value is a value of a property and how many stories have it.
type Value struct {
	Name    string
	Stories int64
}

// The facets that package index does not have.
const (
	ByTag     index.Facet = "tag"     // the tags that archives share
	ByArchive index.Facet = "archive" // the archives that have the stories
)

// Facet counts the stories that match by a property, and returns the most frequent
// values as stories have them. The error wraps [ErrCannot] for a property that is not
// there.
func (a *Asked) Facet(ctx context.Context, q *query.Query, by index.Facet, size int) ([]Value, error) {
	switch by {
	case index.ByYear:
		return a.byPeriod(ctx, q, len("2006"), size)
	case index.ByMonth:
		return a.byPeriod(ctx, q, len("2006-01"), size)
	case index.ByDay:
		return a.byPeriod(ctx, q, len("2006-01-02"), size)
	case index.ByPublisher:
		return a.byField(ctx, q, "publisher", size)
	case index.BySite:
		return a.byField(ctx, q, "site", size)
	case index.ByLanguage:
		return a.byField(ctx, q, "language", size)
	case index.ByFeed, ByTag:
		return a.byNames(ctx, q, by, size)
	case ByArchive:
		return a.byArchive(ctx, q, size)
	}
	return nil, Cannot("counting by "+string(by), "it is not copied")
}

// byField counts by a field that is folded there: a story shows how it is written.
func (a *Asked) byField(ctx context.Context, q *query.Query, name string, size int) ([]Value, error) {
	plan, err := a.compile(ctx, q)
	if err != nil {
		return nil, err
	}
	aggs := a.once()
	aggs["story"] = object{"top_hits": object{"size": 1, "_source": []string{"shown." + name}}}
	all, err := a.counts(ctx, object{"terms": object{"field": fieldCounted + "." + name, "size": min(2*size+100, 10_000)}, "aggs": aggs}, plan.find)
	if err != nil {
		return nil, err
	}
	values := make([]Value, len(all))
	for i, b := range all {
		values[i] = Value{b.example(name), b.stories()}
	}
	return mostFrequent(values, size), nil
}

func (a *Asked) byArchive(ctx context.Context, q *query.Query, size int) ([]Value, error) {
	plan, err := a.compile(ctx, q)
	if err != nil {
		return nil, err
	}
	all, err := a.counts(ctx, object{"terms": object{"field": "archive", "size": maxSources}}, plan.find)
	if err != nil {
		return nil, err
	}
	values := make([]Value, len(all))
	for i, b := range all {
		values[i] = Value{b.key(), b.DocCount}
	}
	return mostFrequent(values, size), nil
}

// byPeriod counts by the beginnings of days, and returns the most frequent in their
// order.
func (a *Asked) byPeriod(ctx context.Context, q *query.Query, length, size int) (values []Value, err error) {
	days, err := a.Days(ctx, q)
	for _, d := range days {
		name := d.Day[:min(length, len(d.Day))]
		if n := len(values); n == 0 || values[n-1].Name != name {
			values = append(values, Value{Name: name})
		}
		values[len(values)-1].Stories += d.Stories
	}
	values = mostFrequent(values, size)
	slices.SortFunc(values, func(x, y Value) int { return strings.Compare(x.Name, y.Name) })
	return values, err
}

func mostFrequent(values []Value, size int) []Value {
	slices.SortFunc(values, func(x, y Value) int {
		return cmp.Or(cmp.Compare(y.Stories, x.Stories), strings.Compare(x.Name, y.Name))
	})
	return values[:min(size, len(values))]
}
