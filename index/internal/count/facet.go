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

// Facet is a property of stories with few values.
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

// FacetCount is the number of stories with a value.
type FacetCount struct {
	Value   string // folded; of a feed its number
	Stories int64
	Example int64 // one of them
}

// Facet counts documents by a property and returns the most frequent values,
// size at most; equally frequent values are in their own order. It takes values
// by their frequency in the whole index, and stops where none can reach the
// best any more. Publishers are counted in another way.
func (s *Counter) Facet(matched *roaring.Bitmap, by Facet, size int) ([]FacetCount, error) {
	if by == ByPublisher {
		return s.publisherFacet(matched, size)
	}
	values, err := s.knownValues(by)
	if err != nil {
		return nil, err
	}
	var best []FacetCount
	for _, value := range values {
		if len(best) == size && value.total < best[size-1].Stories {
			break
		}
		docs := roaring.And(value.ownDocs(by, values), matched)
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
	docs  *roaring.Bitmap // with its term, in the whole index
	total int64           // of these
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

// ownDocs returns the documents with the value itself: documents of bbc.co.uk
// also have the term co.uk, and documents in sv-SE the term sv.
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
