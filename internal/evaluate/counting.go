package evaluate

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// mostStories returns the n days on which most articles were published, from
// first to last; empty: of all.
func (t topic) mostStories(first, last string, n int) []string {
	counts := map[string]int{}
	for _, a := range t.articles {
		if between(a.day, first, last) {
			counts[a.day]++
		}
	}
	return highest(counts, n)
}

// mostMentions returns the n days that most articles mention, each article
// once, of the articles published from first to last and of the days between
// them.
func (t topic) mostMentions(first, last string, n int) []string {
	counts := map[string]int{}
	for _, a := range t.articles {
		if !between(a.day, first, last) {
			continue
		}
		for _, m := range a.mentions() {
			if day := m.Day.Format(time.DateOnly); between(day, first, last) {
				counts[day]++
			}
		}
	}
	return highest(counts, n)
}

// between reports whether a day lies within two others, either of which may be
// empty.
func between(day, first, last string) bool {
	return (first == "" || day >= first) && (last == "" || day <= last)
}

// highest returns the n days with the highest counts; among equals the
// earlier.
func highest(counts map[string]int, n int) []string {
	days := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	return days[:min(n, len(days))]
}
