package count

import (
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/internal/segment"

	"github.com/RoaringBitmap/roaring/v2"
)

// DayCount is the number of a query's stories of a day.
type DayCount struct {
	Day     string // 2026-01-14
	Stories int64
}

// Timeline counts the stories of some queries over time, in the index as it
// is at one moment. It is good until the function that it was given to returns.
type Timeline struct {
	s       *Counter
	keys    *segment.Field
	days    []string          // of the stories of the index, ascending
	on      []*roaring.Bitmap // their documents
	matched []*roaring.Bitmap // by query; nil is everything
	dayOf   []int32           // by document: the index of its day, or -1; nil: not found out yet

	counts map[int][]DayCount // by query, once counted
}

// Timeline starts a timeline without queries.
func (s *Counter) Timeline() (*Timeline, error) {
	t := &Timeline{s: s, counts: map[int][]DayCount{}}
	var err error
	if t.keys, err = s.Snapshot.Field(document.FieldKey); err != nil {
		return nil, err
	}
	dates, err := s.knownDates()
	if dates == nil && err == nil {
		dates, err = s.readDates()
	}
	if err != nil {
		return nil, err
	}
	t.days, t.on, t.dayOf = slices.Clone(dates.days), slices.Clone(dates.on), dates.dayOf
	return t, nil
}

// Add adds the documents of a query; nil is everything.
func (t *Timeline) Add(docs *roaring.Bitmap) { t.matched = append(t.matched, docs) }

// Restrict leaves only some documents in the timeline.
func (t *Timeline) Restrict(to *roaring.Bitmap) {
	t.dayOf = nil
	for i := range t.on {
		t.on[i] = roaring.And(t.on[i], to)
	}
}

// MoveTo puts a document under a day. Call Restrict first: before it the
// timeline shares its bitmaps.
func (t *Timeline) MoveTo(doc uint32, day string) {
	i, there := slices.BinarySearch(t.days, day)
	if there && t.on[i].Contains(doc) {
		return
	}
	for i := range t.on {
		t.on[i].Remove(doc)
	}
	if !there {
		t.days, t.on = slices.Insert(t.days, i, day), slices.Insert(t.on, i, roaring.New())
	}
	t.on[i].Add(doc)
}

// Everything counts the stories of each day, whatever they are about.
func (t *Timeline) Everything() (all []DayCount) {
	for i, docs := range t.on {
		if n := docs.GetCardinality(); n > 0 {
			all = append(all, DayCount{t.days[i], Card(n)})
		}
	}
	return all
}

// Days counts the stories of a query by day, ascending, without empty days.
func (t *Timeline) Days(query int) []DayCount {
	if all, ok := t.counts[query]; ok {
		return all
	}
	if t.matched[query] == nil {
		t.counts[query] = t.Everything()
		return t.counts[query]
	}
	all := t.countDays(t.matched[query])
	t.counts[query] = all
	return all
}

// fewDocs is the number of documents up to which their days are looked up, one by
// one, where they are known.
const fewDocs = 50_000

// countDays counts documents by day.
func (t *Timeline) countDays(docs *roaring.Bitmap) (all []DayCount) {
	if t.dayOf == nil || docs.GetCardinality() > fewDocs {
		for i, on := range t.on {
			if n := on.AndCardinality(docs); n > 0 {
				all = append(all, DayCount{t.days[i], Card(n)})
			}
		}
		return all
	}
	counts := make([]int64, len(t.days))
	for _, doc := range docs.ToArray() {
		if day := t.dayAt(doc); day >= 0 {
			counts[day]++
		}
	}
	for i, n := range counts {
		if n > 0 {
			all = append(all, DayCount{t.days[i], n})
		}
	}
	return all
}

// Card returns a cardinality as the counts of answers have it.
func Card(n uint64) int64 { return int64(n) } // below 2³¹

// docs returns the documents of a query.
func (t *Timeline) docs(query int) *roaring.Bitmap {
	if t.matched[query] == nil {
		t.matched[query] = t.keys.All()
	}
	return t.matched[query]
}
