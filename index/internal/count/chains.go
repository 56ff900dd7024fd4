package count

import (
	"cmp"
	"maps"
	"slices"

	"newsarchive/index/internal/document"
)

// ChainSpan is the time over which a chain has stories of a query.
type ChainSpan struct {
	Chain       int64
	First, Last string // days
	Stories     int64
}

// Chains returns the chains with stories of a query on more than one day, by
// their first day.
func (t *Timeline) Chains(query int) ([]ChainSpan, error) {
	docs := t.docs(query)
	alone, err := t.keys.Docs(document.KeySize + document.Counted(1))
	if err != nil {
		return nil, err
	}
	spans := map[uint64]ChainSpan{}
	several := docs.Clone()
	several.AndNot(alone)
	err = t.chains(several, func(doc uint32, chain uint64) {
		on := t.dayAt(doc)
		if on < 0 {
			return
		}
		day := t.days[on]
		c, ok := spans[chain]
		if !ok {
			c = ChainSpan{Chain: int64(chain), First: day, Last: day} // an id
		}
		c.First, c.Last = min(c.First, day), max(c.Last, day)
		c.Stories++
		spans[chain] = c
	})
	maps.DeleteFunc(spans, func(_ uint64, c ChainSpan) bool { return c.First == c.Last })
	return slices.SortedFunc(maps.Values(spans), func(a, b ChainSpan) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Chain, b.Chain))
	}), err
}
