package archive

import (
	"cmp"
	"math"
	"slices"

	"newsarchive/internal/words"
	"newsarchive/store"
)

// frequencies is in how many of some headlines each word stands.
type frequencies struct {
	words map[string]int
	total int
}

func frequenciesOf(headlines []central) frequencies {
	f := frequencies{words: make(map[string]int, 8*len(headlines)), total: len(headlines)}
	for _, h := range headlines {
		for _, w := range h.words {
			f.words[w]++
		}
	}
	return f
}

// weigh says how much a word stands for some headlines: how many of them have
// it, how many more than usual, and how often it is said afterwards. What one
// headline alone has, and nobody says again, counts nothing.
func (f frequencies) weigh(word string, base, after frequencies) float64 {
	n, again := f.words[word], after.words[word]
	if n < 2 && f.total > 1 && again < 2 {
		return 0
	}
	here := float64(n) / float64(f.total)
	usual := (float64(base.words[word]) + 0.5) / float64(base.total+1)
	return here * (0.1 + max(0, math.Log(here/usual))*(1+math.Log1p(float64(again))))
}

// central is a headline, its words, and how well it stands for those beside
// it.
type central struct {
	store.Story
	words  []string
	weight float64
}

func newCentral(s store.Story, t *words.Tokenizer) central {
	return central{Story: s, words: t.Distinct(s.Title)}
}

// mostCentral orders headlines by how much they share with each other that
// is not in the base, the best first; words that are used again afterwards
// say more. Of two as good the earlier is better.
func mostCentral(headlines []central, base, after frequencies) []central {
	here := frequenciesOf(headlines)
	all := slices.Clone(headlines)
	for i := range all {
		c := &all[i]
		for _, w := range c.words {
			c.weight += here.weigh(w, base, after)
		}
		c.weight /= math.Sqrt(float64(len(c.words) + 4))
	}
	slices.SortStableFunc(all, func(a, b central) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// alike is how much two headlines say the same: the words they share, of all
// that they have.
func (c central) alike(other central) float64 {
	shared := 0
	for _, w := range c.words {
		if slices.Contains(other.words, w) {
			shared++
		}
	}
	if all := len(c.words) + len(other.words) - shared; all > 0 {
		return float64(shared) / float64(all)
	}
	return 1
}
