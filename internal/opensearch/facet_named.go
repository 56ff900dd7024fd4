package opensearch

import (
	"context"
	"maps"
	"slices"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// filtersAtOnce is how many filters one request counts by.
const filtersAtOnce = 200

// maxNamed is how many feeds or tags are counted by.
const maxNamed = 2000

// byNames counts by the feeds of the archives, those of one name together, or by the
// tags that archives share.
func (a *Asked) byNames(ctx context.Context, q *query.Query, by index.Facet, size int) (values []Value, err error) {
	plan, err := a.compile(ctx, q)
	if err != nil {
		return nil, err
	}
	abouts, err := a.Abouts(ctx)
	if err != nil {
		return nil, err
	}
	filters, err := a.namedFilters(ctx, by, abouts)
	if err != nil {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(filters))
	for some := range slices.Chunk(names[:min(len(names), maxNamed)], filtersAtOnce) {
		each := make([]object, len(some))
		for i, name := range some {
			each[i] = either(filters[name])
		}
		counted, err := a.countEach(ctx, each, a.once(), plan.find)
		if err != nil {
			return nil, err
		}
		for i, b := range counted {
			if n := b.stories(); n > 0 {
				values = append(values, Value{some[i], n})
			}
		}
	}
	return mostFrequent(values, size), nil
}

// namedFilters returns what finds the stories of each feed's name, or of each tag.
func (a *Asked) namedFilters(ctx context.Context, by index.Facet, abouts []AboutArchive) (map[string][]object, error) {
	filters := map[string][]object{}
	if by == index.ByFeed {
		for _, s := range a.sources {
			for _, f := range aboutOf(s, abouts).Feeds {
				filters[f.Name] = append(filters[f.Name], all(term("generation", s.Generation), filterOf(index.OfFeed(f.ID))))
			}
		}
		return filters, nil
	}
	for _, about := range abouts {
		tags := slices.Clone(about.Tags)
		for _, f := range about.Feeds {
			tags = append(tags, f.Tags...)
		}
		for _, tag := range tags {
			if filters[tag] != nil || len(filters) > maxNamed {
				continue
			}
			c, err := a.compile(ctx, &query.Query{Root: query.Term{Field: query.Tag, Value: tag}})
			if err != nil {
				return nil, err
			}
			filters[tag] = []object{c.find}
		}
	}
	return filters, nil
}
