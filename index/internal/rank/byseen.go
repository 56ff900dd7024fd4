package rank

import (
	"time"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"

	"github.com/RoaringBitmap/roaring/v2"
)

// Place is where a story stands in the order of first sightings: of those of one
// second, the story with the highest id comes first.
type Place struct {
	ID   int64
	Seen time.Time // to the second
}

// BySeen returns the n documents that were seen first last, or first with oldest,
// after a place in that order; the zero place is before all.
func (s *Ranker) BySeen(docs *roaring.Bitmap, after Place, n int, oldest bool) (places []Place, err error) {
	if !after.Seen.IsZero() {
		second := after.Seen.Add(time.Second)
		same, err := s.seen(docs, after.Seen, second)
		if err != nil {
			return nil, err
		}
		if places, err = s.lower(same, after); err != nil {
			return nil, err
		}
		if oldest {
			docs, err = s.seen(docs, second, time.Time{})
		} else {
			docs, err = s.seen(docs, time.Time{}, after.Seen)
		}
		if err != nil {
			return nil, err
		}
	}
	if len(places) < n {
		w := dateWalk{Ranker: s, key: document.KeySeen, field: document.FieldSeen, n: n - len(places), newest: !oldest}
		best, err := w.from(docs)
		if err != nil {
			return nil, err
		}
		more, err := s.places(best[:min(len(best), n-len(places))])
		if err != nil {
			return nil, err
		}
		places = append(places, more...)
	}
	return places[:min(len(places), n)], nil
}

// seen returns the documents that were first seen from an instant to before
// another; zero is open.
func (s *Ranker) seen(docs *roaring.Bitmap, from, to time.Time) (*roaring.Bitmap, error) {
	e, err := s.Dated(document.KeySeen, from, to)
	if err != nil {
		return nil, err
	}
	return match.And{e}.Match(s.Session, docs)
}

// lower returns the stories of one second that come after one of them.
func (s *Ranker) lower(docs *roaring.Bitmap, after Place) ([]Place, error) {
	var same []Doc
	for it := docs.Iterator(); it.HasNext(); {
		same = append(same, Doc{Number: it.Next(), Date: document.Moment(after.Seen)})
	}
	if err := s.orderByID(same); err != nil {
		return nil, err
	}
	places, err := s.places(same)
	for i, p := range places {
		if p.ID < after.ID {
			return places[i:], err
		}
	}
	return nil, err
}

// places returns documents as places. Their dates are when they were first seen.
func (s *Ranker) places(docs []Doc) ([]Place, error) {
	hits, err := s.Hits(docs)
	places := make([]Place, len(hits))
	for i, h := range hits {
		places[i] = Place{ID: h.ID, Seen: document.TimeOf(docs[i].Date)}
	}
	return places, err
}
