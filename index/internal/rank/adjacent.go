package rank

import "newsarchive/index/internal/match"

// maxAdjacent is the most words of a query that are looked for in pairs.
const maxAdjacent = 8

// adjacentWords returns the plain words of a query, nil if they make no pair or
// too many.
func adjacentWords(words []match.Word) (plain []match.Word) {
	for _, w := range words {
		if len(w.Typed) > 0 {
			plain = append(plain, w)
		}
	}
	if len(plain) < 2 || len(plain) > maxAdjacent {
		return nil
	}
	return plain
}

// boostAdjacent raises the scores of documents that have neighbouring words of
// the query side by side, in the query's order: the more pairs, the more.
func (s *Ranker) boostAdjacent(some []Doc, plain []match.Word) error {
	if len(plain) == 0 {
		return nil
	}
	docs := docsOf(some)
	pairs := make(map[uint32]int)
	for i := range plain[1:] {
		p := match.Anywhere([][]string{plain[i].Typed, plain[i+1].Typed})
		matched, err := p.Match(s.Session, docs)
		if err != nil {
			return err
		}
		for it := matched.Iterator(); it.HasNext(); {
			pairs[it.Next()]++
		}
	}
	for i := range some {
		some[i].score *= adjacency(pairs[some[i].Number], len(plain)-1)
	}
	return nil
}

// adjacency is by how much the score of a document grows that has some of the pairs
// that are possible.
func adjacency(pairs, possible int) float32 {
	share := float32(pairs) / float32(possible)
	return 1 + (adjacentBonus-1)*share
}
