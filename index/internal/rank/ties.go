package rank

import (
	"cmp"
	"slices"

	"newsarchive/index/internal/document"
)

// breakTies puts the newer of equal documents first, and of those with one date
// the stories with the highest ids, where they are among the first n. The
// documents are in the order of their scores.
func (s *Ranker) breakTies(best []Doc, n int) error {
	for n > 0 && n < len(best) && best[n].score == best[n-1].score {
		n++
	}
	best = best[:n]
	var tied []int
	for i := range best {
		before, after := i > 0 && best[i-1].score == best[i].score, i+1 < n && best[i+1].score == best[i].score
		if (before || after) && best[i].Date == 0 {
			tied = append(tied, i)
		}
	}
	slices.SortFunc(tied, func(a, b int) int { return cmp.Compare(best[a].Number, best[b].Number) })
	docs := make([]uint32, len(tied))
	for i, at := range tied {
		docs[i] = best[at].Number
	}
	dates, err := s.NumbersOf(document.FieldWhen, docs)
	if err != nil {
		return err
	}
	for i, at := range tied {
		best[at].Date = dates[i]
	}
	slices.SortStableFunc(best, func(a, b Doc) int { return cmp.Or(descending(a, b), cmp.Compare(b.Date, a.Date)) })
	return s.orderTies(best, func(a, b Doc) bool { return a.score == b.score && a.Date == b.Date })
}

// orderTies puts neighbouring documents that are equal in the order of their
// stories' ids, the highest first: the number of a document changes when
// segments are merged or the index is made again. Only the ids of ties are read.
func (s *Ranker) orderTies(docs []Doc, equal func(a, b Doc) bool) error {
	for len(docs) > 0 {
		n := 1
		for n < len(docs) && equal(docs[0], docs[n]) {
			n++
		}
		if n > 1 {
			if err := s.orderByID(docs[:n]); err != nil {
				return err
			}
		}
		docs = docs[n:]
	}
	return nil
}

// orderByID sorts documents by the ids of their stories, the highest first.
func (s *Ranker) orderByID(docs []Doc) error {
	type story struct {
		id  int64
		doc Doc
	}
	numbers := make([]uint32, len(docs))
	for i, d := range docs {
		numbers[i] = d.Number
	}
	ids, err := s.StoryIDs(numbers)
	if err != nil {
		return err
	}
	stories := make([]story, len(docs))
	for i, id := range ids {
		stories[i] = story{id, docs[i]}
	}
	slices.SortFunc(stories, func(a, b story) int { return cmp.Compare(b.id, a.id) })
	for i, st := range stories {
		docs[i] = st.doc
	}
	return nil
}
