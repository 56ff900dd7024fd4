package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"newsarchive/index"
)

// Held is how much of an archive is there.
type Held struct {
	Archive  string
	Stories  int64
	Newest   time.Time // when it first saw the last of them; zero: it has none
	Outdated bool      // see [Source]
}

// Held returns how much of each archive that is asked is there, by name.
func (a *Asked) Held(ctx context.Context) ([]Held, error) {
	newest := object{"newest": object{"max": object{"field": fieldSeen}}}
	counted, err := a.counts(ctx, object{"terms": object{"field": "archive", "size": maxSources}, "aggs": newest})
	if err != nil {
		return nil, fmt.Errorf("count the stories of the archives: %w", err)
	}
	held := make([]Held, len(a.sources))
	for i, s := range a.sources {
		held[i] = Held{Archive: s.Archive, Outdated: s.Outdated}
		for _, b := range counted {
			if b.Key != s.Archive {
				continue
			}
			if held[i].Stories = b.DocCount; b.Newest != nil && b.Newest.Value > 0 {
				held[i].Newest = index.TimeOf(uint64(b.Newest.Value))
			}
		}
	}
	return held, nil
}

// AboutArchive is what an archive shares beside its stories.
type AboutArchive struct {
	Archive string
	About
}

// Abouts returns what the archives that are asked share beside their stories, by name.
// It is read once.
func (a *Asked) Abouts(ctx context.Context) ([]AboutArchive, error) {
	if a.abouts != nil {
		return a.abouts, nil
	}
	found, err := a.search(ctx, a.path("/_search"), object{"size": maxSources, "track_total_hits": false, "query": all(term("kind", kindAbout))})
	if err != nil {
		return nil, fmt.Errorf("read what the archives share: %w", err)
	}
	shared := []AboutArchive{}
	for _, h := range found.Hits.Hits {
		var doc aboutDoc
		if json.Unmarshal(h.Source, &doc) != nil || !slices.ContainsFunc(a.sources, func(s Source) bool { return s.Archive == doc.Archive }) {
			continue
		}
		shared = append(shared, AboutArchive{doc.Archive, doc.Shown})
	}
	slices.SortFunc(shared, func(x, y AboutArchive) int { return strings.Compare(x.Archive, y.Archive) })
	a.abouts = shared
	return shared, nil
}

// Beside returns the documents of the same stories as some hits, and of the items and
// chains of their archives, [maxSame] at most.
func (a *Asked) Beside(ctx context.Context, hits []Hit) ([]Hit, error) {
	var keys []int64
	items, chains := map[string][]int64{}, map[string][]int64{}
	for _, h := range hits {
		keys = append(keys, h.Keys...)
		items[h.Archive] = append(items[h.Archive], h.Items...)
		if h.Chain > 0 {
			chains[h.Archive] = append(chains[h.Archive], h.Chain)
		}
	}
	filters := []object{{"terms": object{fieldCounted + ".keys": distinct(keys)}}}
	for _, s := range a.sources {
		of := either([]object{
			{"terms": object{fieldCounted + ".items": distinct(items[s.Archive])}},
			{"terms": object{fieldChain: distinct(chains[s.Archive])}},
		})
		filters = append(filters, all(term("generation", s.Generation), of))
	}
	return a.lookUp(ctx, either(filters))
}

// distinct returns the different numbers, never nil.
func distinct(numbers []int64) []int64 {
	slices.Sort(numbers)
	return append([]int64{}, slices.Compact(numbers)...)
}
