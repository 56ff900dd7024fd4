package count

import (
	"strings"
	"sync"
	"time"

	"newsarchive/index/internal/document"

	"github.com/RoaringBitmap/roaring/v2"
)

// Known keeps what was read of the whole of an index, for as long as the index is
// open for reading: it does not change meanwhile. Many counters may share it. What it
// holds is not to be changed.
type Known struct {
	mu         sync.Mutex
	facets     map[Facet][]facetValue
	dates      *dateTable
	publishers map[uint64]string
}

// dateTable has the days of an index.
type dateTable struct {
	days  []string          // ascending
	on    []*roaring.Bitmap // their documents
	dayOf []int32           // by document: the index of its day, or -1
}

// NewKnown returns one that knows nothing yet.
func NewKnown() *Known { return &Known{facets: map[Facet][]facetValue{}} }

// own returns a copy that has nothing in common with the index's files.
func own(docs *roaring.Bitmap) *roaring.Bitmap {
	c := roaring.New()
	c.Or(docs)
	c.RunOptimize()
	return c
}

// knownValues is values, read once where the counter has a Known.
func (s *Counter) knownValues(by Facet) ([]facetValue, error) {
	k := s.Known
	if k == nil {
		return s.values(by)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if all, ok := k.facets[by]; ok {
		return all, nil
	}
	all, err := s.values(by)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].docs = own(all[i].docs)
	}
	k.facets[by] = all
	return all, nil
}

// knownDates returns the days of the index, read once; nil without a Known.
func (s *Counter) knownDates() (*dateTable, error) {
	k := s.Known
	if k == nil {
		return nil, nil //nolint:nilnil // see above
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.dates != nil {
		return k.dates, nil
	}
	t, err := s.readDates()
	if err != nil {
		return nil, err
	}
	for i := range t.on {
		t.on[i] = own(t.on[i])
	}
	t.dayOf = daysOf(t.on)
	k.dates = t
	return t, nil
}

// readDates reads the days of the index.
func (s *Counter) readDates() (*dateTable, error) {
	keys, err := s.Snapshot.Field(document.FieldKey)
	if err != nil {
		return nil, err
	}
	t := &dateTable{}
	if t.days, err = s.Periods(document.KeyDate, len(time.DateOnly)); err != nil {
		return nil, err
	}
	for _, day := range t.days {
		docs, err := keys.Docs(document.KeyDate + day)
		if err != nil {
			return nil, err
		}
		t.on = append(t.on, docs)
	}
	return t, nil
}

// knownPublishers returns the folded names of the publishers by their numbers, read
// once; nil without a Known.
func (s *Counter) knownPublishers() (map[uint64]string, error) {
	k := s.Known
	if k == nil {
		return nil, nil //nolint:nilnil // see above
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.publishers != nil {
		return k.publishers, nil
	}
	f, err := s.Snapshot.Field(document.FieldKey)
	if err != nil {
		return nil, err
	}
	all := map[uint64]string{}
	err = f.EachTerm(document.KeyPublisher, document.KeyPublisher+"\U0010ffff", func(term string) error {
		name := strings.Clone(strings.TrimPrefix(term, document.KeyPublisher))
		all[document.PublisherNumber(name)] = name
		return nil
	})
	if err != nil {
		return nil, err
	}
	k.publishers = all
	return all, nil
}
