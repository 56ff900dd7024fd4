package event

import (
	"cmp"
	"container/heap"
	"maps"
	"math"
)

// Bond is how like a story is to an event that it does not belong to.
type Bond struct {
	Event int64 // the id of the story that began it
	Sum   int64 // of the similarities to its stories, in millionths
}

// Pair is how like the stories of two events are: the sum of the bonds of the
// stories of each with the other.
type Pair struct {
	A, B int64 // the ids of the stories that began them
	Sum  int64
}

// Size is how many stories an event has.
type Size struct {
	Stories   int
	Headlines int // of them, those that are not Copied
}

// Like reports whether two events are so like each other, in the mean over all pairs of
// their headlines, that they are merged, and together hold MaxStories at most.
func (p Pair) Like(a, b Size) bool {
	n := float64(a.Headlines) * float64(b.Headlines)
	return a.Stories+b.Stories <= MaxStories && p.mean(a, b) >= mergeMean+mergeFew/math.Sqrt(n)
}

func (p Pair) mean(a, b Size) float64 {
	return float64(p.Sum) / 1e6 / (float64(a.Headlines) * float64(b.Headlines))
}

// Merge merges the most alike events, as long as two are alike (agglomerative
// clustering by average link), and returns for each event that was merged the one
// with the lowest id of those that it is one with. Sizes are those of all events;
// events that are apart are not merged. Nor are events of which no pair was Like before
// any merge: so those that no chain of such pairs joins have nothing to do with each
// other, and Merge may be called for each chain alone.
func Merge(sizes map[int64]Size, pairs []Pair, apart [][2]int64) map[int64]int64 {
	m := merger{
		sizes: maps.Clone(sizes), sums: map[int64]map[int64]int64{}, alike: map[int64]map[int64]bool{},
		apart: map[int64]map[int64]bool{}, into: map[int64]int64{},
	}
	for _, a := range apart {
		setIn(m.apart, a[0], a[1], true)
	}
	for _, p := range pairs {
		setIn(m.sums, p.A, p.B, p.Sum)
		if p.Like(sizes[p.A], sizes[p.B]) {
			setIn(m.alike, p.A, p.B, true)
			m.offer(p.A, p.B)
		}
	}
	for m.Len() > 0 {
		next := heap.Pop(&m).(offer)
		if m.holds(next) {
			m.merge(next.A, next.B)
		}
	}
	merged := map[int64]int64{}
	for id := range m.into {
		merged[id] = m.top(id)
	}
	return merged
}

// merger is the state of Merge: the events that are left, with the sums of their
// similarities, and which pairs are to be merged next.
type merger struct {
	sizes  map[int64]Size
	sums   map[int64]map[int64]int64
	alike  map[int64]map[int64]bool // that were Like before any merge, or events that were merged into them
	apart  map[int64]map[int64]bool
	into   map[int64]int64 // merged → the event that it was merged into
	offers []offer
}

// offer is a pair that was like enough when it was offered.
type offer struct {
	Pair
	mean float64
}

// setIn sets a value of a pair, whichever comes first.
func setIn[V any](of map[int64]map[int64]V, a, b int64, v V) {
	for range 2 {
		if of[a] == nil {
			of[a] = map[int64]V{}
		}
		of[a][b] = v
		a, b = b, a
	}
}

func (m *merger) top(id int64) int64 {
	for m.into[id] != 0 {
		id = m.into[id]
	}
	return id
}

// offer offers a pair, if it is like enough and may be merged.
func (m *merger) offer(a, b int64) {
	p := Pair{min(a, b), max(a, b), m.sums[a][b]}
	if m.alike[a][b] && !m.apart[a][b] && p.Like(m.sizes[p.A], m.sizes[p.B]) {
		heap.Push(m, offer{p, p.mean(m.sizes[p.A], m.sizes[p.B])})
	}
}

// holds reports whether an offer is still as it was offered.
func (m *merger) holds(o offer) bool {
	return m.into[o.A] == 0 && m.into[o.B] == 0 && m.sums[o.A][o.B] == o.Sum && o.Pair.mean(m.sizes[o.A], m.sizes[o.B]) == o.mean
}

// merge merges b into a.
func (m *merger) merge(a, b int64) {
	m.into[b] = a
	m.sizes[a] = Size{m.sizes[a].Stories + m.sizes[b].Stories, m.sizes[a].Headlines + m.sizes[b].Headlines}
	for other := range m.apart[b] {
		setIn(m.apart, a, other, true)
	}
	for other := range m.alike[b] {
		if other != a {
			setIn(m.alike, a, other, true)
		}
		delete(m.alike[other], b)
	}
	for other, sum := range m.sums[b] {
		if other != a {
			setIn(m.sums, a, other, m.sums[a][other]+sum)
		}
		delete(m.sums[other], b)
	}
	delete(m.alike, b)
	delete(m.sums, b)
	for other := range m.alike[a] {
		m.offer(a, other)
	}
}

// Len, Less, Swap, Push and Pop are for container/heap.

func (m *merger) Len() int { return len(m.offers) }

// Less puts the most alike first.
func (m *merger) Less(i, j int) bool {
	p, q := &m.offers[i], &m.offers[j]
	return cmp.Or(cmp.Compare(q.mean, p.mean), cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) < 0
}

func (m *merger) Swap(i, j int) { m.offers[i], m.offers[j] = m.offers[j], m.offers[i] }
func (m *merger) Push(x any)    { m.offers = append(m.offers, x.(offer)) }

// Pop removes the last.
func (m *merger) Pop() any {
	last := len(m.offers) - 1
	o := m.offers[last]
	m.offers = m.offers[:last]
	return o
}
