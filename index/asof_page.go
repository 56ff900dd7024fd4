package index

import (
	"cmp"
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/index/internal/rank"
)

// datedHit is a hit with its date, and the size of its cluster where that
// counts.
type datedHit struct {
	Hit
	date uint64
	size int
}

// pageAsOf returns a page of what matched as of a moment. By date and by size,
// a changed story has the place that it had then; by relevance it is scored as
// it is now.
func (c asOfSearch) pageAsOf(t asOfMatches, r Request) ([]Hit, error) {
	from, to := max(r.From, 0), max(r.From, 0)+r.Size
	var hits []Hit
	var err error
	if r.Sort == Relevance && len(t.words) > 0 {
		hits, err = c.bestAsOf(t, r, to)
	} else {
		hits, err = c.orderedAsOf(t, r, to)
	}
	return hits[min(from, len(hits)):min(to, len(hits))], err
}

// bestAsOf returns the n best. A story that the index holds as part of another
// comes right behind it.
func (c asOfSearch) bestAsOf(t asOfMatches, r Request, n int) ([]Hit, error) {
	docs := t.docs.Clone()
	beside := map[int64][]Hit{}
	for _, e := range t.changed {
		if doc, ok := t.docOf[e.ID]; ok {
			docs.Add(doc)
		} else {
			beside[r.AsOf.JoinedSince[e.ID]] = append(beside[r.AsOf.JoinedSince[e.ID]], Hit{ID: e.ID})
		}
	}
	first := func() ([]match.Expr, error) { return c.First(r.Query) }
	best, err := c.Page(&rank.Matches{Docs: docs, Words: t.words, First: first}, Relevance, 0, n)
	if err != nil {
		return nil, err
	}
	var hits []Hit
	for _, h := range best {
		hits = append(hits, h)
		for _, b := range beside[h.ID] {
			hits = append(hits, Hit{ID: b.ID, Score: h.Score})
		}
		delete(beside, h.ID)
	}
	if len(best) < n {
		for _, e := range t.changed {
			if _, ok := beside[r.AsOf.JoinedSince[e.ID]]; ok && t.withoutDoc(e.ID) {
				hits = append(hits, Hit{ID: e.ID})
			}
		}
	}
	return hits, nil
}

// withoutDoc reports a story without a document of its own.
func (t asOfMatches) withoutDoc(id int64) bool {
	_, ok := t.docOf[id]
	return !ok
}

// orderedAsOf returns the n newest or oldest, or the n of the largest clusters.
func (c asOfSearch) orderedAsOf(t asOfMatches, r Request, n int) (hits []Hit, err error) {
	newest, largest := r.Sort != Oldest, r.Sort == Largest
	var ranks []rank.Doc
	if largest {
		ranks, err = c.BySize(t.docs, n)
	} else {
		ranks, err = c.ByDate(t.docs, n, newest)
	}
	if err != nil {
		return nil, err
	}
	hits, err = c.Hits(ranks)
	if err != nil {
		return nil, err
	}
	all := make([]datedHit, 0, len(hits)+len(t.changed))
	for i, h := range hits {
		all = append(all, datedHit{Hit{ID: h.ID}, ranks[i].Date, ranks[i].ClusterSize})
	}
	for _, e := range t.changed {
		p := datedHit{Hit{ID: e.ID}, document.Moment(e.Published), 0}
		if largest {
			p.size = min(e.ClusterSize, document.MaxCount)
		}
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(a, b datedHit) int {
		order := cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(b.date, a.date))
		if !newest {
			order = -order
		}
		return cmp.Or(order, cmp.Compare(b.ID, a.ID))
	})
	hits = hits[:0]
	for _, h := range all[:min(n, len(all))] {
		hits = append(hits, h.Hit)
	}
	return hits, nil
}
