package index

import (
	"slices"

	"newsarchive/index/internal/count"
	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/index/internal/rank"
)

// maxHeadlines is how many headlines may have a word from which stories are drawn.
const maxHeadlines = 200_000

// WithHeadlineWord returns up to most stories whose own headline has a word in one
// of its forms, drawn by their checksums: equal archives give the same, and of a
// story more few change. There are none for several words, and for a word that
// too many headlines have.
func (v *View) WithHeadlineWord(word string, most int) ([]int64, error) {
	matched, err := v.s.Headlines(word)
	if err != nil {
		return nil, err
	}
	n := matched.GetCardinality()
	if n == 0 || n > maxHeadlines {
		return nil, nil
	}
	docs := matched.ToArray()
	sums, err := v.s.NumbersOf(document.FieldSum, docs)
	if err != nil {
		return nil, err
	}
	for i := range sums {
		sums[i] = ^sums[i] // the lowest are drawn
	}
	least := rank.Threshold(sums, most)
	var chosen, last []uint32
	for i, sum := range sums {
		switch {
		case sum > least:
			chosen = append(chosen, docs[i])
		case sum == least:
			last = append(last, docs[i])
		}
	}
	chosen = append(chosen, last[:min(most-len(chosen), len(last))]...)
	slices.Sort(chosen)
	return v.s.StoryIDs(chosen)
}

// HeadlineFrequency returns how many stories have a stem in their own headline, and
// how many stories there are.
func (v *View) HeadlineFrequency(stem string) (with, all int, err error) {
	n, err := match.AnyOf(document.FieldTitle, []string{stem}).Cost(v.s.Session)
	return int(count.Card(n)), int(count.Card(v.s.Snapshot.Documents)), err
}
