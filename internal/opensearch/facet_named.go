package opensearch

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

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
		asked := object{}
		for i, name := range some {
			asked[strconv.Itoa(i)] = either(filters[name], 1)
		}
		found, err := a.search(ctx, a.path("/_search"), object{
			"size": 0, "track_total_hits": false, "query": a.asked(plan.find), "aggs": object{"values": a.counting("filters", object{"filters": asked})},
		})
		if err != nil {
			return nil, err
		}
		var counts map[string]bucket
		if err := json.Unmarshal(found.Aggregations["values"].Buckets, &counts); err != nil {
			return nil, a.strange(err)
		}
		for i, name := range some {
			if n := counts[strconv.Itoa(i)].stories(); n > 0 {
				values = append(values, Value{name, n})
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
			for _, about := range abouts {
				if about.Archive != s.Archive {
					continue
				}
				for _, f := range about.Feeds {
					filters[f.Name] = append(filters[f.Name], all(term("generation", s.Generation), filterOf(index.OfFeed(f.ID))))
				}
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
