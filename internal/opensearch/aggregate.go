package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
)

// aggregation is what was counted.
type aggregation struct {
	Value    *float64
	DocCount int64 `json:"doc_count"`
	Buckets  json.RawMessage
	Words    *aggregation
	After    map[string]any `json:"after_key"`
}

// bucket is a value and how many documents have it.
type bucket struct {
	Key      any
	DocCount int64                    `json:"doc_count"`
	Stories  *struct{ Value float64 } // of different keys
	Story    struct{ Hits struct{ Hits []hit } }
	Newest   *struct{ Value float64 } // when the last was first seen
}

// key is the value of a field.
func (b bucket) key() string {
	value, _ := b.Key.(string)
	return value
}

// stories is how many stories have the value.
func (b bucket) stories() int64 {
	if b.Stories != nil {
		return int64(b.Stories.Value)
	}
	return b.DocCount
}

// buckets returns the values that were counted, in their order.
func (a aggregation) buckets() (all []bucket, err error) {
	err = json.Unmarshal(a.Buckets, &all)
	return all, err
}

// aggregate counts the stories that match all filters.
func (a *Asked) aggregate(ctx context.Context, aggs object, filters ...object) (map[string]aggregation, error) {
	found, err := a.search(ctx, a.path("/_search"), object{"size": 0, "track_total_hits": false, "query": a.asked(filters...), "aggs": aggs})
	return found.Aggregations, err
}

// counts counts the stories that match all filters by one aggregation.
func (a *Asked) counts(ctx context.Context, by object, filters ...object) ([]bucket, error) {
	found, err := a.aggregate(ctx, object{"values": by}, filters...)
	if err != nil {
		return nil, err
	}
	all, err := found["values"].buckets()
	if err != nil {
		return nil, a.strange(err)
	}
	return all, nil
}

// countEach counts, of the stories that match all filters, those that match each of
// others; aggs are counted beneath.
func (a *Asked) countEach(ctx context.Context, each []object, aggs object, filters ...object) ([]bucket, error) {
	all, err := a.counts(ctx, object{"filters": object{"filters": each}, "aggs": aggs}, filters...)
	if err == nil && len(all) != len(each) {
		err = a.strange(fmt.Errorf("it has %d counts for %d filters", len(all), len(each)))
	}
	return all, err
}
