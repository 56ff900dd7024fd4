package rank

import (
	"cmp"
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"

	"github.com/RoaringBitmap/roaring/v2"
)

// walkMin is the number of documents above which years, months and days are
// asked first, instead of the date of each document.
const walkMin = 256

// ByDate returns the n newest or oldest documents, or fewer; of those with one
// date, the stories with the highest ids.
func (s *Ranker) ByDate(docs *roaring.Bitmap, n int, newest bool) ([]Doc, error) {
	w := dateWalk{Ranker: s, key: document.KeyDate, field: document.FieldWhen, n: n, newest: newest}
	return w.from(docs)
}

// dateWalk goes through years, months and days from one end.
type dateWalk struct {
	*Ranker
	key    string // the prefix of the terms of these periods
	field  string // has the instant of each document
	n      int
	newest bool
	best   []Doc
	taken  []*roaring.Bitmap
}

// from returns the first n documents, with ties.
func (w *dateWalk) from(docs *roaring.Bitmap) ([]Doc, error) {
	if docs.GetCardinality() > walkMin {
		years, err := w.YearNames(w.key)
		if err != nil {
			return nil, err
		}
		if err := w.walk(docs, years); err != nil || w.full() {
			return w.best, err
		}
	}
	err := w.take(roaring.AndNot(docs, roaring.FastOr(w.taken...))) // those without a day, or all of a few
	return w.best, err
}

func (w *dateWalk) full() bool { return len(w.best) >= w.n }

// walk takes documents period by period, and a large period by its parts.
func (w *dateWalk) walk(docs *roaring.Bitmap, periods []string) error {
	if w.newest {
		slices.Reverse(periods)
	}
	for _, name := range periods {
		inPeriod, err := match.Key(w.key, name).Match(w.Session, docs)
		if err != nil {
			return err
		}
		switch {
		case inPeriod.IsEmpty():
			continue
		case inPeriod.GetCardinality() <= walkMin || len(name) == len("2006-01-02"):
			err = w.take(inPeriod)
			w.taken = append(w.taken, inPeriod)
		default:
			err = w.walk(inPeriod, match.PeriodsIn(name))
		}
		if err != nil || w.full() {
			return err
		}
	}
	return nil
}

// take adds documents in the order of their dates. Of those beyond n it adds
// only ties.
func (w *dateWalk) take(docs *roaring.Bitmap) error {
	numbers := docs.ToArray()
	dates, err := w.NumbersOf(w.field, numbers)
	if err != nil {
		return err
	}
	if !w.newest {
		for i, date := range dates {
			dates[i] = ^date
		}
	}
	least := Threshold(dates, w.n-len(w.best))
	some := make([]Doc, 0, min(len(numbers), 2*w.n))
	for i, date := range dates {
		if date >= least {
			some = append(some, Doc{Number: numbers[i], Date: date})
		}
	}
	slices.SortFunc(some, func(a, b Doc) int { return cmp.Compare(b.Date, a.Date) })
	if err := w.orderTies(some, func(a, b Doc) bool { return a.Date == b.Date }); err != nil {
		return err
	}
	for i := range some {
		if !w.newest {
			some[i].Date = ^some[i].Date
		}
	}
	w.best = append(w.best, some...)
	return nil
}
