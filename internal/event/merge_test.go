package event_test

import (
	"cmp"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"newsarchive/internal/event"
)

// TestMerge promises that the most alike are merged first, that a pair counts by the
// mean over all its stories, and that events that are apart stay so.
func TestMerge(t *testing.T) {
	const like, strong, weak = 340_000, 800_000, 20_000
	for name, c := range map[string]struct {
		sizes map[int64]int
		pairs []event.Pair
		apart [][2]int64
		want  map[int64]int64
	}{
		"alike":          {sizes: map[int64]int{1: 1, 2: 1}, pairs: []event.Pair{{A: 1, B: 2, Sum: like}}, want: map[int64]int64{2: 1}},
		"hardly alike":   {sizes: map[int64]int{1: 1, 2: 1}, pairs: []event.Pair{{A: 1, B: 2, Sum: weak}}},
		"one of many":    {sizes: map[int64]int{1: 20, 2: 1}, pairs: []event.Pair{{A: 1, B: 2, Sum: like}}},
		"a chain":        {sizes: map[int64]int{1: 1, 2: 1, 3: 1}, pairs: []event.Pair{{A: 1, B: 2, Sum: like}, {A: 2, B: 3, Sum: strong}}, want: map[int64]int64{2: 1, 3: 1}},
		"too long":       {sizes: map[int64]int{1: 1, 2: 1, 3: 3}, pairs: []event.Pair{{A: 1, B: 2, Sum: like}, {A: 2, B: 3, Sum: 3 * strong}}, want: map[int64]int64{3: 2}},
		"apart":          {sizes: map[int64]int{1: 1, 2: 1}, pairs: []event.Pair{{A: 1, B: 2, Sum: strong}}, apart: [][2]int64{{2, 1}}},
		"apart by merge": {sizes: map[int64]int{1: 1, 2: 1, 3: 1}, pairs: []event.Pair{{A: 1, B: 2, Sum: like}, {A: 2, B: 3, Sum: strong}}, apart: [][2]int64{{1, 3}}, want: map[int64]int64{3: 2}},
	} {
		if got := event.Merge(sizesOf(c.sizes), c.pairs, c.apart); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// sizeOf is the size of an event of so many stories, each with a headline of its own.
func sizeOf(stories int) event.Size { return event.Size{Stories: stories, Headlines: stories} }

func sizesOf(stories map[int64]int) map[int64]event.Size {
	sizes := map[int64]event.Size{}
	for id, n := range stories {
		sizes[id] = sizeOf(n)
	}
	return sizes
}

// TestMergeCopies promises that copies of a headline count once, and that a merged event
// holds no more stories than an event may.
func TestMergeCopies(t *testing.T) {
	pairs := []event.Pair{{A: 1, B: 2, Sum: 250_000}}
	for name, c := range map[string]struct {
		one, other event.Size
		merged     bool
	}{
		"of one headline each": {event.Size{Stories: 1, Headlines: 1}, event.Size{Stories: 1, Headlines: 1}, true},
		"copies":               {event.Size{Stories: 400, Headlines: 1}, event.Size{Stories: 50, Headlines: 1}, true},
		"too many":             {event.Size{Stories: 400, Headlines: 1}, event.Size{Stories: event.MaxStories - 399, Headlines: 1}, false},
		"headlines":            {event.Size{Stories: 8, Headlines: 8}, event.Size{Stories: 1, Headlines: 1}, false},
	} {
		if got := event.Merge(map[int64]event.Size{1: c.one, 2: c.other}, pairs, nil); len(got) > 0 != c.merged {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestMergeInParts promises that events that no chain of alike pairs joins are merged
// as if the others were not there.
func TestMergeInParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := int64(rapid.IntRange(2, 12).Draw(t, "events"))
		sizes := map[int64]int{}
		for id := range n {
			sizes[id+1] = rapid.IntRange(1, 4).Draw(t, "size")
		}
		var pairs []event.Pair
		part := map[int64]int64{}
		top := func(id int64) int64 {
			for part[id] != 0 {
				id = part[id]
			}
			return id
		}
		for a := int64(1); a <= n; a++ {
			for b := a + 1; b <= n; b++ {
				if rapid.Bool().Draw(t, "pair") {
					p := event.Pair{A: a, B: b, Sum: int64(sizes[a]*sizes[b]) * rapid.Int64Range(1, 400_000).Draw(t, "mean")}
					pairs = append(pairs, p)
					if x, y := top(a), top(b); x != y && p.Like(sizeOf(sizes[a]), sizeOf(sizes[b])) {
						part[max(x, y)] = min(x, y)
					}
				}
			}
		}
		got := map[int64]int64{}
		for id := int64(1); id <= n; id++ {
			if top(id) != id {
				continue
			}
			some, within := map[int64]int{}, []event.Pair{}
			for other, size := range sizes {
				if top(other) == id {
					some[other] = size
				}
			}
			for _, p := range pairs {
				if some[p.A] > 0 && some[p.B] > 0 {
					within = append(within, p)
				}
			}
			maps.Copy(got, event.Merge(sizesOf(some), within, nil))
		}
		want := event.Merge(sizesOf(sizes), pairs, nil)
		for id := int64(1); id <= n; id++ {
			if x, y := cmp.Or(got[id], id), cmp.Or(want[id], id); x != y {
				t.Fatalf("event %d is one with %d, in parts with %d", id, y, x)
			}
		}
	})
}
