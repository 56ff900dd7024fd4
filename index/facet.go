package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

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

// Facet counts what a request finds by a property and returns the most
// frequent values, size at most, of two as frequent the smaller first. Values
// are taken from the most frequent in the whole index on, until none can
// reach the last of the best.
func (v *View) Facet(r Request, by Facet, size int) ([]FacetCount, error) {
	f, err := v.find(r)
	if err != nil {
		return nil, err
	}
	values, err := v.s.values(by)
	if err != nil {
		return nil, err
	}
	var best []FacetCount
	for _, value := range values {
		if len(best) == size && value.most < uint64(best[size-1].Stories) { //nolint:gosec // a count
			break
		}
		docs, err := v.s.having(by, value, values)
		if err != nil {
			return nil, err
		}
		if docs = roaring.And(docs, f.docs); docs.IsEmpty() {
			continue
		}
		hit, err := v.s.hits([]ranked{{doc: docs.Minimum()}})
		if err != nil {
			return nil, err
		}
		best = append(best, FacetCount{value.name, card(docs.GetCardinality()), hit[0].ID})
		slices.SortFunc(best, func(a, b FacetCount) int {
			return cmp.Or(cmp.Compare(b.Stories, a.Stories), cmp.Compare(a.Value, b.Value))
		})
		best = best[:min(len(best), size)]
		if v.s.ctx.Err() != nil {
			return nil, context.Cause(v.s.ctx)
		}
	}
	return best, nil
}

// facetValue is a value of a facet.
type facetValue struct {
	term, name string
	most       uint64 // at least as many documents as have it
}

// values returns the values of a facet, the most frequent first.
func (s *session) values(by Facet) ([]facetValue, error) {
	prefix, length := keyDate, 0
	switch by {
	case ByPublisher:
		prefix = keyPublisher
	case ByFeed:
		prefix = keyFeed
	case ByLanguage:
		prefix = keyLanguage
	case BySite:
		prefix = keySite
	case ByYear:
		length = len("2006")
	case ByMonth:
		length = len("2006-01")
	case ByDay:
		length = len("2006-01-02")
	default:
		return nil, fmt.Errorf("stories cannot be counted by %q", by)
	}
	d, err := s.reader.FieldDictPrefix(fieldKey, []byte(prefix))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer d.Close() //nolint:errcheck // read only
	var values []facetValue
	for {
		e, err := d.Next()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if e == nil {
			break
		}
		if name := strings.TrimPrefix(e.Term, prefix); length == 0 || len(name) == length {
			values = append(values, facetValue{e.Term, name, e.Count})
		}
	}
	slices.SortStableFunc(values, func(a, b facetValue) int { return cmp.Compare(b.most, a.most) })
	return values, nil
}

// having returns the documents that have a value itself: those of bbc.co.uk
// also have the term co.uk, and those in sv-SE the term sv.
func (s *session) having(by Facet, v facetValue, values []facetValue) (*roaring.Bitmap, error) {
	b, err := s.bitmapsOf(fieldKey)
	if err != nil {
		return nil, err
	}
	docs, err := b.of(v.term)
	if err != nil || by != BySite && by != ByLanguage {
		return docs, err
	}
	for _, other := range values {
		if by == BySite && strings.HasSuffix(other.name, "."+v.name) || by == ByLanguage && strings.HasPrefix(other.name, v.name+"-") {
			more, err := b.of(other.term)
			if err != nil {
				return nil, err
			}
			docs = roaring.AndNot(docs, more)
		}
	}
	return docs, nil
}
