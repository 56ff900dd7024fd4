package opensearch

import (
	"context"
	"slices"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// Value is a value of a property and how many stories have it.
type Value struct {
	Name    string
	Stories int64
}

// Facet counts the stories that match by a property, and returns the most frequent
// values as stories have them. The error wraps [ErrCannot] for a property that is not
// there.
func (a *Asked) Facet(ctx context.Context, q *query.Query, by index.Facet, size int) ([]Value, error) {
	switch by {
	case index.ByYear, index.ByMonth, index.ByDay:
		days, err := a.Days(ctx, q)
		return periods(days, map[index.Facet]int{index.ByYear: len("2006"), index.ByMonth: len("2006-01"), index.ByDay: len("2006-01-02")}[by], size), err
	case index.ByPublisher, index.BySite, index.ByLanguage:
	case index.ByFeed, byTag:
		return a.byNames(ctx, q, by, size)
	case ByArchive:
		return a.byArchive(ctx, q, size)
	default:
		return nil, Cannot("counting by "+string(by), "it is not copied")
	}
	plan, err := a.compile(ctx, q)
	if err != nil {
		return nil, err
	}
	name := map[index.Facet]string{index.ByPublisher: "publisher", index.BySite: "site", index.ByLanguage: "language"}[by]
	counting := a.counting("terms", object{"field": fieldCounted + "." + name, "size": min(2*size+100, 10_000)})
	example := object{"story": object{"top_hits": object{"size": 1, "_source": []string{"shown." + name}}}}
	if more, ok := counting["aggs"].(object); ok {
		example["stories"] = more["stories"]
	}
	counting["aggs"] = example
	found, err := a.search(ctx, a.path("/_search"), object{"size": 0, "track_total_hits": false, "query": a.asked(plan.find), "aggs": object{"values": counting}})
	if err != nil {
		return nil, err
	}
	all, err := found.Aggregations["values"].buckets()
	if err != nil {
		return nil, a.strange(err)
	}
	values := make([]Value, len(all))
	for i, b := range all {
		values[i] = Value{b.example(name), b.stories()}
	}
	return mostFrequent(values, size), nil
}

// byTag counts by the tags that archives share.
const byTag index.Facet = "tag"

// ByArchive counts by the archives that have the stories.
const ByArchive index.Facet = "archive"

func (a *Asked) byArchive(ctx context.Context, q *query.Query, size int) ([]Value, error) {
	plan, err := a.compile(ctx, q)
	if err != nil {
		return nil, err
	}
	found, err := a.search(ctx, a.path("/_search"), object{
		"size": 0, "track_total_hits": false, "query": a.asked(plan.find),
		"aggs": object{"archives": object{"terms": object{"field": "archive", "size": maxSources}}},
	})
	if err != nil {
		return nil, err
	}
	all, err := found.Aggregations["archives"].buckets()
	if err != nil {
		return nil, a.strange(err)
	}
	values := make([]Value, len(all))
	for i, b := range all {
		name, _ := b.Key.(string)
		values[i] = Value{name, b.DocCount}
	}
	return mostFrequent(values, size), nil
}

func mostFrequent(values []Value, size int) []Value {
	slices.SortStableFunc(values, func(x, y Value) int {
		switch {
		case x.Stories != y.Stories:
			return int(y.Stories - x.Stories)
		case x.Name < y.Name:
			return -1
		}
		return 1
	})
	return values[:min(size, len(values))]
}

// periods sums days by the beginnings of their names, and returns the most frequent in
// their order.
func periods(days []DayCount, length, size int) (values []Value) {
	for _, d := range days {
		name := d.Day[:min(length, len(d.Day))]
		if n := len(values); n == 0 || values[n-1].Name != name {
			values = append(values, Value{Name: name})
		}
		values[len(values)-1].Stories += d.Stories
	}
	values = mostFrequent(values, size)
	slices.SortFunc(values, func(x, y Value) int {
		if x.Name < y.Name {
			return -1
		}
		return 1
	})
	return values
}
