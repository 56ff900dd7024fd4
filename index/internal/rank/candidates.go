package rank

import (
	"cmp"
	"slices"

	"newsarchive/index/internal/match"
)

// Candidate is a document that another engine found, with what ranks it.
type Candidate struct {
	Place  int       // where it stands in the list that was given
	ID     int64     // of its story
	Date   uint64    // the moment of its effective date
	Length float32   // in words
	Freqs  []float32 // of each word
	Typed  []bool    // of each word, whether it is there as it was typed
	Pairs  int       // plain words that are side by side in the order of the query
	First  int       // in how many of the sets that come first it is
	Score  float64   // set by [Corpus.Order]
}

// Corpus is what ranking needs to know of all documents.
type Corpus struct {
	Documents uint64
	DocFreqs  []uint64 // of each word
	// MeanLength is the mean [EffectiveLength] of the matches with the most frequent
	// word; 0: that of the candidates.
	MeanLength float64
	// Question says that the words are those of a broad question; see [Question].
	Question bool
	Stop     []bool // of each word then, whether it is a stop word beside others
}

// Length is the length by which a document of some words is scored.
func (c Corpus) Length(words int) float64 {
	if c.Question {
		return float64(words)
	}
	return EffectiveLength(words)
}

func (c Corpus) k1(mean float64) float64 {
	if c.Question {
		return questionK1(mean)
	}
	return bm25K1
}

// Question changes words to those of a broad question: in whatever form they are, and
// stop words beside others weigh less. It returns which are such stop words.
func Question(words []match.Word, broad *match.Broad) (stop []bool) {
	stop = broad.Stops(words)
	for i := range words {
		words[i].Typed = nil
		if stop[i] {
			words[i].Boost = cmp.Or(words[i].Boost, 1) * stopWeight
		}
	}
	return stop
}

// EffectiveLength is the length by which a document of some words is scored.
func EffectiveLength(words int) float64 { return dampLength(float64(words)) }

// Distinct returns the different words of a query; one that is there twice counts
// twice.
func Distinct(all []match.Word) (words []match.Word) {
	for _, w := range all {
		same := slices.IndexFunc(words, func(v match.Word) bool { return v.Field == w.Field && slices.Equal(v.Terms, w.Terms) })
		if same < 0 {
			words = append(words, w)
			continue
		}
		words[same].Boost = cmp.Or(words[same].Boost, 1) + cmp.Or(w.Boost, 1)
	}
	return words
}

// Pairs returns what matches each two neighbouring words of a query side by side, nil
// where that does not count.
func Pairs(words []match.Word) (pairs []match.Expr) {
	plain := adjacentWords(words)
	for i := range max(len(plain)-1, 0) {
		pairs = append(pairs, match.Anywhere([][]string{plain[i].Typed, plain[i+1].Typed}))
	}
	return pairs
}

// Order puts candidates in the order of their relevance, as [Ranker.Page] does. The
// words are [Distinct], and as many as the pairs that are possible.
func (c Corpus) Order(some []Candidate, words []match.Word, pairs int) {
	order := make([]int, 0, len(words)) // the most frequent first
	for i := range words {
		if c.DocFreqs[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.DocFreqs[b], c.DocFreqs[a]) })
	mean := c.MeanLength
	if mean == 0 {
		mean = c.meanOf(some, order)
	}
	k1 := c.k1(mean)
	for i := range some {
		d := &some[i]
		score := float32(0)
		for _, w := range order {
			if d.Freqs[w] == 0 {
				continue
			}
			gain := impact(maxImpact(words[w], c.DocFreqs[w], c.Documents, k1), d.Freqs[w], float32(lengthNorm(k1, c.Length(int(d.Length)), mean)))
			if len(words[w].Typed) > 0 && !d.Typed[w] {
				gain *= formWeight
			}
			score += gain
		}
		score += float32(firstScore * d.First)
		if pairs > 0 {
			score *= adjacency(d.Pairs, pairs)
		}
		d.Score = float64(score)
	}
	slices.SortStableFunc(some, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Date, a.Date), cmp.Compare(b.ID, a.ID))
	})
}

// meanOf is the mean length of the candidates with the most frequent word. Words are in
// this order.
func (c Corpus) meanOf(some []Candidate, words []int) float64 {
	sum, n := 0.0, 0
	for _, w := range words {
		if n > 0 || w < len(c.Stop) && c.Stop[w] {
			continue
		}
		for _, d := range some {
			if d.Freqs[w] > 0 {
				sum += c.Length(int(d.Length))
				n++
			}
		}
	}
	return sum / float64(max(n, 1))
}
