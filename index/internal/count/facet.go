package count

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/rank"

	"github.com/RoaringBitmap/roaring/v2"
)

// Facet is a property of stories that has few values.
type Facet string

// The facets.
const (
	ByPublisher Facet = "publisher"
	ByFeed      Facet = "feed" // by number
	ByLanguage  Facet = "lang"
	BySite      Facet = "site"
	ByYear      Facet = "year"
	ByMonth     Facet = "month"
	ByDay       Facet = "day"
)

// FacetCount is how many stories have a value.
type FacetCount struct {
	Value   string // as the index has it: folded; of a feed its number
	Stories int64
	Example int64 // a story that has it
}

// Facet counts documents by a property and returns the most frequent values,
// size at most, of two as frequent the smaller first. Except for publishers,
// it takes values from the most frequent in the whole index on, until none can
// reach the last of the best.
func (s *Counter) Facet(found *roaring.Bitmap, by Facet, size int) ([]FacetCount, error) {
	if by == ByPublisher {
		return s.publisherFacet(found, size)
	}
	values, err := s.values(by)
	if err != nil {
		return nil, err
	}
	var best []FacetCount
	for _, value := range values {
		if len(best) == size && value.total < best[size-1].Stories {
			break
		}
		docs := roaring.And(value.ownDocs(by, values), found)
		if docs.IsEmpty() {
			continue
		}
		hit, err := s.Hits([]rank.Doc{{Number: docs.Minimum()}})
		if err != nil {
			return nil, err
		}
		best = append(best, FacetCount{value.name, Card(docs.GetCardinality()), hit[0].ID})
		slices.SortFunc(best, byCount)
		best = best[:min(len(best), size)]
		if s.Ctx.Err() != nil {
			return nil, context.Cause(s.Ctx)
		}
	}
	return best, nil
}

// facetValue is a value of a facet.
type facetValue struct {
	name  string
	docs  *roaring.Bitmap // that have its term
	total int64           // of them
}

// values returns the values of a facet, the most frequent first.
func (s *Counter) values(by Facet) ([]facetValue, error) {
	prefix, length := document.KeyDate, 0
	switch by {
	case ByFeed:
		prefix = document.KeyFeed
	case ByLanguage:
		prefix = document.KeyLanguage
	case BySite:
		prefix = document.KeySite
	case ByYear:
		length = len("2006")
	case ByMonth:
		length = len("2006-01")
	case ByDay:
		length = len("2006-01-02")
	default:
		return nil, fmt.Errorf("stories cannot be counted by %q", by)
	}
	f, err := s.Snapshot.Field(document.FieldKey)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	var values []facetValue
	err = f.EachDocs(prefix, prefix+"\U0010ffff", func(term string, docs *roaring.Bitmap) {
		name := strings.TrimPrefix(term, prefix)
		if length > 0 && len(name) != length || docs.IsEmpty() {
			return
		}
		if i, ok := at[name]; ok {
			values[i].docs = roaring.Or(values[i].docs, docs)
			return
		}
		at[name] = len(values)
		values = append(values, facetValue{name: name, docs: docs})
	})
	for i := range values {
		values[i].total = Card(values[i].docs.GetCardinality())
	}
	slices.SortStableFunc(values, func(a, b facetValue) int { return cmp.Compare(b.total, a.total) })
	return values, err
}

// ownDocs returns the documents that have a value itself: those of bbc.co.uk also
// have the term co.uk, and those in sv-SE the term sv.
func (v facetValue) ownDocs(by Facet, values []facetValue) *roaring.Bitmap {
	docs := v.docs
	if by != BySite && by != ByLanguage {
		return docs
	}
	for _, other := range values {
		if by == BySite && strings.HasSuffix(other.name, "."+v.name) || by == ByLanguage && strings.HasPrefix(other.name, v.name+"-") {
			docs = roaring.AndNot(docs, other.docs)
		}
	}
	return docs
}
