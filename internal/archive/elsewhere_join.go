package archive

import (
	"strconv"
)

// firstsOf returns the different values, in their order.
func firstsOf(all []int) (firsts []int) {
	for i, first := range all {
		if i == first {
			firsts = append(firsts, i)
		}
	}
	return firsts
}

// joined joins things that share a name, also by way of others, and returns the first
// of those with which each is joined.
func joined(n int, names func(i int) []string) []int {
	first := make([]int, n)
	find := func(i int) int {
		for first[i] != i {
			first[i] = first[first[i]]
			i = first[i]
		}
		return i
	}
	with := map[string]int{}
	for i := range n {
		first[i] = i
		for _, name := range names(i) {
			other, ok := with[name]
			if !ok {
				with[name] = i
				continue
			}
			a, b := find(i), find(other)
			first[max(a, b)] = min(a, b)
		}
	}
	for i := range first {
		first[i] = find(i)
	}
	return first
}

func numbered(kind, archive string, n int64) string {
	return kind + " " + archive + " " + strconv.FormatInt(n, 10)
}
