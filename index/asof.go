package index

import (
	"slices"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index/internal/count"
	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"

	"github.com/RoaringBitmap/roaring/v2"
)

// AsOf is the moment that a request is about, and how to read stories as they
// were. The index holds stories as they are now. It reads those that have changed
// since the moment and might have matched.
type AsOf struct {
	// At is the last second that counts.
	At time.Time
	// Entries reads stories as they were. It leaves out those that were not in the
	// archive.
	Entries func(ids []int64) ([]news.Entry, error)
	// JoinedSince maps stories to the one that they have been joined to since. The
	// index holds them as part of it.
	JoinedSince map[int64]int64

	// asked caches the stories that were read: as they were where they
	// matched, else nil. Several requests may share an AsOf and a query.
	asked map[int64]*news.Entry
}

// asOfSearch answers requests as of a moment.
type asOfSearch struct {
	match.Compiler
	*count.Counter
	mark news.Mark
}

func (v *View) asOf(c match.Compiler) asOfSearch { return asOfSearch{c, v.s, v.mark} }

// asOfMatches are the stories that a query matched as of a moment.
type asOfMatches struct {
	docs    *roaring.Bitmap  // of stories that have not changed since
	changed []news.Entry     // the others, as they were
	docOf   map[int64]uint32 // their documents, by id, if they have any
	words   []match.Word
}

// search answers a request as of a moment. The index answers for stories that
// have not changed since. The others can only have gained words: a superset of
// the query finds all that might have matched, and these are read as they were
// and matched again.
func (c asOfSearch) search(r Request) (result Result, err error) {
	if r.Most {
		return result, nil
	}
	t, err := c.matchAsOf(r)
	if err != nil {
		return result, err
	}
	result.Mark = c.mark
	result.Total = int64(t.docs.GetCardinality()) + int64(len(t.changed)) // below 2³¹
	if r.Size > 0 {
		result.Hits, err = c.pageAsOf(t, r)
	}
	return result, err
}

// matchAsOf returns what matched at the moment of a request.
func (c asOfSearch) matchAsOf(r Request) (t asOfMatches, err error) {
	e, err := c.Compile(r.Query.Root)
	if err != nil {
		return t, err
	}
	f, err := c.Find(e)
	if err == nil && r.IDs != nil {
		f, err = c.Restrict(f, r.IDs)
	}
	if err != nil {
		return t, err
	}
	seen, err := c.seenBy(r.AsOf.At)
	if err != nil {
		return t, err
	}
	docs := roaring.And(f.Docs, seen)
	// Only stories between their first sighting and their last change:
	changing, err := c.changing(r.AsOf.At).Match(c.Session, nil)
	if err != nil {
		return t, err
	}
	changing = roaring.And(changing, seen)
	changed, err := c.changedAfter(r.AsOf.At, roaring.And(docs, changing))
	if err != nil {
		return t, err
	}
	t = asOfMatches{docs: roaring.AndNot(docs, changed), words: f.Words}
	t.changed, t.docOf, err = c.changed(r, changing)
	return t, err
}

// seenBy returns the stories that were first seen up to the end of a second.
func (c asOfSearch) seenBy(at time.Time) (*roaring.Bitmap, error) {
	e, err := c.Dated(document.KeySeen, time.Time{}, at.Add(time.Second))
	if err != nil {
		return nil, err
	}
	return e.Match(c.Session, nil)
}

// changing matches the stories with the day of a moment between their first
// sighting and their last change.
func (c asOfSearch) changing(at time.Time) match.Terms {
	day := at.In(c.Zone).Format(time.DateOnly)
	return match.Key(document.KeyChanging, day, day[:7], day[:4])
}

// changedAfter returns the documents that changed after a second.
func (c asOfSearch) changedAfter(at time.Time, docs *roaring.Bitmap) (*roaring.Bitmap, error) {
	last, err := c.NumbersOf(document.FieldLast, docs.ToArray())
	if err != nil {
		return nil, err
	}
	moment, i := document.Moment(at), 0
	changed := roaring.New()
	for it := docs.Iterator(); it.HasNext(); i++ {
		if doc := it.Next(); last[i] > moment {
			changed.Add(doc)
		}
	}
	return changed, nil
}

// changed returns the stories that have changed since the moment of a request
// and matched then. Only the documents of changing can have.
func (c asOfSearch) changed(r Request, changing *roaring.Bitmap) (matched []news.Entry, docOf map[int64]uint32, err error) {
	if r.IDs != nil {
		wanted, err := c.Snapshot.ByID(match.DecimalIDs(r.IDs))
		if err != nil {
			return nil, nil, err
		}
		changing = roaring.And(changing, wanted)
	}
	if changing.IsEmpty() && len(r.AsOf.JoinedSince) == 0 {
		return nil, nil, nil
	}
	e, err := c.Compile(superset(r.Query.Root))
	if err != nil {
		return nil, nil, err
	}
	maybe, err := e.Match(c.Session, changing)
	if err == nil {
		maybe, err = c.changedAfter(r.AsOf.At, maybe)
	}
	if err != nil {
		return nil, nil, err
	}
	docs := maybe.ToArray()
	ids, err := c.StoryIDs(docs)
	if err != nil {
		return nil, nil, err
	}
	docOf = make(map[int64]uint32, len(ids))
	for i, id := range ids {
		docOf[id] = docs[i]
	}
	for id := range r.AsOf.JoinedSince {
		if r.IDs == nil || slices.Contains(r.IDs, id) {
			ids = append(ids, id)
		}
	}
	if err := c.readAsOf(r, ids); err != nil {
		return nil, nil, err
	}
	for _, id := range ids {
		if e := r.AsOf.asked[id]; e != nil {
			matched = append(matched, *e)
		}
	}
	return matched, docOf, nil
}

// readAsOf reads stories as they were, unless they were read before, and
// matches them.
func (c asOfSearch) readAsOf(r Request, ids []int64) error {
	if r.AsOf.asked == nil {
		r.AsOf.asked = map[int64]*news.Entry{}
	}
	var unknown []int64
	for _, id := range ids {
		if _, known := r.AsOf.asked[id]; !known {
			unknown = append(unknown, id)
			r.AsOf.asked[id] = nil
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	entries, err := r.AsOf.Entries(unknown)
	if err != nil || len(entries) == 0 {
		return err
	}
	matched, err := c.among(entries, r.Query.Root)
	for i := range matched {
		r.AsOf.asked[matched[i].ID] = &matched[i]
	}
	return err
}
