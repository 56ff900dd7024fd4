package match

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestDiffer promises that what is added to a list of stories, and what is taken
// off, leads to the other list.
func TestDiffer(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		list := func(name string) stories {
			return slices.Compact(slices.Sorted(slices.Values(rapid.SliceOf(rapid.Int64Range(1, 20)).Draw(r, name))))
		}
		one, other := list("one"), list("other")
		added, gone := differ(one, other)
		got := slices.DeleteFunc(slices.Concat(one, added), func(id int64) bool { return slices.Contains(gone, id) })
		slices.Sort(got)
		if !slices.Equal(got, other) || slices.ContainsFunc(added, func(id int64) bool { return slices.Contains(one, id) }) {
			r.Fatalf("from %v to %v: %v more, %v less", one, other, added, gone)
		}
	})
}
