package index

import (
	"slices"
	"time"

	"newsarchive/index/internal/count"
	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/index/internal/rank"
	"newsarchive/internal/query"
	"newsarchive/store"

	"github.com/RoaringBitmap/roaring/v2"
)

// Past says as of when a request is meant, and who knows the stories as they
// were. The index holds them as they are; it asks for those that have changed
// since and might have matched.
type Past struct {
	// At is the last second that counts.
	At time.Time
	// Entries reads stories as they were; those that were not there it leaves
	// out.
	Entries func(ids []int64) ([]store.Entry, error)
	// Apart are the stories that the index holds as part of another, which
	// they have joined since.
	Apart map[int64]int64

	// asked are the stories that were read as they were, those that matched
	// with what they were: several requests may share a Past and a query.
	asked map[int64]*store.Entry
}

// asOfSearch answers requests as of a moment.
type asOfSearch struct {
	match.Compiler
	*count.Counter
	mark store.Mark
}

func (v *View) past(c match.Compiler) asOfSearch { return asOfSearch{c, v.s, v.mark} }

// asOf is what a query has matched as of a moment.
type asOf struct {
	docs    *roaring.Bitmap  // that have not changed since
	changed []store.Entry    // that have, as they were
	docOf   map[int64]uint32 // the documents of those, if they have any
	words   []match.Word
}

// search answers a request as of a moment. What has not changed since is
// asked in the index; of what has, the words can only have become more, so
// that a looser query finds all that might have matched: those are read as
// they were, and asked again.
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
		if result.Hits, err = c.pageAsOf(t, r); err != nil {
			return result, err
		}
	}
	if r.Per != 0 {
		result.Periods, err = c.tallyAsOf(t, [...]int{0, 10, 7, 4}[r.Per])
	}
	return result, err
}

// matchAsOf finds what matched at the moment of a request.
func (c asOfSearch) matchAsOf(r Request) (t asOf, err error) {
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
	seen, err := c.seenBy(r.Past.At)
	if err != nil {
		return t, err
	}
	docs := roaring.And(f.Docs, seen)
	// Of what was between its first sighting and its last change on that day:
	changing, err := c.changing(r.Past.At).Match(c.Session, nil)
	if err != nil {
		return t, err
	}
	changing = roaring.And(changing, seen)
	changed, err := c.changedAfter(r.Past.At, roaring.And(docs, changing))
	if err != nil {
		return t, err
	}
	t = asOf{docs: roaring.AndNot(docs, changed), words: f.Words}
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

// changing matches the stories of which the day of a moment lies between the
// first sighting and the last change.
func (c asOfSearch) changing(at time.Time) match.Terms {
	day := at.In(c.Zone).Format(time.DateOnly)
	return match.Key(document.KeyChanging, day, day[:7], day[:4])
}

// changedAfter returns those of some documents that changed after a second.
func (c asOfSearch) changedAfter(at time.Time, docs *roaring.Bitmap) (*roaring.Bitmap, error) {
	last, err := c.NumbersOf(document.FieldLast, docs.ToArray())
	if err != nil {
		return nil, err
	}
	then, i := document.Moment(at), 0
	changed := roaring.New()
	for it := docs.Iterator(); it.HasNext(); i++ {
		if doc := it.Next(); last[i] > then {
			changed.Add(doc)
		}
	}
	return changed, nil
}

// changed finds, among the stories that were changing on the day of a
// request's moment, those that have changed since and matched then.
func (c asOfSearch) changed(r Request, changing *roaring.Bitmap) (matched []store.Entry, numbers map[int64]uint32, err error) {
	if r.IDs != nil {
		within, err := c.Snapshot.ByID(match.DecimalIDs(r.IDs))
		if err != nil {
			return nil, nil, err
		}
		changing = roaring.And(changing, within)
	}
	if changing.IsEmpty() && len(r.Past.Apart) == 0 {
		return nil, nil, nil
	}
	e, err := c.Compile(superset(r.Query.Root))
	if err != nil {
		return nil, nil, err
	}
	maybe, err := e.Match(c.Session, changing)
	if err == nil {
		maybe, err = c.changedAfter(r.Past.At, maybe)
	}
	if err != nil {
		return nil, nil, err
	}
	var some []rank.Doc
	for it := maybe.Iterator(); it.HasNext(); {
		some = append(some, rank.Doc{Number: it.Next()})
	}
	hits, err := c.Hits(some)
	if err != nil {
		return nil, nil, err
	}
	numbers = make(map[int64]uint32, len(hits))
	ids := make([]int64, 0, len(hits)+len(r.Past.Apart))
	for i, h := range hits {
		numbers[h.ID] = some[i].Number
		ids = append(ids, h.ID)
	}
	for id := range r.Past.Apart {
		if r.IDs == nil || slices.Contains(r.IDs, id) {
			ids = append(ids, id)
		}
	}
	if err := c.readAsOf(r, ids); err != nil {
		return nil, nil, err
	}
	for _, id := range ids {
		if e := r.Past.asked[id]; e != nil {
			matched = append(matched, *e)
		}
	}
	return matched, numbers, nil
}

// readAsOf reads those of some stories that were not read yet as they were,
// and asks them.
func (c asOfSearch) readAsOf(r Request, ids []int64) error {
	if r.Past.asked == nil {
		r.Past.asked = map[int64]*store.Entry{}
	}
	var unknown []int64
	for _, id := range ids {
		if _, known := r.Past.asked[id]; !known {
			unknown = append(unknown, id)
			r.Past.asked[id] = nil
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	entries, err := r.Past.Entries(unknown)
	if err != nil || len(entries) == 0 {
		return err
	}
	matched, err := c.among(entries, r.Query.Root)
	for i := range matched {
		r.Past.asked[matched[i].ID] = &matched[i]
	}
	return err
}

// superset returns a query that finds, among stories as they are, all that have
// ever matched the one given. A story has all the words that it ever had, in
// some headline; only what a page or an item says of it may have been put
// differently.
func superset(n query.Node) query.Node {
	switch n := n.(type) {
	case query.And:
		return query.Both(supersets(n.Nodes)...)
	case query.Or:
		parts := supersets(n.Nodes)
		if slices.Contains(parts, query.Node(query.All{})) {
			return query.All{}
		}
		return query.Or{Nodes: parts}
	case query.Topic:
		return superset(n.Node)
	case query.Word:
		if n.Field == query.Title {
			n.Field = query.Any
		}
		return orRevised(n, n.Field)
	case query.Phrase:
		if n.Field == query.Title {
			n.Field = query.Any
		}
		return orRevised(n, n.Field)
	case query.Term:
		if n.Field == query.FeedName || n.Field == query.Tag {
			return n
		}
	case query.Cluster:
		return n
	}
	return query.All{}
}

func supersets(nodes []query.Node) []query.Node {
	parts := make([]query.Node, len(nodes))
	for i, n := range nodes {
		parts[i] = superset(n)
	}
	return parts
}

// orRevised adds to a node about words the stories of which something else was
// said once.
func orRevised(n query.Node, f query.Field) query.Node {
	if f == query.Publisher {
		return n
	}
	return query.Or{Nodes: []query.Node{n, query.Is{What: "retold"}}}
}
