package index

import (
	"cmp"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
)

// manyDates is from how many documents on their years, months and days are
// asked before their instants, of which each is a look at the document.
const manyDates = 24

// byDate returns the n newest or oldest documents, or fewer.
func (s *session) byDate(docs *roaring.Bitmap, n int, newest bool) ([]ranked, error) {
	w := dateWalk{session: s, n: n, newest: newest, left: docs}
	if docs.GetCardinality() > manyDates {
		years, err := s.periods(keyDate, len("2006"))
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
	*session
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
		case have.GetCardinality() <= manyDates:
			err = w.take(have)
			w.left = roaring.AndNot(w.left, have)
		case len(name) == len("2006-01-02"):
			err = w.day(have, name)
			w.left = roaring.AndNot(w.left, have)
		default:
			var within []string
			if within, err = w.between(fieldKey, keyDate+name+"-", keyDate+name+"."); err == nil {
				err = w.walk(have, namesOf(within, keyDate, len(name)+len("-01")))
			}
		}
		if err != nil || w.full() {
			return err
		}
	}
	return nil
}

// outOfDay is by how many hours the day of the archive's zone may begin
// earlier, or end later, than that of the zone in which a query has its days.
const outOfDay = 14

// day takes the documents of one day hour by hour.
func (w *dateWalk) day(docs *roaring.Bitmap, name string) error {
	begins, err := time.ParseInLocation(time.DateOnly, name, w.zone)
	if err != nil {
		return w.take(docs)
	}
	const last = 24 + 2*outOfDay
	for i := 0; i <= last && !w.full() && !docs.IsEmpty(); i++ {
		hour := i
		if w.newest {
			hour = last - i
		}
		at := begins.Add(time.Duration(hour-outOfDay) * time.Hour)
		have, err := w.instantsFrom(at, at.Add(time.Hour))
		if err != nil {
			return err
		}
		have.And(docs)
		docs = roaring.AndNot(docs, have)
		if err := w.take(have); err != nil {
			return err
		}
	}
	if w.full() {
		return nil
	}
	return w.take(docs)
}

// instantsFrom returns the documents of the instants from one to before another.
func (w *dateWalk) instantsFrom(from, to time.Time) (*roaring.Bitmap, error) {
	b, err := w.bitmapsOf(fieldWhen)
	if err != nil {
		return nil, err
	}
	return b.between(instant(from), instant(to))
}

// take adds documents in the order of their dates.
func (w *dateWalk) take(docs *roaring.Bitmap) error {
	some := make([]ranked, 0, docs.GetCardinality())
	for it := docs.Iterator(); it.HasNext(); {
		some = append(some, ranked{doc: it.Next()})
	}
	if err := w.date(some); err != nil {
		return err
	}
	slices.SortFunc(some, func(a, b ranked) int {
		c := cmp.Or(cmp.Compare(a.when, b.when), cmp.Compare(a.doc, b.doc))
		if w.newest {
			return -c
		}
		return c
	})
	w.best = append(w.best, some...)
	return nil
}
