package store

import (
	"slices"
	"strconv"
)

// spans returns ids as a query takes them: a JSON array of the stretches of
// consecutive ids, each its first and last. The stories and items of a batch
// mostly are one such stretch, which costs SQLite one step where the ids by
// themselves would cost it one each, in every table that it looks into.
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
