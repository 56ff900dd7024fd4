package index

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// manyDates is from how many documents on their years, months and days are
// asked before the dates of each.
const manyDates = 64

// byDate returns the n newest or oldest documents, or fewer.
func (s *ranker) byDate(docs *roaring.Bitmap, n int, newest bool) ([]ranked, error) {
	w := dateWalk{ranker: s, n: n, newest: newest, left: docs}
	if docs.GetCardinality() > manyDates {
		years, err := s.yearNames(keyDate)
		if err != nil {
			return nil, err
		}
		if err := w.walk(docs, years); err != nil || w.full() {
			return w.best, err
		}
	}
	err := w.take(w.left) // those without a day, or the few that there are
	return w.best, err
}

// dateWalk goes through the periods of time from one end.
type dateWalk struct {
	*ranker
	n      int
	newest bool
	best   []ranked
	left   *roaring.Bitmap // not looked at yet
}

func (w *dateWalk) full() bool { return len(w.best) >= w.n }

// walk takes the documents period by period, each in its smaller ones.
func (w *dateWalk) walk(docs *roaring.Bitmap, periods []string) error {
	if w.newest {
		slices.Reverse(periods)
	}
	for _, name := range periods {
		have, err := key(keyDate, name).match(w.session, docs)
		if err != nil {
			return err
		}
		switch {
		case have.IsEmpty():
			continue
		case have.GetCardinality() <= manyDates || len(name) == len("2006-01-02"):
			err = w.take(have)
			w.left = roaring.AndNot(w.left, have)
		default:
			err = w.walk(have, periodsIn(name))
		}
		if err != nil || w.full() {
			return err
		}
	}
	return nil
}

// take adds documents in the order of their dates, no more than there is room
// for.
func (w *dateWalk) take(docs *roaring.Bitmap) error {
	numbers := docs.ToArray()
	dates, err := w.numbersOf(fieldWhen, numbers)
	if err != nil {
		return err
	}
	if !w.newest {
		for i, date := range dates {
			dates[i] = ^date
		}
	}
	least := threshold(dates, w.n-len(w.best))
	some := make([]ranked, 0, min(len(numbers), 2*w.n))
	for i, date := range dates {
		if date >= least {
			some = append(some, ranked{doc: numbers[i], when: date})
		}
	}
	slices.SortFunc(some, func(a, b ranked) int {
		return -cmp.Or(cmp.Compare(a.when, b.when), cmp.Compare(a.doc, b.doc))
	})
	for i := range some {
		if !w.newest {
			some[i].when = ^some[i].when
		}
	}
	w.best = append(w.best, some...)
	return nil
}
