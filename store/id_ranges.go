package store

import (
	"slices"
	"strconv"
)

// idRanges returns ids for a query as a JSON array of ranges of consecutive
// ids, each with its first and last id. The ids of a batch are mostly one
// range, which costs SQLite one lookup per table instead of one per id.
func idRanges(ids []int64) string {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	list := []byte{'['}
	for i := 0; i < len(ids); {
		first := i
		for i++; i < len(ids) && ids[i] == ids[i-1]+1; i++ {
		}
		if first > 0 {
			list = append(list, ',')
		}
		list = append(list, '[')
		list = strconv.AppendInt(list, ids[first], 10)
		list = append(list, ',')
		list = strconv.AppendInt(list, ids[i-1], 10)
		list = append(list, ']')
	}
	return string(append(list, ']'))
}
