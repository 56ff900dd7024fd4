package index

// mostNeighbours is of how many words of a query the pairs are looked for.
const mostNeighbours = 8

// neighbours returns the plain words of a query if documents may have them
// side by side.
func neighbours(words []weight) (plain []weight) {
	for _, w := range words {
		if len(w.typed) > 0 {
			plain = append(plain, w)
		}
	}
	if len(plain) < 2 || len(plain) > mostNeighbours {
		return nil
	}
	return plain
}

// reward raises the scores of documents that have two neighbouring words of
// the query, in the query's order, side by side: the more of the pairs, the
// more.
func (s *ranker) reward(some []ranked, plain []weight) error {
	if len(plain) == 0 {
		return nil
	}
	docs := docsOf(some)
	pairs := make(map[uint32]int)
	for i := range plain[1:] {
		p := anywhere([][]string{plain[i].typed, plain[i+1].typed})
		have, err := p.match(s.session, docs)
		if err != nil {
			return err
		}
		for it := have.Iterator(); it.HasNext(); {
			pairs[it.Next()]++
		}
	}
	for i := range some {
		share := float32(pairs[some[i].doc]) / float32(len(plain)-1)
		some[i].score *= 1 + (nearBonus-1)*share
	}
	return nil
}
