package chronology

import (
	"cmp"
	"math"
	"slices"

	"newsarchive/internal/news"

	"newsarchive/internal/words"
)

// Frequencies is the document frequency of each word in a set of headlines.
type Frequencies struct {
	words map[string]int
	total int
}

// FrequenciesOf counts the words of headlines.
func FrequenciesOf(headlines []Headline) Frequencies {
	f := Frequencies{words: make(map[string]int, 8*len(headlines)), total: len(headlines)}
	for _, h := range headlines {
		for _, w := range h.words {
			f.words[w]++
		}
	}
	return f
}

// weigh says how representative a word is of a set of headlines: by the share
// that has it, by how far that exceeds the base rate, and by its frequency
// afterwards. A word that only one headline has, and none afterwards, weighs 0.
func (f Frequencies) weigh(word string, base, after Frequencies) float64 {
	n, again := f.words[word], after.words[word]
	if n < 2 && f.total > 1 && again < 2 {
		return 0
	}
	share := float64(n) / float64(f.total)
	expected := (float64(base.words[word]) + 0.5) / float64(base.total+1)
	return share * (0.1 + max(0, math.Log(share/expected))*(1+math.Log1p(float64(again))))
}

// Headline is the headline of a story with its words, and its weight: how
// representative it is of the others.
type Headline struct {
	news.Story
	words  []string
	weight float64
}

// Headlines cuts the headlines of stories into words.
func Headlines(stories []news.Story) []Headline {
	all := make([]Headline, len(stories))
	t := words.NewTokenizer()
	for i, s := range stories {
		all[i] = Headline{Story: s, words: t.Distinct(s.Title)}
	}
	return all
}

// MostCentral sorts headlines by how representative they are, the best first: by
// the words they share with each other beyond the base rate. Words that are used
// again afterwards weigh more. Of two equal ones the earlier comes first.
func MostCentral(headlines []Headline, base, after Frequencies) []Headline {
	set := FrequenciesOf(headlines)
	all := slices.Clone(headlines)
	for i := range all {
		h := &all[i]
		for _, w := range h.words {
			h.weight += set.weigh(w, base, after)
		}
		h.weight /= math.Sqrt(float64(len(h.words) + 4))
	}
	slices.SortStableFunc(all, func(a, b Headline) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// similarity is the Jaccard similarity of the words of two headlines, 0 to 1.
func (h Headline) similarity(other Headline) float64 {
	shared := 0
	for _, w := range h.words {
		if slices.Contains(other.words, w) {
			shared++
		}
	}
	if all := len(h.words) + len(other.words) - shared; all > 0 {
		return float64(shared) / float64(all)
	}
	return 1
}
