package event

import "math"

// Central returns which of the stories is most like all of them by the words of its
// headlines (the cosine to the sum of all), of equal ones the first; -1 if there are
// none.
func Central(stories []Profile) int {
	sum := map[uint32]float64{}
	for i := range stories {
		p := &stories[i]
		for _, t := range p.Terms {
			if !t.InText {
				sum[t.Hash] += float64(t.Weight) / p.titleLength()
			}
		}
	}
	best, most := -1, math.Inf(-1)
	for i := range stories {
		p, score := &stories[i], 0.0
		for _, t := range p.Terms {
			if !t.InText {
				score += float64(t.Weight) / p.titleLength() * sum[t.Hash]
			}
		}
		if score > most {
			best, most = i, score
		}
	}
	return best
}

// titleLength is the length of the vector of the headlines' words.
func (p *Profile) titleLength() float64 { return math.Sqrt(p.sums.title) }
