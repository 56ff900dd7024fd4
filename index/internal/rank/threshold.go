package rank

import (
	"cmp"
	"container/heap"
)

// Threshold returns the n-th highest of some numbers, or the lowest.
func Threshold[T cmp.Ordered](all []T, n int) (least T) {
	h := make(minHeap[T], 0, min(n, len(all)))
	for _, x := range all {
		switch {
		case len(h) < n:
			heap.Push(&h, x)
		case x > h[0]:
			h[0] = x
			heap.Fix(&h, 0)
		}
	}
	if len(h) > 0 {
		least = h[0]
	}
	return least
}

// minHeap is a heap with the lowest on top.
type minHeap[T cmp.Ordered] []T

func (h minHeap[T]) Len() int           { return len(h) }
func (h minHeap[T]) Less(i, j int) bool { return h[i] < h[j] }
func (h minHeap[T]) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *minHeap[T]) Push(x any)        { *h = append(*h, x.(T)) } //nolint:errcheck // only ours
func (h *minHeap[T]) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
