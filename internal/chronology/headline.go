package chronology

import (
	"cmp"
	"math"
	"slices"

	"newsarchive/internal/news"

	"newsarchive/internal/words"
)

// Frequencies is in how many of some headlines each word stands.
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

// weigh says how much a word stands for some headlines: how many of them have
// it, how many more than usual, and how often it is said afterwards. A word
// that one headline alone has, and none afterwards, counts nothing.
func (f Frequencies) weigh(word string, base, after Frequencies) float64 {
	n, again := f.words[word], after.words[word]
	if n < 2 && f.total > 1 && again < 2 {
		return 0
	}
	here := float64(n) / float64(f.total)
	usual := (float64(base.words[word]) + 0.5) / float64(base.total+1)
	return here * (0.1 + max(0, math.Log(here/usual))*(1+math.Log1p(float64(again))))
}

// Headline is the headline of a story with its words, and how well it stands
// for those beside it.
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

// MostCentral orders headlines by how much they share with each other that
// is not in the base, the best first; words that are used again afterwards
// say more. Of two as good the earlier is better.
func MostCentral(headlines []Headline, base, after Frequencies) []Headline {
	here := FrequenciesOf(headlines)
	all := slices.Clone(headlines)
	for i := range all {
		h := &all[i]
		for _, w := range h.words {
			h.weight += here.weigh(w, base, after)
		}
		h.weight /= math.Sqrt(float64(len(h.words) + 4))
	}
	slices.SortStableFunc(all, func(a, b Headline) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// alike is how much two headlines say the same: the words they share, of all
// that they have.
func (h Headline) alike(other Headline) float64 {
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
